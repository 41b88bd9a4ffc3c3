import { dialect } from "../dialect.ts";
import { entries, get, isMapping, root, scalarText, spanOf } from "../syntax/yaml.ts";
import { agentNode, missingFile } from "../workflow/agent-nodes.ts";
import { workflow } from "../workflow/workflow.ts";

// Source: langchain-ai/langgraph, libs/cli/schemas/schema.json. It has no key for a limit or a retry: those stand in code.
export default dialect({
  id: "langgraph-json",
  title: "LangGraph application",
  family: "workflow",
  syntax: "yaml",
  paths: ["**/langgraph.json"],

  claim: (tree) => (isMapping(get(tree, root(tree), "graphs")) ? 1 : 0),

  *lower(tree, { path }, { around }) {
    const top = root(tree);
    if (!top) return;
    const graphs = [...entries(tree, get(tree, top, "graphs"))];
    const places = graphs.flatMap(({ key, value }) => {
      const place = isMapping(value) ? get(tree, value, "path") : value;
      // `path.py:object`; a dotted name is a module of an installed package.
      const file = scalarText(place)?.replace(/:[\w.]+$/, "") ?? "";
      if (!place || !/\.[cm]?[jt]sx?$|\.py$/.test(file)) return [];
      const { start } = spanOf(place);
      const named = { value: file, start: start + 1, end: start + 1 + file.length };
      // The path may be written from the top of the repository as well.
      if (around.exists(file.replace(/^\.\//, ""))) return [undefined];
      return [[...missingFile(path, named, { noun: "file", subject: key, around })][0]];
    });
    // Where none of the files is there, this one was copied alone, and nobody can tell.
    const isAlone = places.every((missing) => missing !== undefined);
    const dangling = isAlone ? [] : places.filter((missing) => missing !== undefined);
    const nodes = graphs.map(({ key, value }) => agentNode(key, value ? spanOf(value) : key));
    yield workflow("langgraph-json", spanOf(top), { nodes, dangling });
  },
});
