// What Claude Code reads in a front matter, and the Agent Skills specification, which began there.
import { description, FLAG, hint, type Key, type KeyFamily } from "./type.ts";

const CLAUDE_MODELS = ["inherit", "sonnet", "opus", "haiku"];

// Source: Claude Code documentation, "Subagents", supported front matter fields.
/** The front matter of an agent. */
export const claudeAgent: KeyFamily = {
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

/** The front matter of a command. */
export const claudeCommand: KeyFamily = {
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
/** The front matter of a skill. */
export const skill: KeyFamily = {
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
