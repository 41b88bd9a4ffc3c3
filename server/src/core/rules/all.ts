import { groupBy } from "../groups.ts";
import type { Family } from "../model.ts";
import type { AnyRule, Rule } from "../rule.ts";
import { rules } from "./index.ts";

const byFamily = groupBy(rules, ({ family }) => family);

/** Every rule by its id, in the order of the ids. */
export const allRules: ReadonlyMap<string, AnyRule> = new Map(rules.map((rule) => [rule.meta.id, rule]));

/** The rules that judge models of a family. */
export const rulesFor = <F extends Family>(family: F): readonly Rule<F>[] =>
  (byFamily.get(family) ?? []) as readonly unknown[] as readonly Rule<F>[];
