import type { Sourced, Span } from "../text.ts";

export interface MarkdownTree {
  readonly text: string;
  readonly errors: readonly Sourced<string>[];
}
export const parseMarkdown = (text: string): MarkdownTree => ({ text, errors: [] });
export const markdownComments = (_: MarkdownTree): Span[] => [];
