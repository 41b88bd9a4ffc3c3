// Which files are briefs, of which dialect and kind: by path first, by content where a path proves nothing.
import { expect, test } from "vitest";
import { DEFAULT_CONFIG } from "../server/src/core/config.ts";
import { lint } from "../server/src/core/lint.ts";
import { settle } from "../server/src/core/settle.ts";

const AGENT = "---\nname: x\ndescription: Does x.\n---\nDo x. Then do y.\n";
const COMMAND = "---\ndescription: Does x.\nargument-hint: <file>\n---\nDo x. Then do y.\n";
const WORK = "# Plan: x\n\n## Goals\n\n- X works.\n\n## Tasks\n\n- [ ] Write x.\n- [ ] Test x.\n";
const RECORD =
  "# X\n\n**Status:** implemented\n\nX reads one file and returns its parts. It was built in spring.\n\n## Parts\n\nThere are two.\n";
const PAGE = "---\ntitle: x\ndescription: About x.\nname: x\n---\nThis page explains x. It is long.\n";

test.each<[string, string, string | undefined, string | undefined]>([
  [".claude/agents/x.md", "Do x.", "claude-agent", "agent-definition"],
  ["plugins/a/agents/x.md", AGENT, "claude-agent", "agent-definition"],
  ["plugins/a/agents/x.md", "# X\n\nYou are a reviewer. You review.\n", "claude-agent", "agent-definition"],
  ["docs/agents/x.md", PAGE, undefined, undefined],
  ["docs/agents/x.md", "# Agents\n\nAn agent is a program. It runs.\n", undefined, undefined],
  ["plugins/a/agents/README.md", AGENT, undefined, undefined],
  [".claude/commands/x.md", "Do x.", "claude-command", "command"],
  ["plugins/a/commands/x.md", COMMAND, "claude-command", "command"],
  ["plugins/a/commands/x.md", "Fix $ARGUMENTS. Then stop.\n", "claude-command", "command"],
  ["docs/commands/x.md", PAGE, undefined, undefined],
  [".cursor/commands/x.md", "Do x.", "cursor-command", "command"],
  ["a/x.prompt.md", "Do x.", "copilot-prompt", "command"],
  [".github/agents/x.md", "Do x.", "copilot-agent", "agent-definition"],
  ["x.chatmode.md", "Do x.", "copilot-agent", "agent-definition"],
  ["skills/x/SKILL.md", "Do x.", "skill", "skill"],
  ["AGENTS.md", "Do x. Then do y.", "agents-md", "context"],
  ["packages/a/CLAUDE.md", "Do x. Then do y.", "claude-memory", "context"],
  [".claude/rules/x.md", "Do x. Then do y.", "claude-memory", "context"],
  ["GEMINI.md", "Do x. Then do y.", "gemini-context", "context"],
  ["x.instructions.md", "Do x. Then do y.", "copilot-instructions", "context"],
  [".cursor/rules/x.mdc", "Do x. Then do y.", "cursor-rule", "context"],
  ["briefs/x.md", "Do x. Then do y.", "task-brief", "task-brief"],
  ["README.md", "Do x. Then do y.", undefined, undefined],
  // Collections keep agents and commands in folders of any name.
  [
    "design/x.md",
    "---\nname: x\ndescription: Does x.\ntools: Read\n---\n\nDo x. Then y.\n",
    "claude-agent",
    "agent-definition",
  ],
  ["agents/roles/security.md", AGENT, "claude-agent", "agent-definition"],
  ["agents/x.md", "# X\n\nあなたは経験豊富なレビュアーです。差分を読みます。\n", "claude-agent", "agent-definition"],
  ["agents/x.md", "# X\n\nDu bist ein Prüfer. Du liest den Text.\n", "claude-agent", "agent-definition"],
  ["docs/agents/x.md", "# X\n\nRead this after `AGENTS.md`. It says where things are.\n", "agent-notes", "context"],
  ["server/agents.md", "Do x. Then do y.", "agents-md", "context"],
  ["docs/agents.md", "Agents do x. They do y.", undefined, undefined],
  [".github/agents/x.agent.md", "Fix $ARGUMENTS. Then stop.\n", "copilot-agent", "command"],
  ["plugins/a/commands/changelog-writer.md", "Do x. Then do y.", "claude-command", "command"],
  ["old/my-commands/x.md", "# X\n\nFix $ARGUMENTS. Then stop.\n", "claude-command", "command"],
  ["commands/documentation/x.md", "---\ndescription: Does x.\n---\nDo x. Then do y.\n", "claude-command", "command"],
  ["commands/x.md", "# X\n\nMacht etwas.\n\n```bash\n/x --all\n```\n", "claude-command", "command"],
  ["docs/cli/commands/build.md", "# build\n\nBuilds it. `tool build --all` builds all.\n", undefined, undefined],
  [".gemini/agents/x.md", "Do x.", "gemini-agent", "agent-definition"],
  [".gemini/commands/a/x.toml", 'prompt = "Do x. Then do y."\n', "gemini-command", "command"],
  ["commands/x.toml", 'prompt = "Do x. Then do y."\n', "gemini-command", "command"],
  ["commands/x.toml", 'title = "x"\n', undefined, undefined],
  [".github/workflows/x.md", "---\non: push\n---\nDo x. Then do y.\n", "gh-aw", "task-brief"],
  [".github/workflows/x.md", "# Permissions\n\nGenerate a token. Store it.\n", undefined, undefined],
  ["src/a/config/tasks.yaml", "x:\n  description: Do x.\n  expected_output: A list.\n", "crewai", "task-brief"],
  [
    "src/a/config/agents.yaml",
    "x:\n  role: Cook\n  goal: Cook.\n  backstory: You cook.\n",
    "crewai",
    "agent-definition",
  ],
  ["crew.yml", "tasks:\n  - name: x\n    description: Do x.\n    expected_output: A list.\n", "crewai", "task-brief"],
  ["src/a/config/tasks.yaml", "- name: install\n  apt: x\n", undefined, undefined],
  [".windsurf/workflows/x.md", "Do x.", "windsurf-workflow", "command"],
  [".windsurf/rules/x.md", "Do x. Then do y.", "agent-rule", "context"],
  [".kiro/steering/x.md", "Do x. Then do y.", "agent-rule", "context"],
  [".clinerules", "Do x. Then do y.", "agent-rule", "context"],
  [".clinerules/workflows/x.md", "Do x.", "agent-workflow", "command"],
  [".opencode/command/x.md", "Do x.", "opencode-command", "command"],
  [".opencode/agent/x.md", "Do x.", "opencode-agent", "agent-definition"],
  [".codex/prompts/x.md", "Do x.", "codex-prompt", "command"],
  [".archon/commands/x.md", "Do x.", "archon-command", "command"],
  ["rules/x.md", "---\npaths: ['**/*.ts']\n---\nDo x. Then do y.\n", "claude-memory", "context"],
  [".cursor/rules/x.mdc", "# X\n\n## Steps\n\n1. Do x.\n2. Do y.\n", "cursor-rule", "command"],
  [".kiro/specs/x/tasks.md", "Do x. Then do y.", "specification", "task-brief"],
  ["docs/superpowers/specs/x.md", "Do x. Then do y.", "specification", "task-brief"],
  ["docs/plans/x.md", WORK, "specification", "task-brief"],
  ["x-plan.md", WORK, "specification", "task-brief"],
  [
    "stories/_template.md",
    "# Story\n\nAs a [user], I want [goal].\n\n## Acceptance Criteria\n",
    "specification",
    "task-brief",
  ],
  ["docs/specs/x.md", RECORD, undefined, undefined],
  [".kiro/specs/x/design.md", RECORD, "specification", "not-a-brief"],
  ["docs/specs/x.md", "# File format\n\nThe file has two parts. The reader skips the first.\n", undefined, undefined],
  [
    "docs/plans/x.md",
    "Please write a script that copies the tables. It reads `.env`.\n",
    "specification",
    "task-brief",
  ],
  [
    "agents/prompts/x.md",
    "Diagnose `log.txt`. Produce JSON. Do not change files. Write it down.\n",
    "prompt",
    "task-brief",
  ],
  ["prompts/x.md", "You are a reviewer. Read the diff.\n", "prompt", "agent-definition"],
  ["create-prd.md", "# X\n\nTo guide an AI assistant in writing a plan.\n\n1. Ask.\n2. Write.\n", "prompt", "command"],
  ["docs/prompts/x.md", "# Prompts\n\nA prompt is a text. It may be long.\n", undefined, undefined],
])("%s: %j", (path, text, dialect, kind) => {
  const result = lint({ path, text }, { ...DEFAULT_CONFIG, profile: "strict" });
  const [model] = result.models;
  expect([result.dialect, model?.family === "brief" ? model.kind : undefined]).toEqual([dialect, kind]);
  if (kind === "context") expect(result.findings).toEqual([]);
});

const judge = (path: string, text: string, include: readonly string[]) => {
  const config = settle([{ base: "", briefs: { include: [...include] } }], path);
  const [model] = lint({ path, text }, config ?? DEFAULT_CONFIG).models;
  return model?.family === "brief" ? model.kind : undefined;
};

test.each<[string, string, string[], string | undefined]>([
  ["notes/x.md", "Do x. Then do y.", [], undefined],
  ["notes/x.md", "Do x. Then do y.", ["notes/"], "task-brief"],
  ["notes/x.md", "You are a cook. Cook.", ["notes/*.md"], "agent-definition"],
  ["notes/x.md", "Cook $ARGUMENTS.", ["**/x.md"], "command"],
  ["docs/specs/x.md", RECORD, ["docs/"], "task-brief"],
  ["notes/README.md", "Do x. Then do y.", ["notes/"], "not-a-brief"],
  ["notes/README.md", "Do x. Then do y.", ["notes/README.md"], "task-brief"],
  [".claude/commands/README.md", "Do x. Then do y.", ["./.claude/commands/README.md"], "task-brief"],
  [".claude/commands/x.md", "Do x. Then do y.", [".claude/"], "command"],
  ["notes/x.yaml", "a: 1", ["notes/"], undefined],
])("%s: %j with %j", (path, text, include, kind) => expect(judge(path, text, include)).toBe(kind));
