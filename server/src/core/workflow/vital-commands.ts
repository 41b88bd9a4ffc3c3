// Which commands of a script matter so much that nobody should overlook their failure.
import { agentOfCommand } from "./agents.ts";
import { programIndex, programName } from "./commands.ts";

/** What a command is for, where its failure changes what everything after it is worth. */
export interface Vital {
  /** As a reader would name it: `npm test`, `git push`, `Codex`. */
  readonly tool: string;
  readonly kind: "agent" | "test" | "check" | "build" | "install" | "change";
}

const TEST = /^(?:test|tests|e2e|spec|integration|unit|benchmark)(?:[:_.-]|$)|[:_-](?:test|tests|e2e)$/i;
const CHECK =
  /^(?:lint|typecheck|type-check|check|validate|verify|audit|format-check|fmt-check)(?:[:_.-]|$)|[:_-](?:lint|check|validate|verify)$/i;
const BUILD = /^(?:build|compile|package|bundle|generate)(?:[:_.-]|$)/i;
const CHANGE = /^(?:deploy|publish|release|migrate|migration|migrations|upload|sync|rollback)(?:[:_.-]|$)/i;

/** What a task runner's target, or a script, does by its name. */
function byName(name: string): Vital["kind"] | undefined {
  if (CHANGE.test(name)) return "change";
  if (TEST.test(name)) return "test";
  if (CHECK.test(name)) return "check";
  return BUILD.test(name) ? "build" : undefined;
}

/** The kinds of a program's verbs. Where a program has no verb that fits, it is not vital. */
type Verbs = readonly (readonly [RegExp, Vital["kind"]])[];

const JAVASCRIPT: Verbs = [
  [/^(?:ci|i|install)$/, "install"],
  [/^(?:test|t)$/, "test"],
  [/^(?:publish|dist-tag)$/, "change"],
  [/^audit$/, "check"],
];
const GRADLE: Verbs = [
  [/^(?:test|check|verify|integrationTest)$/, "test"],
  [/^(?:build|package|compile|assemble|install)$/, "build"],
  [/^(?:publish\w{0,40}|deploy)$/, "change"],
];
const CONTAINER: Verbs = [
  [/^push$/, "change"],
  [/^build$/, "build"],
];
const INFRASTRUCTURE: Verbs = [
  [/^(?:apply|destroy)$/, "change"],
  [/^(?:plan|validate)$/, "check"],
];
const PROGRAMS: ReadonlyMap<string, Verbs> = new Map<string, Verbs>([
  ["npm", JAVASCRIPT],
  ["pnpm", JAVASCRIPT],
  ["yarn", JAVASCRIPT],
  ["bun", JAVASCRIPT],
  ["gradle", GRADLE],
  ["gradlew", GRADLE],
  ["mvn", GRADLE],
  ["mvnw", GRADLE],
  ["docker", CONTAINER],
  ["podman", CONTAINER],
  ["terraform", INFRASTRUCTURE],
  ["tofu", INFRASTRUCTURE],
  ["pulumi", [[/^(?:up|destroy)$/, "change"]]],
  ["git", [[/^push$/, "change"]]],
  ["twine", [[/^upload$/, "change"]]],
  [
    "poetry",
    [
      [/^publish$/, "change"],
      [/^install$/, "install"],
    ],
  ],
  [
    "uv",
    [
      [/^publish$/, "change"],
      [/^sync$/, "install"],
    ],
  ],
  ["gem", [[/^push$/, "change"]]],
  ["helm", [[/^(?:upgrade|install|rollback)$/, "change"]]],
  ["helmfile", [[/^(?:apply|sync)$/, "change"]]],
  ["kubectl", [[/^(?:apply|replace|rollout)$/, "change"]]],
  ["firebase", [[/^deploy$/, "change"]]],
  ["flyctl", [[/^deploy$/, "change"]]],
  ["fly", [[/^deploy$/, "change"]]],
  ["netlify", [[/^deploy$/, "change"]]],
  ["wrangler", [[/^(?:deploy|publish)$/, "change"]]],
  ["serverless", [[/^deploy$/, "change"]]],
  ["cdk", [[/^deploy$/, "change"]]],
  ["vsce", [[/^publish$/, "change"]]],
  ["ovsx", [[/^publish$/, "change"]]],
  ["gh", [[/^(?:release|workflow)$/, "change"]]],
  ["goreleaser", [[/^release$/, "change"]]],
  [
    "cargo",
    [
      [/^(?:test|nextest|bench)$/, "test"],
      [/^(?:clippy|audit|deny)$/, "check"],
      [/^build$/, "build"],
      [/^publish$/, "change"],
    ],
  ],
  [
    "go",
    [
      [/^test$/, "test"],
      [/^vet$/, "check"],
      [/^(?:build|install)$/, "build"],
    ],
  ],
  [
    "dotnet",
    [
      [/^test$/, "test"],
      [/^(?:build|publish|pack)$/, "build"],
    ],
  ],
  [
    "swift",
    [
      [/^test$/, "test"],
      [/^build$/, "build"],
    ],
  ],
  ["mix", [[/^test$/, "test"]]],
  ["alembic", [[/^upgrade$/, "change"]]],
  [
    "prisma",
    [
      [/^(?:migrate|db)$/, "change"],
      [/^validate$/, "check"],
    ],
  ],
  ["playwright", [[/^test$/, "test"]]],
  ["cypress", [[/^run$/, "test"]]],
  ["ruff", [[/^check$/, "check"]]],
  ["composer", [[/^install$/, "install"]]],
  ["bundle", [[/^install$/, "install"]]],
]);
const ALWAYS: ReadonlyMap<string, Vital["kind"]> = new Map([
  ...["pytest", "py.test", "tox", "nox", "vitest", "jest", "mocha", "rspec", "phpunit", "ctest", "bats", "k6"].map(
    (name) => [name, "test"] as const,
  ),
  ...[
    "eslint",
    "mypy",
    "pyright",
    "flake8",
    "pylint",
    "tsc",
    "golangci-lint",
    "shellcheck",
    "actionlint",
    "hadolint",
  ].map((name) => [name, "check"] as const),
  ...["pip-audit", "bandit", "semgrep", "audit-ci", "stylelint", "markdownlint"].map(
    (name) => [name, "check"] as const,
  ),
]);
/** Programs that run a target which somebody named after what it does. */
const RUNNERS: ReadonlyMap<string, { readonly verb?: RegExp }> = new Map<string, { readonly verb?: RegExp }>([
  ["npm", { verb: /^(?:run|run-script)$/ }],
  ["pnpm", { verb: /^run$/ }],
  ["yarn", { verb: /^run$/ }],
  ["bun", { verb: /^run$/ }],
  ["deno", { verb: /^task$/ }],
  ["turbo", { verb: /^run$/ }],
  ["make", {}],
  ["just", {}],
  ["task", {}],
  ["rake", {}],
]);
/** Words in front of a program that only say in which environment it runs. */
const ENVIRONMENTS = /^(?:uv run|poetry run|pipenv run|hatch run|pdm run|bundle exec|pnpm exec|yarn exec|npm exec)$/;
/** The end of a script's name that says its language. */
const EXTENSION = /\.(?:sh|bash|py|js|mjs|cjs|ts|rb|pl)$/i;
const INTERPRETERS = /^(?:bash|sh|zsh|python|python3|node|tsx|ts-node|bun|deno|ruby|perl)$/;
const HELP = /^(?:--help|-h|--version|-V|--dry-run)$/;

/** What is vital about a command, or undefined. */
export function vitalOf(words: readonly string[]): Vital | undefined {
  const agent = agentOfCommand(words);
  if (agent) return { tool: agent, kind: "agent" };
  const [name = "", ...args] = program(words);
  if (args.some((word) => HELP.test(word))) return undefined;
  const [verb = "", second = ""] = args.filter((word) => !word.startsWith("-"));
  const always = ALWAYS.get(name);
  if (always) return { tool: name, kind: always };
  const known = PROGRAMS.get(name)?.find(([pattern]) => pattern.test(verb));
  if (known) return isWhole(known[1], args) ? { tool: `${name} ${verb}`, kind: known[1] } : undefined;
  if (name === "pip" || name === "pip3") return pip(name, verb, args);
  const runner = RUNNERS.get(name);
  if (runner) return target(name, runner.verb, verb, second);
  return script(name, verb);
}

/** The words from the real program on: `pytest -q` of `uv run python -m pytest -q`. */
function program(words: readonly string[]): string[] {
  let rest = words.slice(programIndex(words));
  if (ENVIRONMENTS.test(rest.slice(0, 2).join(" ")))
    rest = rest.slice(2).filter((word, at) => at > 0 || !word.startsWith("-"));
  const [first = "", second = "", third = "", ...others] = rest;
  if (/^python3?$/.test(programName(first)) && second === "-m") return [third, ...others];
  return [programName(first), ...rest.slice(1)];
}

/** An install of one more tool may fail where it is only nice to have; one of all that the project needs may not. */
const isWhole = (kind: Vital["kind"], args: readonly string[]): boolean =>
  kind !== "install" ||
  (args.slice(1).every((word) => word.startsWith("-")) && !args.includes("-g") && !args.includes("--global"));

function pip(name: string, verb: string, args: readonly string[]): Vital | undefined {
  const whole = args.some((word) => /^(?:-r|--requirement|-e|--editable|\.|\.\[.{0,100}\])$/.test(word));
  return verb === "install" && whole ? { tool: `${name} install`, kind: "install" } : undefined;
}

function target(name: string, needs: RegExp | undefined, verb: string, behind: string): Vital | undefined {
  const named = needs ? behind : verb;
  if (needs && !needs.test(verb)) {
    // `yarn build` and `pnpm lint` are short for `run`.
    const short = name === "yarn" || name === "pnpm" ? byName(verb) : undefined;
    return short ? { tool: `${name} ${verb}`, kind: short } : undefined;
  }
  const kind = byName(named);
  return kind && { tool: needs ? `${name} ${verb} ${named}` : `${name} ${named}`, kind };
}

/** `./scripts/deploy.sh`, `bash deploy.sh`, `python scripts/migrate.py`. */
function script(name: string, verb: string): Vital | undefined {
  const file = INTERPRETERS.test(name) ? programName(verb) : name;
  if (!EXTENSION.test(file)) return undefined;
  const bare = file.replace(EXTENSION, "").replace(/^run[_-]/, "");
  const kind = byName(bare);
  return kind && kind !== "check" ? { tool: file, kind } : undefined;
}

/** A clause that says what a hidden failure is taken for. */
export function consequence({ tool, kind }: Vital): string {
  const taken = {
    agent: "passes for an answer",
    test: "passes for a success",
    check: "fails nothing",
    build: "passes for a finished build",
    install: "passes for a finished installation",
    change: "passes for done",
  }[kind];
  return `a failing "${tool}" ${taken}`;
}

/** A run that is asked for a report may fail: the report says how, and somebody reads it. */
export const keepsReport = (text: string): boolean =>
  /(?:^|[^2&])>{1,2}(?!\s?(?:\/dev\/null|&))|--(?:output|report|reporter|format|json|out|log|junit|sarif)|(?:^|\s)-o(?:\s|$)|\btee\b/.test(
    text,
  );
