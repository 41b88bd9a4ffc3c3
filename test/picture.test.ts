import { describe, expect, test } from "vitest";
import { DEFAULT_CONFIG } from "../server/src/core/config.ts";
import { source } from "../server/src/core/example.ts";
import type { Finding } from "../server/src/core/finding.ts";
import { lint, type Result } from "../server/src/core/lint.ts";
import type { WorkflowNode } from "../server/src/core/model.ts";
import { type Picture, pictureOf } from "../server/src/core/picture/picture.ts";
import { withoutCredentials } from "../server/src/core/picture/words.ts";
import { workflow, workflowNode } from "../server/src/core/workflow/workflow.ts";

const ci = ".github/workflows/ci.yml";

/** The picture of a text; fails when there is none. */
function drawn(text: string, path = ci, colours: "editor" | "own" = "editor"): Picture {
  const made = pictureOf(lint({ path, text }, DEFAULT_CONFIG), { path, text }, colours);
  if (typeof made === "string") throw new Error(made);
  return made;
}

type Part = Partial<WorkflowNode> & { readonly id: string };

/** The picture of nodes as a dialect would make them; each stands on a line of its own. */
function drawnNodes(parts: readonly Part[], findings: readonly Partial<Finding>[] = []): Picture {
  const nodes = parts.map((part, at) => {
    const place = { start: at * 100, end: at * 100 + 99 };
    return workflowNode({ ...place, name: { value: part.id, start: at * 100, end: at * 100 + 5 }, ...part });
  });
  const text = " ".repeat(nodes.length * 100);
  const model = workflow("github-actions", { start: 0, end: text.length }, { nodes });
  const all = findings.map((each) => ({ family: "workflow", severity: "warning", start: 0, end: 1, ...each }));
  const result = { dialect: "github-actions", models: [model], findings: all, failures: [] } as unknown as Result;
  const made = pictureOf(result, { path: ci, text });
  if (typeof made === "string") throw new Error(made);
  return made;
}

/** Checks that every element is closed and every text escaped, which a parser of XML would demand. */
function expectWellFormed(svg: string): void {
  const open: string[] = [];
  for (const [tag, close, name = "", , self] of svg.matchAll(/<(\/?)([a-z]+)((?:\s[\w-]+="[^"<]*")*)(\/?)>/gi)) {
    if (self) continue;
    if (close) expect(open.pop(), tag).toBe(name);
    else open.push(name);
  }
  expect(open).toEqual([]);
  const texts = svg.replace(/<style>.*?<\/style>/s, "").replace(/<\/?[a-z]+(?:\s[\w-]+="[^"<]*")*\/?>/gi, "");
  expect(texts).not.toMatch(/[<>]|&(?!(?:amp|lt|gt|quot|#39);)/);
}

const labels = ({ svg }: Picture): string[] =>
  [...svg.matchAll(/aria-label="([^"]*)" transform/g)].map((m) => m[1] ?? "");
const names = (picture: Picture): string[] => labels(picture).map((label) => label.replace(/,.*$/, ""));
const places = ({ svg }: Picture): Map<string, [number, number]> =>
  new Map(
    [...svg.matchAll(/aria-label="([^",]*)[^"]*" transform="translate\(([\d.]+) ([\d.]+)\)"/g)].map((match) => [
      match[1] ?? "",
      [Number(match[2]), Number(match[3])],
    ]),
  );

const TEXT = source`
  on: push
  jobs:
    publish:
      needs: [build, review]
      uses: ./.github/workflows/publish.yml
    build:
      strategy:
        matrix:
          os: [a, b, c, d]
      runs-on: ubuntu-latest
      timeout-minutes: 9
      steps:
        - uses: actions/checkout@34e114876b0b11c390a56381ad16ebd13914f8d5 # v4
        - run: |
            # All of it.
            make all
        - name: Say "<b>" & 'more'
          run: echo
    review:
      environment: live
      runs-on: ubuntu-latest
      steps:
        - run: claude -p "Review"
`;

describe("a picture of a workflow", () => {
  test("has each node once, those that wait behind what they wait for, in the order of the keyboard", () => {
    const picture = drawn(TEXT);
    expectWellFormed(picture.svg);
    expect(picture.title).toBe("ci.yml");
    expect(names(picture)).toEqual([
      "build",
      "actions/checkout@34e1148",
      "make all",
      "Say &quot;&lt;b&gt;&quot; &amp; &#39;more&#39;",
      "review",
      "claude -p &quot;Review&quot;",
      "publish",
    ]);
    expect(picture.nodes.map(({ id }) => id)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    const build = TEXT.indexOf("build:\n");
    expect(picture.nodes[0]).toEqual({ id: 0, name: "build", start: build, end: build + 5 });
    const at = places(picture);
    expect(at.get("publish")?.[0]).toBeGreaterThan(at.get("build")?.[0] ?? 0);
    expect(picture.svg.match(/role="button" tabindex="0"/g)).toHaveLength(7);
    expect(picture.svg.match(/class="edge/g)).toHaveLength(4);
    expect(picture.svg.match(/class="head/g)).toHaveLength(4);
  });

  test("gives each kind a class and a shape, and says in words what holds for a node", () => {
    const picture = drawn(TEXT);
    expect(picture.svg).toMatch(
      /class="node call" [^>]*>\n<title>publish \(call of another file\)\nWaits for build and review/,
    );
    expect(picture.svg).toMatch(/class="node agent/);
    expect(labels(picture)).toContain("build, job, 4 side by side, holds 3");
    expect(labels(picture).find((label) => label.startsWith("review"))).toMatch(/gate: a person may have to agree/);
    expect(picture.svg).toContain(">×4<");
    expect(picture.svg.match(/class="behind"/g)).toHaveLength(2);
    expect(picture.svg).toContain("3 jobs · 5 side by side");
  });

  test("marks what was found where it was found, unless somebody silenced it", () => {
    const loud = drawn(TEXT);
    expect(loud.svg).toMatch(
      /class="node job holder has-\w+"[^>]*>\n<title>review \(job\)\n[^<]*&quot;review&quot; has no time limit/,
    );
    const silent = drawn(TEXT.replace("  review:", "  # plumblint-disable-next-line\n  review:"));
    expect(silent.svg).not.toMatch(/&quot;review&quot; has no time limit/);
    const whole = drawnNodes(
      [{ id: "a", start: 50, end: 60 }],
      [{ message: "Nothing traces <it>.", start: 10, end: 12 }],
    );
    expect(whole.svg).toContain("Nothing traces &lt;it&gt;.");
    expect(whole.svg).not.toContain('has-warning"');
  });

  test("stands alone in its own colours, without variables and without anything to choose", () => {
    const { svg } = drawn(TEXT, ci, "own");
    expectWellFormed(svg);
    expect(svg).not.toMatch(/var\(|tabindex|vscode|\$[a-z]/);
    expect(drawn(TEXT).svg).toMatch(/var\(--vscode-foreground/);
  });

  test("draws edges into what another node holds between those that hold them", () => {
    const picture = drawnNodes([
      { id: "a", kind: "job" },
      { id: "a/1", inside: "a" },
      { id: "b", kind: "job" },
      { id: "b/1", inside: "b", after: [{ to: "a/1" }] },
      { id: "b/2", inside: "b", after: [{ to: "b/1" }, { to: "b" }, { to: "gone" }] },
    ]);
    expect(picture.svg.match(/class="edge/g)).toHaveLength(2);
    expect(labels(picture)).toContain("b, job, waits for a, holds 2");
  });

  test("ends with circles: of edges, of nodes that wait for themselves, of nodes inside of each other", () => {
    const picture = drawnNodes([
      { id: "plan", after: [{ to: "check" }] },
      { id: "act", after: [{ to: "plan" }] },
      { id: "check", after: [{ to: "act" }, { to: "check" }] },
      { id: "egg", inside: "hen" },
      { id: "hen", inside: "egg" },
      { id: "self", inside: "self" },
    ]);
    expect(names(picture).toSorted()).toEqual(["act", "check", "egg", "hen", "plan", "self"]);
    expect(picture.svg.match(/class="edge back"/g)).toHaveLength(1);
    expect(labels(picture)).toContain("check, step, waits for act, goes round");
  });

  test("draws nodes without a name or with the same id", () => {
    const name = { value: "  ", start: 0, end: 0 };
    const picture = drawnNodes([
      { id: "", name },
      { id: "", name },
      { id: "x", after: [{ to: "" }] },
    ]);
    expect(names(picture)).toEqual(["unnamed", "unnamed", "x"]);
    expectWellFormed(picture.svg);
  });

  test("leaves inner levels out where there is too much, and says so", () => {
    const jobs = Array.from(
      { length: 120 },
      (_, at): Part => ({ id: `j${at}`, kind: "job", after: at ? [{ to: `j${at - 1}` }] : [] }),
    );
    const steps = jobs.flatMap(({ id }) => [1, 2, 3, 4].map((step): Part => ({ id: `${id}/${step}`, inside: id })));
    const found = { message: "Too slow.", start: 12_000, end: 12_001 };
    const picture = drawnNodes([...jobs, ...steps], [found]);
    expect(picture.nodes).toHaveLength(120);
    expect(picture.svg).toContain("With its 600 nodes it would be too large");
    expect(picture.svg).toContain(">+4<");
    expect(labels(picture)[0]).toBe("j0, job, 4 inside, not drawn, 1 finding");
  });

  test("is made in bounded time, however many nodes and edges there are", () => {
    const begin = performance.now();
    const many = Array.from(
      { length: 2000 },
      (_, at): Part => ({
        id: `n${at}`,
        after: at === 0 ? [] : [1, 2, 3, 5, 8].map((by) => ({ to: `n${Math.max(0, at - by * by)}` })),
      }),
    );
    const picture = drawnNodes(many);
    expect(picture.nodes).toHaveLength(1000);
    expect(picture.svg).toContain("Only the first 1000 of 2000 nodes are drawn.");
    const dense = Array.from(
      { length: 150 },
      (_, at): Part => ({
        id: `n${at}`,
        after: Array.from({ length: at }, (_each, to) => ({ to: `n${to}` })),
      }),
    );
    expect(drawnNodes(dense).nodes).toHaveLength(150);
    const deep = Array.from({ length: 2000 }, (_, at): Part => ({ id: `n${at}`, ...(at && { inside: `n${at - 1}` }) }));
    expect(drawnNodes(deep).nodes.length).toBeLessThanOrEqual(400);
    expect(performance.now() - begin).toBeLessThan(8000);
  });

  test("says why there is none", () => {
    const why = (path: string, text: string) => pictureOf(lint({ path, text }, DEFAULT_CONFIG), { path, text });
    expect(why("notes.txt", "hello")).toMatch(/not a workflow file/);
    expect(why("schema.prisma", "model A {\n  id Int @id\n}\n")).toMatch(/no workflow/);
    expect(why(ci, "on: push\njobs: {}\n")).toMatch(/nothing to draw/);
  });

  test("shows no credential that stands in a command", () => {
    for (const [text, shown] of [
      ['curl -H "Authorization: Bearer abcdefgh12345678"', 'curl -H "Authorization: Bearer •••"'],
      ["git clone https://me:hunter22@example.com/a.git", "git clone https://•••@example.com/a.git"],
      ["deploy --api-key=12345678 --force", "deploy --api-key=••• --force"],
      ["export TOKEN=ghp_0123456789abcdef0123", "export TOKEN=•••"],
      ["curl -u ${{ secrets.TOKEN }}", "curl -u ${{ secrets.TOKEN }}"],
      ["deploy --token=$TOKEN", "deploy --token=$TOKEN"],
      ["Create the token for review", "Create the token for review"],
    ] as const) {
      expect(withoutCredentials(text)).toBe(shown);
    }
    const text =
      "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: curl https://me:hunter22@example.com\n";
    expect(drawn(text).svg).not.toContain("hunter22");
    expect(JSON.stringify(drawn(text).nodes)).not.toContain("hunter22");
  });
});
