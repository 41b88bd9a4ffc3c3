import { lowerEmbedded } from "../brief/embedded.ts";
import { dialect } from "../dialect.ts";
import { blanked } from "../syntax/embedded.ts";
import { embeddedToml } from "../syntax/toml.ts";

// Source: Gemini CLI documentation, "Custom commands".
export default dialect({
  id: "gemini-command",
  title: "Gemini CLI command",
  family: "brief",
  syntax: "toml",
  paths: ["**/.gemini/commands/**/*.toml"],
  // Extensions and collections keep theirs in a folder of that name.
  elsewhere: ["**/commands/**/*.toml"],

  claim({ strings, errors }, _, byPath) {
    if (byPath) return strings.has("prompt") || errors.length > 0 ? 1 : 0;
    return strings.has("prompt") ? 0.7 : 0;
  },

  *lower(tree, { path, text }) {
    const prompt = tree.strings.get("prompt");
    if (!prompt) return;
    yield lowerEmbedded({
      path,
      blank: blanked(text),
      dialect: "gemini-command",
      kind: "command",
      parts: [{ text: embeddedToml(tree, prompt) }],
      title: { value: (path.split("/").at(-1) ?? "").replace(/\.toml$/, ""), ...prompt.key },
      span: { start: 0, end: text.length },
    });
  },
});
