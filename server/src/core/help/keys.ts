// The front matter of the known families: what each key means to the tool that reads the file. Data only.

/** A key of a front matter. */
export interface Key {
  readonly name: string;
  /** A sentence or two of plain text. */
  readonly meaning: string;
  readonly type: "text" | "true or false" | "number" | "list" | "mapping" | "glob" | "text or list";
  /** What holds when the key is left out, as the end of the sentence "Default: …". */
  readonly otherwise?: string;
  /** True when the tool does not load the file without it. */
  readonly required?: true;
  /** Values worth offering. With `open`, others are as good. */
  readonly values?: readonly string[];
  readonly open?: true;
}

/** The front matter of one family. */
export interface KeyFamily {
  /** The tool that reads it, as its makers write it. */
  readonly tool: string;
  readonly keys: readonly Key[];
}

const FLAG = ["true", "false"];

const description = (meaning: string): Key => ({ name: "description", type: "text", meaning });
const hint: Key = {
  name: "argument-hint",
  type: "text",
  meaning: "What the user is to write behind the name, shown while they type it: [issue-number], for example.",
};
const CLAUDE_MODELS = ["inherit", "sonnet", "opus", "haiku"];

// Source: Claude Code documentation, "Subagents", supported front matter fields.
const claudeAgent: KeyFamily = {
  tool: "Claude Code",
  keys: [
    {
      name: "name",
      type: "text",
      required: true,
      meaning: "What the agent is called by: lower-case letters and hyphens, unlike any other agent's.",
    },
    { ...description("When to hand work to this agent. Claude chooses among agents by this text."), required: true },
    {
      name: "tools",
      type: "text or list",
      meaning: "The tools that the agent may use, and no others.",
      otherwise: "all tools of the conversation that calls it",
    },
    {
      name: "disallowedTools",
      type: "text or list",
      meaning: "Tools that are taken away from those listed or inherited.",
    },
    {
      name: "model",
      type: "text",
      meaning: "The model that the agent runs on.",
      otherwise: "inherit, the model of the conversation",
      values: CLAUDE_MODELS,
      open: true,
    },
    {
      name: "permissionMode",
      type: "text",
      meaning: "What the agent may do without asking.",
      values: ["default", "acceptEdits", "dontAsk", "bypassPermissions", "plan"],
      open: true,
    },
    { name: "maxTurns", type: "number", meaning: "How many turns the agent may take before it is stopped." },
    { name: "skills", type: "list", meaning: "Skills whose full text the agent has from the start." },
    { name: "mcpServers", type: "list", meaning: "The MCP servers that the agent can reach, by name or as a mapping." },
    { name: "hooks", type: "mapping", meaning: "Hooks that run only while this agent works." },
    {
      name: "memory",
      type: "text",
      meaning: "Where the agent keeps what it learns from one conversation to the next.",
      values: ["user", "project", "local"],
    },
    {
      name: "background",
      type: "true or false",
      meaning: "Whether the agent always runs in the background.",
      otherwise: "false",
      values: FLAG,
    },
    {
      name: "isolation",
      type: "text",
      meaning: "worktree gives the agent a temporary git worktree of its own.",
      values: ["worktree"],
    },
    { name: "color", type: "text", meaning: "The colour by which the agent is told from others on the screen." },
  ],
};

// Source: Claude Code documentation, "Slash commands" and "Skills", front matter reference: one engine runs both.
const claudeKeys: readonly Key[] = [
  hint,
  {
    name: "arguments",
    type: "text or list",
    meaning: "Names for the arguments, in their order: $name in the text stands for the value.",
  },
  {
    name: "disable-model-invocation",
    type: "true or false",
    meaning: "true: only a person can start it, Claude never does so by itself.",
    otherwise: "false",
    values: FLAG,
  },
  {
    name: "allowed-tools",
    type: "text or list",
    meaning: "Tools that need no permission while this text is at work.",
  },
  {
    name: "model",
    type: "text",
    meaning: "The model that it runs on.",
    otherwise: "the model of the conversation",
    values: CLAUDE_MODELS,
    open: true,
  },
  {
    name: "context",
    type: "text",
    meaning: "fork: it runs in an agent of its own, which sees nothing of the conversation but this text.",
    values: ["fork"],
  },
  {
    name: "agent",
    type: "text",
    meaning: "Which agent runs it under context: fork.",
    otherwise: "general-purpose",
    values: ["general-purpose", "Explore", "Plan"],
    open: true,
  },
  { name: "hooks", type: "mapping", meaning: "Hooks that run only while this text is at work." },
];

const claudeCommand: KeyFamily = {
  tool: "Claude Code",
  keys: [
    {
      ...description("What the command does and when to use it: shown in the menu, and read by Claude."),
      otherwise: "the first paragraph",
    },
    ...claudeKeys,
  ],
};

// Source: the Agent Skills specification (agentskills.io), and what Claude Code adds to it.
const skill: KeyFamily = {
  tool: "Agent Skills, Claude Code",
  keys: [
    {
      name: "name",
      type: "text",
      required: true,
      meaning:
        "What the skill is called: lower-case letters, digits and hyphens, 64 at the most, the same as its folder.",
    },
    {
      ...description(
        "What the skill does and when to use it, in at most 1,024 characters. Agents choose it by this text.",
      ),
      required: true,
    },
    { name: "license", type: "text", meaning: "The licence, by name or by the file that comes with the skill." },
    {
      name: "compatibility",
      type: "text",
      meaning: "What the skill needs around it: a product, packages, network access. At most 500 characters.",
    },
    { name: "metadata", type: "mapping", meaning: "Anything else, as names with values; tools pass over it." },
    {
      name: "user-invocable",
      type: "true or false",
      meaning: "false keeps the skill out of the menu: knowledge that agents load by themselves.",
      otherwise: "true",
      values: FLAG,
    },
    { name: "when_to_use", type: "text", meaning: "More about when to use it, behind the description." },
    ...claudeKeys,
  ],
};

// Source: VS Code documentation, "Use prompt files in VS Code" (29 July 2026).
const copilotPrompt: KeyFamily = {
  tool: "VS Code",
  keys: [
    description("What the prompt does, in short."),
    { name: "name", type: "text", meaning: "What is typed behind / to run it.", otherwise: "the name of the file" },
    hint,
    {
      name: "agent",
      type: "text",
      meaning: "The agent that runs the prompt; any custom agent by its name.",
      otherwise: "the current agent, or agent where tools are listed",
      values: ["ask", "agent", "plan"],
      open: true,
    },
    { name: "model", type: "text or list", meaning: "The model that runs it.", otherwise: "the one that is selected" },
    {
      name: "tools",
      type: "list",
      meaning: "Tools and tool sets that the prompt may use; <server>/* is all of a server.",
    },
  ],
};

// Source: VS Code documentation, "Custom agents in VS Code" (29 July 2026).
const copilotAgent: KeyFamily = {
  tool: "VS Code",
  keys: [
    description("What the agent does, in short; shown in the empty input box."),
    { name: "name", type: "text", meaning: "What the agent is called.", otherwise: "the name of the file" },
    { ...hint, meaning: "What the user is to write, shown in the input box." },
    {
      name: "tools",
      type: "list",
      meaning: "Tools and tool sets that the agent may use; <server>/* is all of a server.",
    },
    {
      name: "agents",
      type: "text or list",
      meaning:
        "The agents that it may start as subagents: * for all, [] for none. The tool agent has to be listed too.",
    },
    {
      name: "model",
      type: "text or list",
      meaning: "The model that runs it; of a list the first that is there.",
      otherwise: "the one that is selected",
    },
    {
      name: "user-invocable",
      type: "true or false",
      meaning: "false keeps the agent out of the menu, as one for other agents only.",
      otherwise: "true",
      values: FLAG,
    },
    {
      name: "disable-model-invocation",
      type: "true or false",
      meaning: "true keeps other agents from starting it.",
      otherwise: "false",
      values: FLAG,
    },
    {
      name: "target",
      type: "text",
      meaning: "Where the agent is to run.",
      values: ["vscode", "github-copilot"],
    },
    { name: "mcp-servers", type: "mapping", meaning: "MCP servers for GitHub Copilot in the cloud." },
    {
      name: "handoffs",
      type: "list",
      meaning: "Buttons for what comes next: each with label, agent, prompt and send.",
    },
    { name: "hooks", type: "mapping", meaning: "Hooks that run only while this agent works." },
  ],
};

// Source: VS Code documentation, "Use custom instructions in VS Code".
const instructions: KeyFamily = {
  tool: "VS Code",
  keys: [
    { name: "applyTo", type: "glob", meaning: "The files for which the instructions hold; ** for every file." },
    description("What the instructions are about."),
    { name: "name", type: "text", meaning: "What they are called.", otherwise: "the name of the file" },
    { name: "excludeAgent", type: "text or list", meaning: "Agents that do not read them." },
  ],
};

// Source: Cursor documentation, "Rules".
const cursorRule: KeyFamily = {
  tool: "Cursor",
  keys: [
    description("What the rule is about: the agent decides by it whether to read the rule."),
    { name: "globs", type: "glob", meaning: "Files that bring the rule along when they are worked on, with commas." },
    {
      name: "alwaysApply",
      type: "true or false",
      meaning: "true: the rule is part of every conversation.",
      otherwise: "false",
      values: FLAG,
    },
  ],
};

// Source: google-gemini/gemini-cli, docs/core/subagents.md, configuration schema.
const geminiAgent: KeyFamily = {
  tool: "Gemini CLI",
  keys: [
    {
      name: "name",
      type: "text",
      required: true,
      meaning: "What the agent is called by: lower-case letters, digits, hyphens and underscores.",
    },
    { ...description("What the agent does. The main agent decides by it when to call this one."), required: true },
    {
      name: "kind",
      type: "text",
      meaning: "Whether the agent runs here or elsewhere.",
      otherwise: "local",
      values: ["local", "remote"],
    },
    {
      name: "tools",
      type: "list",
      meaning: "The tools that the agent may use; * for all, mcp_* for those of MCP servers.",
      otherwise: "all tools of the session",
    },
    { name: "mcpServers", type: "mapping", meaning: "MCP servers for this agent alone." },
    {
      name: "model",
      type: "text",
      meaning: "The model that it runs on.",
      otherwise: "inherit",
      values: ["inherit"],
      open: true,
    },
    { name: "temperature", type: "number", meaning: "From 0 to 2.", otherwise: "1" },
    { name: "max_turns", type: "number", meaning: "How many turns the agent may take.", otherwise: "30" },
    { name: "timeout_mins", type: "number", meaning: "How many minutes the agent may take.", otherwise: "10" },
  ],
};

// Source: openai/codex, docs/prompts.md.
const codexPrompt: KeyFamily = {
  tool: "Codex",
  keys: [description("What the prompt does: shown in the menu."), hint],
};

// Source: OpenCode documentation, "Commands".
const openCodeCommand: KeyFamily = {
  tool: "OpenCode",
  keys: [
    description("What the command does: shown in the menu."),
    { name: "agent", type: "text", meaning: "The agent that runs it.", otherwise: "the current agent" },
    { name: "model", type: "text", meaning: "The model that it runs on.", otherwise: "the one that is selected" },
    { name: "subtask", type: "true or false", meaning: "true: it runs in a subagent.", values: FLAG },
  ],
};

/** The front matter of each family, by dialect. */
export const KEYS: Readonly<Record<string, KeyFamily>> = {
  "claude-agent": claudeAgent,
  "claude-command": claudeCommand,
  skill,
  "copilot-prompt": copilotPrompt,
  "copilot-agent": copilotAgent,
  "copilot-instructions": instructions,
  "cursor-rule": cursorRule,
  "gemini-agent": geminiAgent,
  "codex-prompt": codexPrompt,
  "opencode-command": openCodeCommand,
};
