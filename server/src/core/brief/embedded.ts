// Briefs that are written inside the strings of another format.
import type { Brief, BriefKind, Scaffold, Slot } from "../model.ts";
import { alone, type Embedded } from "../syntax/embedded.ts";
import { type MarkdownBlock, type MarkdownTree, parseMarkdown } from "../syntax/markdown.ts";
import type { Sourced, Span } from "../text.ts";
import { lineEnd } from "../text.ts";
import { lowerBrief } from "./lower.ts";

/** A string that is part of a brief; `label` is the key that says what it is about, and reads like a heading. */
export interface Part {
  readonly text: Embedded;
  readonly label?: Sourced<string>;
}

interface EmbeddedBrief {
  /** As in `SourceFile.path`. */
  readonly path: string;
  /** The file with everything blanked but its line ends. */
  readonly blank: string;
  readonly dialect: string;
  readonly kind: BriefKind;
  /** In the order of the text. New sections go into the first one without a label. */
  readonly parts: readonly Part[];
  /** What the brief is called, and its key: where findings about the whole stand, and comments may. */
  readonly title: Sourced<string>;
  /** The whole entry of the file. */
  readonly span: Span;
}

/** Lowers a brief that stands in one or several strings of a file. All its offsets are offsets of the file. */
export function lowerEmbedded({ path, blank, dialect, kind, parts, title, span }: EmbeddedBrief): Brief {
  const lines = parts.flatMap(({ text }) => text.lines).toSorted((a, b) => a.start - b.start);
  const text = alone(blank, lines);
  const tree: MarkdownTree = {
    text,
    blocks: parts.flatMap((part) => [...labelOf(part), ...parseMarkdown(text, part.text.lines).blocks]),
    comments: [],
    errors: [],
  };
  const brief = lowerBrief(tree, { path, text }, { dialect, kind });
  const room = parts.find(({ label }) => !label)?.text.room;
  return {
    ...brief,
    start: span.start,
    end: span.end,
    title,
    scaffold: within(brief.scaffold, blank, room, parts.length > 1),
  };
}

const labelOf = ({ label }: Part): MarkdownBlock[] =>
  label
    ? [{ kind: "heading", level: 1, text: label.value, start: label.start, end: label.end, quoted: false, depth: 0 }]
    : [];

/** The scaffold with its places moved into the room that the string has, or none where it has no room. */
function within(scaffold: Scaffold, blank: string, room: Embedded["room"], mixed: boolean): Scaffold {
  const eol = lineEnd(blank);
  const indent = room?.indent ?? "";
  const move = ({ edits: [edit] }: Slot): Slot => {
    if (!room || !edit) return { edits: [] };
    const end = room.end;
    if (mixed || edit.start >= end) return { edits: [{ start: end, end, text: `${eol}${eol}${indent}{value}` }] };
    const start = Math.max(edit.start, room.start);
    return { edits: [{ start, end: start, text: `${indent}{value}${eol}${eol}` }] };
  };
  const { inputs, outputs, success, coordination } = scaffold.at;
  return {
    ...scaffold,
    // The headings of a brief in several strings are keys of the format.
    ...(mixed && { style: "label" }),
    lineEnd: eol,
    indent,
    at: {
      inputs: move(inputs),
      outputs: move(outputs),
      success: move(success),
      coordination: move(coordination),
    },
  };
}
