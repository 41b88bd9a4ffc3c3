// The actions that set up a tool and can keep what it downloads. Source: their READMEs.

/** An action that sets up a tool. */
export interface SetupAction {
  /** The first major version that can keep anything. */
  readonly since: number;
  /** The input that turns it on. */
  readonly input: string;
  /** Inputs that show the author's mind: what is kept, that nothing is, or that the job publishes. */
  readonly decided: readonly string[];
  readonly managers: readonly Manager[];
}

/** A tool that downloads what a project is built from. */
export interface Manager {
  readonly name: string;
  /** What the input is set to; left out: the name. */
  readonly value?: string;
  /** The commands that download, each as one line. */
  readonly installs: RegExp;
  /** Commands that refuse to run without the lock file. */
  readonly locked?: RegExp;
  /** The file whose content names what is kept. */
  readonly lock: readonly string[];
  /** The input that names the lock file when it lies in a folder of its own. */
  readonly lockInput?: string;
  /** Actions that keep the files by themselves. */
  readonly keeper?: RegExp;
  /** Actions that have to come before, or the set-up fails. */
  readonly first?: RegExp;
}

const NODE_LOCK = "cache-dependency-path";

/** By name, in lower case. */
export const SETUP_ACTIONS: ReadonlyMap<string, SetupAction> = new Map([
  [
    "actions/setup-node",
    {
      since: 2,
      input: "cache",
      decided: ["cache", "package-manager-cache", "registry-url"],
      managers: [
        {
          name: "npm",
          installs: /^npm (?:ci|clean-install|i|install)(?: -\S+| --prefix \S+)*$/,
          locked: /^npm (?:ci|clean-install)\b/,
          lock: ["package-lock.json", "npm-shrinkwrap.json"],
          lockInput: NODE_LOCK,
        },
        {
          name: "yarn",
          installs: /^yarn(?: install)?(?: -\S+)*$/,
          locked: /--(?:frozen-lockfile|immutable)\b/,
          lock: ["yarn.lock"],
          lockInput: NODE_LOCK,
        },
        {
          name: "pnpm",
          installs: /^pnpm (?:i|install|ci)(?: -\S+)*$/,
          locked: /--frozen-lockfile\b|^pnpm ci\b/,
          lock: ["pnpm-lock.yaml"],
          lockInput: NODE_LOCK,
          first: /^pnpm\/action-setup$/,
        },
      ],
    },
  ],
  [
    "actions/setup-python",
    {
      since: 2,
      input: "cache",
      decided: ["cache"],
      managers: [
        {
          name: "pip",
          installs: /^(?:python3? -m )?pip3? install\b.{0,300} (?:-r|--requirement)[ =]?\S/,
          lock: ["requirements.txt"],
          lockInput: "cache-dependency-path",
        },
      ],
    },
  ],
  [
    "actions/setup-java",
    {
      since: 2,
      input: "cache",
      decided: ["cache", "server-id", "gpg-private-key"],
      managers: [
        {
          name: "Maven",
          value: "maven",
          installs: /^mvnw? .{0,300}\b(?:compile|test|package|verify|install)\b/,
          lock: [],
        },
        {
          name: "Gradle",
          value: "gradle",
          installs: /^gradlew? .{0,300}\b(?:build|check|test|assemble\w*|lint\w*)\b/,
          lock: [],
          keeper: /^gradle\//,
        },
      ],
    },
  ],
  [
    "ruby/setup-ruby",
    {
      since: 1,
      input: "bundler-cache",
      decided: ["bundler-cache"],
      managers: [{ name: "Bundler", value: "true", installs: /^bundle(?: install| -\S+)*$/, lock: [] }],
    },
  ],
]);
