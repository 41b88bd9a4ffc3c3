import { compatible } from "../../edit.ts";
import type { Swallow } from "../../model.ts";
import { rule } from "../../rule.ts";

export default rule({
  id: "workflow/silent-failure",
  title: "A failure is swallowed and what follows takes it for success",
  why: `
A step that fails and says nothing hands an empty or half-made result to the next one. The run ends green, and the fault
shows days later in another place. Let it fail, or look at the result where it is used.

What somebody looks at later, what is called best effort, and clean-up that may fail are left alone.
`,
  severity: { recommended: "warning", strict: "warning" },
  since: "0.1.0",

  *check({ swallows }) {
    for (const [first, ...others] of bySubject(swallows)) {
      if (!first) continue;
      const { subject, words, effect, start, end } = first;
      yield {
        subject,
        message: `"${words}" hides a failure: ${effect}.`,
        related: [
          ...(start === subject.start ? [] : [{ value: "It is hidden here.", start, end }]),
          ...others.map((other) => ({ ...other, value: `"${other.words}" hides one, too: ${other.effect}.` })),
        ].map(({ value, start, end }) => ({ value, start, end })),
        evidence: [first, ...others].map(({ repairs }) => repairs),
      };
    }
  },

  *fix(repairs) {
    const [first = [], ...others] = repairs;
    for (const [index, { title, edits, safety = "review" }] of first.entries()) {
      const same = others.map((other) => other[index]);
      // Half a repair would leave the finding.
      if (same.some((other) => !other)) return;
      const all = [edits, ...same.map((other) => other?.edits ?? [])];
      const agree = same.every((other) => other?.title === title);
      yield { title: agree ? title : "Let every failure be seen", safety, edits: compatible(all) };
    }
  },

  examples: [],
});

/** The failures that nobody reads or excuses, those of one step together, in the order of their first. */
function bySubject(swallows: readonly Swallow[]): Iterable<Swallow[]> {
  const groups = new Map<string, Swallow[]>();
  for (const swallow of swallows) {
    if (swallow.readBy || swallow.excuse) continue;
    const group = groups.get(swallow.subject.value);
    if (group) group.push(swallow);
    else groups.set(swallow.subject.value, [swallow]);
  }
  return groups.values();
}
