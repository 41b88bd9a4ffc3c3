import { type Dialect, dialect } from "../dialect.ts";
import type { BriefKind } from "../model.ts";
import { lowerBrief } from "./lower.ts";
import { isPrompt } from "./prompt.ts";

interface MarkdownBrief extends Pick<Dialect<"brief", "markdown">, "id" | "title" | "paths" | "elsewhere"> {
  /** What its files are; `by content` for folders that hold anything. */
  readonly kind: BriefKind | "by content";
  /** Front matter keys that, beside a description, give such a file away at the paths of `elsewhere`. */
  readonly keys?: readonly string[];
}

/** A dialect whose documents are briefs in Markdown, with or without front matter. */
export const markdownBrief = ({ kind, keys = [], ...names }: MarkdownBrief): Dialect<"brief", "markdown"> =>
  dialect({
    ...names,
    family: "brief",
    syntax: "markdown",
    claim(tree, { path }, byPath) {
      // A folder that holds anything yields to whoever knows the file by its own name.
      if (byPath) return kind === "by content" ? 0.5 : 1;
      return isPrompt(tree, path, keys) ? 0.7 : 0;
    },
    *lower(tree, file) {
      yield lowerBrief(tree, file, { dialect: names.id, kind });
    },
  });
