// What VS Code reads in a front matter.
import { description, FLAG, hint, type KeyFamily } from "./type.ts";

// Source: VS Code documentation, "Use prompt files in VS Code" (29 July 2026).
/** The front matter of a prompt file. */
export const copilotPrompt: KeyFamily = {
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
/** The front matter of a custom agent. */
export const copilotAgent: KeyFamily = {
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
/** The front matter of instructions. */
export const instructions: KeyFamily = {
  tool: "VS Code",
  keys: [
    { name: "applyTo", type: "glob", meaning: "The files for which the instructions hold; ** for every file." },
    description("What the instructions are about."),
    { name: "name", type: "text", meaning: "What they are called.", otherwise: "the name of the file" },
    { name: "excludeAgent", type: "text or list", meaning: "Agents that do not read them." },
  ],
};
