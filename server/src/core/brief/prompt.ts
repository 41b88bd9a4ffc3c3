import type { MarkdownTree } from "../syntax/markdown.ts";
import { isPage } from "./kind.ts";

/** Keys that pages of a documentation site carry, and prompts do not. */
const PAGE_KEYS = [
  "title",
  "slug",
  "layout",
  "sidebar_label",
  "sidebar_position",
  "permalink",
  "date",
  "weight",
  "nav_order",
];

/**
 * True when a Markdown file at a place where prompts and pages both may lie is loaded by an agent: its front matter has a
 * description and a key that only agents know, or its text has arguments or speaks to the agent from its first words.
 */
export function isPrompt({ text, frontMatter, blocks }: MarkdownTree, path: string, keys: readonly string[]): boolean {
  if (isPage(path)) return false;
  const fields = frontMatter?.fields;
  if (fields && PAGE_KEYS.some((key) => fields.has(key))) return false;
  if (fields?.has("description") && keys.some((key) => fields.has(key))) return true;
  if (/(?<!\\)\$ARGUMENTS\b/.test(text)) return true;
  const first = blocks.find(({ kind }) => kind === "paragraph");
  return first?.kind === "paragraph" && /^(?:#\s.{0,80}\n)?\W{0,4}You are (?:an?|the)\b/i.test(first.text);
}
