import { type Dialect, dialect } from "../dialect.ts";
import type { BriefKind } from "../model.ts";
import type { FrontMatter } from "../syntax/front-matter.ts";
import { lowerBrief } from "./lower.ts";
import { type Doubtful, doubtful } from "./prompt.ts";

interface MarkdownBrief extends Pick<Dialect<"brief", "markdown">, "id" | "title" | "paths" | "elsewhere"> {
  /** What its files are; `by content` for folders that hold anything. */
  readonly kind: BriefKind | "by content";
  /** What the front matter of such a file always has; files without it are of somebody else. Left out: nothing. */
  readonly marks?: (frontMatter: FrontMatter | undefined) => boolean;
  /** Tells such a file at the paths of `elsewhere`. */
  readonly isOurs?: (file: Doubtful) => boolean;
}

/** A dialect whose documents are briefs in Markdown, with or without front matter. */
export const markdownBrief = ({ kind, marks, isOurs, ...names }: MarkdownBrief): Dialect<"brief", "markdown"> =>
  dialect({
    ...names,
    family: "brief",
    syntax: "markdown",
    claim(tree, { path }, byPath) {
      if (marks && !marks(tree.frontMatter)) return 0;
      // A folder that holds anything yields to whoever knows the file by its own name.
      if (byPath) return kind === "by content" ? 0.8 : 1;
      const file = doubtful(tree, path);
      if (!file) return 0;
      if (marks) return 0.9;
      return isOurs?.(file) ? 0.7 : 0;
    },
    *lower(tree, file, { asked }) {
      yield lowerBrief(tree, file, { dialect: names.id, kind, asked });
    },
  });
