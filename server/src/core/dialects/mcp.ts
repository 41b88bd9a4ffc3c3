import { dialect } from "../dialect.ts";
import type { Dangling, WorkflowInput } from "../model.ts";
import {
  entries,
  entry,
  get,
  isMapping,
  items,
  root,
  scalarText,
  spanOf,
  type YamlNode,
  type YamlTree,
} from "../syntax/yaml.ts";
import { workflow, workflowNode } from "../workflow/workflow.ts";

// Source: VS Code documentation, "MCP configuration reference"; documentation of Claude Code, Cursor and Gemini CLI.
export default dialect({
  id: "mcp",
  title: "MCP servers",
  family: "workflow",
  syntax: "yaml",
  paths: [
    "**/.mcp.json",
    "**/mcp.json",
    "**/.vscode/mcp.json",
    "**/.cursor/mcp.json",
    "**/claude_desktop_config.json",
    "**/.gemini/settings.json",
  ],

  claim: (tree) => (["mcpServers", "servers"].some((key) => isMapping(get(tree, root(tree), key))) ? 1 : 0),

  *lower(tree, { path }) {
    const top = root(tree);
    if (!top) return;
    const isVsCode = /(?:^|\/)\.vscode\/mcp\.json$/.test(path);
    const servers = [...entries(tree, get(tree, top, isVsCode ? "servers" : "mcpServers"))];
    const nodes = servers.map(({ key, value }) =>
      workflowNode({
        id: key.value,
        name: key,
        kind: "service",
        start: key.start,
        end: value ? spanOf(value).end : key.end,
      }),
    );
    yield workflow("mcp", spanOf(top), {
      nodes,
      inputs: isVsCode ? inputsOf(tree, top) : [],
      dangling: [...wrongKey(tree, top, isVsCode), ...(isVsCode ? undeclared(tree, top) : [])],
    });
  },
});

/** What VS Code asks the user for, and whether some server places it. */
function inputsOf(tree: YamlTree, top: YamlNode): WorkflowInput[] {
  return [...items(tree, get(tree, top, "inputs"))].flatMap((input) => {
    const id = get(tree, input, "id");
    const value = scalarText(id);
    if (!id || !value) return [];
    const at = tree.text.indexOf(`\${input:${value}}`);
    const used = at < 0 ? {} : { used: { start: at, end: at + value.length + 9 } };
    return [{ name: { value, ...spanOf(id) }, noun: "input", ...used, repairs: [] }];
  });
}

function* undeclared({ text, ...tree }: YamlTree, top: YamlNode): Iterable<Dangling> {
  const known = [...items({ text, ...tree }, get({ text, ...tree }, top, "inputs"))].map((input) =>
    scalarText(get({ text, ...tree }, input, "id")),
  );
  const among = known.filter((id) => id !== undefined);
  for (const { 1: wanted = "", index } of text.matchAll(/\$\{input:([\w.-]{1,100})\}/g)) {
    if (known.includes(wanted)) continue;
    const span = { start: index + 8, end: index + 8 + wanted.length };
    const why = 'it is not declared under "inputs", so nobody is asked for it';
    yield { subject: { value: wanted, ...span }, noun: "input", wanted, why, among, ...span };
  }
}

/** Each client reads one of the two keys, and passes over the other without a word. */
function* wrongKey(tree: YamlTree, top: YamlNode, isVsCode: boolean): Iterable<Dangling> {
  const [right, wrong] = isVsCode ? ["servers", "mcpServers"] : ["mcpServers", "servers"];
  const found = entry(tree, top, wrong);
  if (!found || entry(tree, top, right)) return;
  const { start, end } = found.key;
  const why = `${isVsCode ? "VS Code reads" : "the client reads"} "${right}" from this file, and none of these servers is started`;
  const span = { start: start + 1, end: end - 1 };
  yield { subject: found.key, noun: "list of servers", wanted: wrong, why, among: [right], ...span };
}
