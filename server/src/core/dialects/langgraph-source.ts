import { dialect } from "../dialect.ts";
import { langgraphWorkflows } from "../workflow/langgraph-model.ts";

// Source: langchain-ai/langgraph, libs/langgraph/langgraph/graph/state.py and types.py; langchain-ai/langgraphjs,
// libs/langgraph-core/src/graph/state.ts. Names that are made in loops are unknown: of such a graph nothing is said.
export default dialect({
  id: "langgraph-source",
  title: "LangGraph program",
  family: "workflow",
  syntax: "source",
  paths: [],
  elsewhere: ["**/*.py", "**/*.{ts,mts,js,mjs}"],
  mention: /\bStateGraph\s{0,9}[(<]/,

  claim: (_, { text, path }) => (IMPORT.test(text) && !ELSEWHERE.test(path) ? 0.9 : 0),

  *lower(tree, { text }) {
    yield* langgraphWorkflows(tree.program(), text);
  },
});

/** Other libraries have a class of that name. */
const IMPORT = /^\s{0,20}(?:from|import)\s{1,9}langgraph\b|["']@langchain\/langgraph(?:\/[\w-]{1,40})?["']/m;

/** Tests build graphs that nobody runs, broken ones among them. Types and bundles are written by no one. */
const ELSEWHERE =
  /(?:^|\/)(?:__tests__|tests?|dist|build)\/|(?:^|\/)(?:test_[^/]{1,80}|[^/]{1,80}_test|conftest)\.py$|\.(?:test|spec|min|d)\.m?[jt]s$/;
