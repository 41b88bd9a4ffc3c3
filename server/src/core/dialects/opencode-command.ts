import { markdownBrief } from "../brief/dialect.ts";

// Source: OpenCode documentation, "Commands".
export default markdownBrief({
  id: "opencode-command",
  title: "OpenCode command",
  kind: "command",
  paths: ["**/.opencode/{command,commands}/**/*.md"],
});
