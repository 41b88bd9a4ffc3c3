// Tools that reach over a network, as data: what each is for, and whether it tries again by itself.

/** A command-line tool whose behaviour on a failing network is documented. */
export interface RemoteTool {
  /** As its documentation writes it; compared without regard to case. */
  readonly program: string;
  /** The first argument that is no option; left out: any. */
  readonly verb?: RegExp;
  /** Some argument must look like this. */
  readonly needs?: RegExp;
  /** With such an argument it changes nothing, or stays on this machine. */
  readonly harmless?: RegExp;
  /** `install`: what every build fetches. `fetch`: a single download. `change`: it alters something elsewhere. */
  readonly effect: "install" | "fetch" | "change";
  /** How often it tries by itself. */
  readonly tries: "once" | "again";
  /** The arguments with which it tries again by itself. */
  readonly option?: RegExp;
  /** Where `tries` is documented. */
  readonly source: string;
}

const DRY_RUN = /^(?:--dry-run(?:=(?!none).*)?|--help|-h)$/;
/** `host:path`, `user@host:path`, `$HOST:path`, `rsync://host/module`; a drive letter is no host. */
const REMOTE_PATH = /^(?!\.{0,2}\/|-)(?:\$\{\{[^{}]{0,200}\}\}|[^/\s$]|\$(?!\{\{)){2,300}:(?!\\)|^rsync:/;
const SSH_OPTION = /ConnectionAttempts/i;
const SSH_SOURCE = "ssh_config(5): ConnectionAttempts is 1 unless given";
const POWERSHELL_OPTION = /^-MaximumRetryCount$/i;

/** The tools that reach over a network, and whether they try again by themselves. Sources stand beside each. */
export const REMOTE_TOOLS: readonly RemoteTool[] = [
  {
    program: "curl",
    harmless: /^(?:--version|-V|--help|-h|--unix-socket|--abstract-unix-socket|file:\/\/.*)$/,
    effect: "fetch",
    tries: "once",
    option: /(?:^|[\s("'])--retry(?![\w-])/,
    source: "curl(1): --retry is 0 unless given",
  },
  {
    program: "git",
    verb: /^clone$/,
    needs: /^(?:https?|ssh|git):|^[\w.-]{1,100}@|\$/,
    effect: "fetch",
    tries: "once",
    source: "git-clone(1): no option to retry",
  },
  { program: "ssh", harmless: /^-[VGQO]$/, effect: "change", tries: "once", option: SSH_OPTION, source: SSH_SOURCE },
  { program: "sftp", effect: "change", tries: "once", option: SSH_OPTION, source: SSH_SOURCE },
  { program: "scp", needs: REMOTE_PATH, effect: "change", tries: "once", option: SSH_OPTION, source: SSH_SOURCE },
  {
    program: "rsync",
    needs: REMOTE_PATH,
    harmless: /^(?:--dry-run|--version)$/,
    effect: "change",
    tries: "once",
    option: SSH_OPTION,
    source: "rsync(1): no option to retry",
  },
  {
    program: "helm",
    verb: /^(?:upgrade|install|rollback)$/,
    harmless: DRY_RUN,
    effect: "change",
    tries: "once",
    source: "helm upgrade --help: no option to retry",
  },
  {
    // A plugin stands before the verb that it wraps.
    program: "helm",
    verb: /^(?:just|secrets|x|tillerless)$/,
    needs: /^(?:apply|upgrade|install|rollback|fetch|pull)$/,
    harmless: DRY_RUN,
    effect: "change",
    tries: "once",
    source: "helm upgrade --help: no option to retry",
  },
  {
    program: "helmfile",
    verb: /^(?:apply|sync)$/,
    harmless: DRY_RUN,
    effect: "change",
    tries: "once",
    source: "helmfile --help: no option to retry",
  },
  {
    program: "kubectl",
    verb: /^(?:apply|create|replace|patch|set|scale|rollout)$/,
    harmless: /^(?:--dry-run(?:=(?!none).*)?|--help|status|history)$/,
    effect: "change",
    tries: "once",
    source: "kubectl apply --help: no option to retry",
  },
  {
    program: "Invoke-WebRequest",
    effect: "fetch",
    tries: "once",
    option: POWERSHELL_OPTION,
    source: "Invoke-WebRequest: MaximumRetryCount is 0 unless given",
  },
  {
    program: "Invoke-RestMethod",
    effect: "fetch",
    tries: "once",
    option: POWERSHELL_OPTION,
    source: "Invoke-RestMethod: MaximumRetryCount is 0 unless given",
  },
  { program: "wget", effect: "fetch", tries: "again", source: "wget(1): 20 tries" },
  { program: "aws", effect: "change", tries: "again", source: "AWS CLI retries: 3 attempts" },
  {
    program: "npm",
    verb: /^(?:ci|i|install)$/,
    effect: "install",
    tries: "again",
    source: "npm config: fetch-retries 2",
  },
  { program: "pnpm", verb: /^(?:i|install)$/, effect: "install", tries: "again", source: "pnpm: fetchRetries 2" },
  { program: "pip", verb: /^install$/, effect: "install", tries: "again", source: "pip install --help: --retries 5" },
  { program: "cargo", verb: /^(?:fetch|build)$/, effect: "install", tries: "again", source: "cargo: net.retry 3" },
  { program: "apt-get", effect: "install", tries: "again", source: "apt 2.3.2: Acquire::Retries 3" },
  { program: "docker", verb: /^pull$/, effect: "install", tries: "again", source: "dockerd: a layer is tried 5 times" },
];

/** Other names of the same programs. */
export const ALIASES: ReadonlyMap<string, string> = new Map([
  ["iwr", "invoke-webrequest"],
  ["irm", "invoke-restmethod"],
  ["pip3", "pip"],
  ["apt", "apt-get"],
]);

/** Options before the verb that take a value: `git -C dir`, `kubectl -n prod`, `helm --kube-context staging`. */
export const OPTION_WITH_VALUE =
  /^(?:-[nCcefs]|--(?:namespace|context|kube-context|kubeconfig|cluster|user|token|server|environment|file|git-dir|work-tree))$/;

/**
 * Programs that change something elsewhere, by their verbs. Nobody tells here whether to try again: a push that was
 * refused is refused again, and a version is published once.
 */
export const CHANGING_PROGRAMS: ReadonlyMap<string, RegExp> = new Map([
  ["az", /./],
  ["cargo", /^publish$/],
  ["docker", /^(?:push|buildx)$/],
  ["firebase", /^deploy$/],
  ["flyctl", /^deploy$/],
  ["gcloud", /./],
  ["gem", /^push$/],
  ["gh", /./],
  ["git", /^push$/],
  ["goreleaser", /^release$/],
  ["netlify", /^deploy$/],
  ["npm", /^publish$/],
  ["ovsx", /^publish$/],
  ["pnpm", /^publish$/],
  ["poetry", /^publish$/],
  ["pulumi", /^(?:up|destroy)$/],
  ["serverless", /^deploy$/],
  ["terraform", /^(?:apply|destroy)$/],
  ["tofu", /^(?:apply|destroy)$/],
  ["twine", /^upload$/],
  ["uv", /^publish$/],
  ["vercel", /./],
  ["vsce", /^publish$/],
  ["wrangler", /^(?:deploy|publish|pages)$/],
  ["yarn", /^publish$/],
]);

/** Actions that do what `ssh`, `scp` and `rsync` do, once. Source: the inputs in their `action.yml`. */
export const REMOTE_SHELL_ACTIONS: ReadonlySet<string> = new Set([
  "appleboy/ssh-action",
  "appleboy/scp-action",
  "burnett01/rsync-deployments",
  "easingthemes/ssh-deploy",
]);

/** Actions whose name says that they change something elsewhere. */
export const CHANGING_ACTION =
  /(?:^|[/_-])(?:deploy|publish|release|push|ssh|scp|rsync|helm)(?:er|ment|ing|s)?(?:[/_-]|$)/i;

/** Names of actions and programs that start a cluster on the runner itself. */
export const LOCAL_CLUSTER = /(?:^|[/_-])(?:kind|minikube|k3d|k3s|microk8s)(?:[/_-]|$)/i;
