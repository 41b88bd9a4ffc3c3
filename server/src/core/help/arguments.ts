// The placeholders that the tools fill, by dialect. Data only.

/** The placeholders of one family. */
export interface Placeholders {
  /** `⟨…⟩` as in `withStops`; each with a sentence of plain text. */
  readonly all: readonly { readonly text: string; readonly meaning: string }[];
  /** True when `$name` stands for an argument that the front matter declares. */
  readonly named: boolean;
}

// Source: Claude Code documentation, "Skills": positions count from 0.
const claude: Placeholders = {
  all: [
    { text: "$ARGUMENTS", meaning: "All that the user wrote behind the name." },
    { text: "$ARGUMENTS[⟨0⟩]", meaning: "One of the arguments; they count from 0." },
  ],
  named: true,
};

// Source: openai/codex, docs/prompts.md: positions count from 1.
const codex: Placeholders = {
  all: [
    { text: "$ARGUMENTS", meaning: "All that the user wrote behind the name." },
    { text: "$⟨1⟩", meaning: "One of the arguments; they count from 1." },
  ],
  named: false,
};

// Source: VS Code documentation, "Use prompt files in VS Code".
const copilot: Placeholders = {
  all: [
    { text: "${input:⟨name⟩}", meaning: "Something that the user is asked for." },
    { text: "${input:⟨name⟩:⟨hint⟩}", meaning: "Something that the user is asked for, with a hint in the box." },
    { text: "${selection}", meaning: "What is selected in the editor." },
    { text: "${file}", meaning: "The path of the file in the editor." },
    { text: "${workspaceFolder}", meaning: "The path of the workspace folder." },
  ],
  named: false,
};

// Source: google-gemini/gemini-cli, docs/cli/custom-commands.md.
const gemini: Placeholders = {
  all: [{ text: "{{args}}", meaning: "All that the user wrote behind the name." }],
  named: false,
};

/** The placeholders of each family that has some. */
export const ARGUMENTS: Readonly<Record<string, Placeholders>> = {
  "claude-command": claude,
  skill: claude,
  "codex-prompt": codex,
  "opencode-command": codex,
  "copilot-prompt": copilot,
  "gemini-command": gemini,
};
