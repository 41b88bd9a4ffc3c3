import { compatible, fill } from "../../edit.ts";
import { source } from "../../example.ts";
import type { RemoteCall } from "../../model.ts";
import { rule } from "../../rule.ts";

export default rule({
  id: "workflow/missing-retry",
  title: "A fragile call over the network is made only once",
  why: `
Networks drop connections and servers answer 503 for a moment. A download, a remote copy or a deployment that is tried
once fails the whole run for it, and somebody has to look at it and press the button again.

Tools that try again by themselves are not reported (package managers, wget, the AWS command line, image pulls), nor are
probes of the runner itself and calls whose failure the script handles. Agents, pushes and publications are left alone:
a second attempt could do the work twice. Give an agent a time limit instead.
`,
  severity: { recommended: "info", strict: "warning" },
  since: "0.1.0",
  options: {
    attempts: { default: 3, description: "How often the quick fix tries." },
  },

  *check({ nodes }) {
    for (const calls of nodes.flatMap((node) => [...bySubject(node.calls)])) {
      const [first, ...others] = calls;
      if (!first) continue;
      const tools = [...new Set(calls.map(({ tool }) => `"${tool}"`))];
      const once = tools.length > 1 ? "try once each" : "tries once";
      yield {
        subject: first.subject,
        message: `${tools.join(" and ")} ${once}: a dropped connection or a busy server fails the run; try again before giving up.`,
        related: others.map(({ tool, start, end }) => ({ value: `"${tool}" tries once here, too.`, start, end })),
        evidence: calls,
      };
    }
  },

  *fix(calls, { attempts }) {
    const slots = calls.map(({ retry }) => (retry.state === "absent" ? retry.slot : undefined));
    // One key of the platform may guard several calls.
    const edits = compatible(slots.map((slot) => (slot ? fill(slot, attempts) : [])));
    // Half a repair would leave the finding.
    if (slots.every((slot) => slot)) yield { title: `Retry up to ${attempts} times`, safety: "review", edits };
  },

  examples: [
    {
      title: "A download with curl, which retries when asked",
      path: ".github/workflows/build.yml",
      bad: source`
        on: push
        jobs:
          build:
            runs-on: ubuntu-latest
            timeout-minutes: 15
            steps:
              - name: Get the schema
                run: |
                  «curl» -sSL -o schema.json https://example.com/schema.json
                  make
      `,
      fixed: source`
        on: push
        jobs:
          build:
            runs-on: ubuntu-latest
            timeout-minutes: 15
            steps:
              - name: Get the schema
                run: |
                  curl --fail --retry 3 --retry-all-errors -sSL -o schema.json https://example.com/schema.json
                  make
      `,
    },
    {
      title: "A deployment with a tool that has no such option",
      path: ".github/workflows/deploy.yml",
      bad: source`
        on: push
        jobs:
          deploy:
            runs-on: ubuntu-latest
            timeout-minutes: 15
            steps:
              - run: «helm upgrade» --install web charts/web --namespace prod
      `,
      fixed: source`
        on: push
        jobs:
          deploy:
            runs-on: ubuntu-latest
            timeout-minutes: 15
            steps:
              - run: for attempt in $(seq 3); do helm upgrade --install web charts/web --namespace prod && break; [ "$attempt" = 3 ] && exit 1; sleep $((attempt * 10)); done
      `,
    },
    {
      title: "Tools that retry by themselves, and probes",
      path: ".github/workflows/test.yml",
      good: source`
        on: push
        jobs:
          test:
            runs-on: ubuntu-latest
            timeout-minutes: 15
            steps:
              - run: npm ci && pip install -r requirements.txt
              - run: wget -q https://example.com/data.zip
              - run: |
                  npm start &
                  until curl --silent http://localhost:3000/health; do sleep 1; done
                  curl --fail http://localhost:3000/api/items
      `,
    },
    {
      title: "A loop, and text that only mentions a command",
      path: ".github/workflows/mirror.yml",
      good: source`
        on: push
        jobs:
          mirror:
            runs-on: ubuntu-latest
            timeout-minutes: 15
            steps:
              - run: |
                  for attempt in 1 2 3; do
                    rsync -a dist/ deploy@example.com:/srv/www && break
                    sleep 10
                  done
                  # curl https://example.com/purge
                  echo "To install: curl https://example.com/install.sh | sh"
      `,
    },
  ],
});

/** The calls of a node that nothing makes again, those of one step together, in the order of their first. */
function bySubject(calls: readonly RemoteCall[]): Iterable<RemoteCall[]> {
  const groups = new Map<string, RemoteCall[]>();
  for (const call of calls) {
    if (call.retry.state !== "absent") continue;
    const group = groups.get(call.subject.value);
    if (group) group.push(call);
    else groups.set(call.subject.value, [call]);
  }
  return groups.values();
}
