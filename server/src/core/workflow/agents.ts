// Recognises the steps of a pipeline that let an AI agent work.
import { programIndex, programName } from "./commands.ts";

/**
 * Actions that run an agent, by the beginning of `owner/name`. Source: each action's README and `action.yml`.
 * `needs`: inputs without which the action only prepares something.
 */
const ACTIONS: readonly { readonly uses: string; readonly agent: string; readonly needs?: readonly string[] }[] = [
  { uses: "anthropics/claude-code-action", agent: "Claude Code" },
  { uses: "anthropics/claude-code-base-action", agent: "Claude Code" },
  { uses: "openai/codex-action", agent: "Codex", needs: ["prompt", "prompt-file"] },
  { uses: "google-github-actions/run-gemini-cli", agent: "Gemini CLI" },
  { uses: "google-gemini/gemini-cli-action", agent: "Gemini CLI" },
  { uses: "actions/ai-inference", agent: "AI inference" },
  { uses: "sst/opencode/github", agent: "OpenCode" },
  { uses: "anomalyco/opencode/github", agent: "OpenCode" },
  { uses: "docker/cagent-action", agent: "cagent" },
  { uses: "qodo-ai/pr-agent", agent: "PR-Agent" },
  { uses: "codium-ai/pr-agent", agent: "PR-Agent" },
  { uses: "augmentcode/", agent: "Augment" },
];
/** Parts of those repositories that run no agent. */
const NO_AGENT = /\/(?:agent-approval-check|setup[\w-]*)$/;

/**
 * Command-line agents that work without a person at the keyboard only with this option or verb. Source: each vendor's
 * documentation of its headless mode.
 */
const COMMANDS: ReadonlyMap<string, { readonly agent: string; readonly headless: RegExp }> = new Map([
  ["claude", { agent: "Claude Code", headless: /^(?:-p|--print)(?:=|$)/ }],
  ["claude-code", { agent: "Claude Code", headless: /^(?:-p|--print)(?:=|$)/ }],
  ["codex", { agent: "Codex", headless: /^(?:exec|e)$/ }],
  ["gemini", { agent: "Gemini CLI", headless: /^(?:-p|--prompt)(?:=|$)/ }],
  ["gemini-cli", { agent: "Gemini CLI", headless: /^(?:-p|--prompt)(?:=|$)/ }],
  ["qwen", { agent: "Qwen Code", headless: /^(?:-p|--prompt)(?:=|$)/ }],
  ["cursor-agent", { agent: "Cursor", headless: /^(?:-p|--print)(?:=|$)/ }],
  ["copilot", { agent: "Copilot CLI", headless: /^(?:-p|--prompt)(?:=|$)/ }],
  ["aider", { agent: "Aider", headless: /^(?:-m|--message|--message-file|-f)(?:=|$)/ }],
  ["opencode", { agent: "OpenCode", headless: /^run$/ }],
  ["opencode-ai", { agent: "OpenCode", headless: /^run$/ }],
  ["goose", { agent: "Goose", headless: /^run$/ }],
  ["droid", { agent: "Droid", headless: /^exec$/ }],
]);

/** The agent that a command line runs, or undefined: `claude -p "…"`, `npx @openai/codex exec …`. */
export function agentOfCommand(words: readonly string[]): string | undefined {
  const at = programIndex(words);
  const known = COMMANDS.get(programName(words[at]));
  const args = words.slice(at + 1);
  return known && args.some((word) => known.headless.test(word)) ? known.agent : undefined;
}

/**
 * The agent that an action runs, or undefined. `uses` as written, without its `@version` or with it; `inputs` are the
 * names of the inputs it is given.
 */
export function agentOfAction(uses: string, inputs: readonly string[]): string | undefined {
  const [path = ""] = uses.toLowerCase().split("@");
  if (NO_AGENT.test(path)) return undefined;
  const known = ACTIONS.find((action) =>
    action.uses.endsWith("/") ? path.startsWith(action.uses) : within(path, action.uses),
  );
  if (!known) return undefined;
  return !known.needs || known.needs.some((name) => inputs.includes(name)) ? known.agent : undefined;
}

const within = (path: string, action: string): boolean => path === action || path.startsWith(`${action}/`);
