// The keys that tools read from the front matter of a brief. Data only.

/**
 * Keys of Claude Code, VS Code, Codex, Gemini CLI, OpenCode, Cursor, gh-aw and the Agent Skills specification, as their
 * documentation names them.
 */
export const KEY =
  /^(?:name|description|argument-hint|arguments|parameters|inputs|allowed-tools|disallowed-tools|disallowedTools|tools|model|mode|agents?|color|temperature|license|compatibility|version|metadata|author|skills|hooks|memory|background|isolation|effort|permissionMode|maxTurns|max_turns|mcp-servers|mcpServers|user-invocable|disable-model-invocation|when_to_use|context|target|handoffs|applyTo|excludeAgent|globs|alwaysApply|paths|subtask|engine|permissions|safe-outputs|network|timeout-minutes|on|emoji|vibe)$/;
