import { unmark } from "../core/example.ts";
import { pageOf } from "../core/product.ts";
import type { Example } from "../core/rule.ts";
import { allRules } from "../core/rules/all.ts";
import { UsageError, unknownRule } from "./options.ts";

/** `plumblint explain ID`: prints what a rule finds and why, with its first bad example. */
export function explainCommand([id, ...more]: readonly string[]): number {
  if (id === undefined || more.length > 0) throw new UsageError("explain takes one rule id");
  const rule = allRules.get(id);
  if (!rule) throw new UsageError(unknownRule(id));
  const { title, why, severity, examples } = rule.meta;
  const parts = [
    `${id}: ${title}\n`,
    `recommended: ${severity.recommended}, strict: ${severity.strict}\n`,
    `${why.trim()}\n`,
    ...examples
      .filter((example) => "bad" in example)
      .slice(0, 1)
      .map(show),
    `${pageOf(id)}\n`,
  ];
  process.stdout.write(parts.join("\n"));
  return 0;
}

function show(example: Example & { readonly bad: string; readonly fixed?: string }): string {
  const indent = (text: string) => text.replace(/^(?=.)/gm, "    ");
  const bad = `Found in ${example.path}:\n\n${indent(unmark(example.bad).text)}`;
  return example.fixed === undefined ? bad : `${bad}\nFixed:\n\n${indent(example.fixed)}`;
}
