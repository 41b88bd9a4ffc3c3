import { rule } from "../../rule.ts";

export default rule({
  id: "workflow/retry-not-idempotent",
  title: "A retry wraps what is not safe to repeat",
  why: `
A call that timed out may have worked all the same. Trying it again then publishes, charges or sends twice.
`,
  severity: { recommended: "off", strict: "warning" },
  since: "0.1.0",

  *check({ unsafeRetries }) {
    for (const { subject, action, start, end } of unsafeRetries) {
      yield {
        subject,
        message: `${action} is tried again when it fails, though the first try may have worked: it may happen twice; retry only what comes before it.`,
        related: start === subject.start ? [] : [{ value: "It is tried again here.", start, end }],
        evidence: undefined,
      };
    }
  },

  examples: [],
});
