// What Cursor, Gemini CLI, Codex and OpenCode read in a front matter.
import { description, FLAG, hint, type KeyFamily } from "./type.ts";

// Source: Cursor documentation, "Rules".
/** The front matter of a rule. */
export const cursorRule: KeyFamily = {
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
/** The front matter of an agent. */
export const geminiAgent: KeyFamily = {
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
/** The front matter of a prompt. */
export const codexPrompt: KeyFamily = {
  tool: "Codex",
  keys: [description("What the prompt does: shown in the menu."), hint],
};

// Source: OpenCode documentation, "Commands".
/** The front matter of a command. */
export const openCodeCommand: KeyFamily = {
  tool: "OpenCode",
  keys: [
    description("What the command does: shown in the menu."),
    { name: "agent", type: "text", meaning: "The agent that runs it.", otherwise: "the current agent" },
    { name: "model", type: "text", meaning: "The model that it runs on.", otherwise: "the one that is selected" },
    { name: "subtask", type: "true or false", meaning: "true: it runs in a subagent.", values: FLAG },
  ],
};
