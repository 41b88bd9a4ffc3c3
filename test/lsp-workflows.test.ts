// What an editor shows of a workflow beside findings, asked of the built server.
import { describe, expect, test } from "vitest";
import {
  type CodeLens,
  CodeLensRequest,
  type DocumentLink,
  DocumentLinkRequest,
  type Hover,
  HoverRequest,
  type MarkupContent,
} from "vscode-languageserver-protocol/node";
import { source } from "../server/src/core/example.ts";
import { type Editor, editor, PULL } from "./server.ts";
import { workspace } from "./workspace.ts";

const ci = ".github/workflows/ci.yml";
const TEXT = source`
  on: push
  jobs:
    build:
      runs-on: ubuntu-latest
      steps:
        - uses: ./.github/actions/tools
        - uses: ./.github/actions/gone
        - run: curl -O https://example.com/data
    publish:
      needs: build
      uses: "./.github/workflows/publish.yml"
    answer:
      needs: [build, publish]
      runs-on: ubuntu-latest
      timeout-minutes: 20
      environment: live
      strategy:
        matrix:
          v: [1, 2]
      steps:
        - name: Ask *everybody*
          run: claude -p "Answer" --max-turns 7
`;
const FILES = {
  ".github/workflows/publish.yml": "on: workflow_call\njobs: {}\n",
  ".github/actions/tools/action.yaml": "name: tools\n",
};

interface Answer {
  readonly svg?: string;
  readonly title?: string;
  readonly nodes?: readonly { readonly id: number; readonly range: { readonly start: { readonly line: number } } }[];
  readonly reason?: string;
}

const hovers = async ({ connection, uri }: Editor, line: number, character: number): Promise<string> => {
  const found = await connection.sendRequest(HoverRequest.type, {
    textDocument: { uri: uri(ci) },
    position: { line, character },
  });
  return ((found as Hover | null)?.contents as MarkupContent | undefined)?.value ?? "";
};
const lenses = async ({ connection, uri }: Editor, path = ci): Promise<CodeLens[]> =>
  (await connection.sendRequest(CodeLensRequest.type, { textDocument: { uri: uri(path) } })) ?? [];
const lineOf = (words: string): number => TEXT.slice(0, TEXT.indexOf(words)).split("\n").length - 1;

describe("a workflow in an editor", () => {
  test("has its graph in one line above it, with nothing to click where nobody can show more", async () => {
    const client = await editor(workspace({}));
    client.open(ci, TEXT);
    expect(await lenses(client)).toEqual([
      {
        range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
        command: {
          title: "3 jobs · 2 side by side · 1 without a time limit · critical path build → publish → answer",
          command: "",
        },
      },
    ]);
    client.open("notes.md", "# Notes\n");
    expect(await lenses(client, "notes.md")).toEqual([]);
  });

  test("is drawn, each node with its place, or there is a reason why not", async () => {
    const client = await editor(workspace({}));
    client.open(ci, TEXT);
    const picture = (path: string, standalone?: boolean): Promise<Answer> =>
      client.connection.sendRequest("plumblint/picture", { uri: client.uri(path), standalone });
    const { svg = "", title, nodes = [] } = await picture(ci);
    expect(title).toBe("ci.yml");
    expect(svg).toMatch(/^<svg .*aria-label="publish, call of another file, waits for build"/s);
    expect(nodes.map(({ id }) => id)).toEqual([...nodes.keys()]);
    const lines = nodes.map(({ range }) => range.start.line);
    expect(lines).toEqual(expect.arrayContaining(["build:", "publish:", "answer:"].map(lineOf)));
    expect((await picture(ci, true)).svg).not.toContain("var(--vscode");
    client.open("notes.md", "# Notes\n");
    expect((await picture("notes.md")).reason).toMatch(/not a workflow/);
    expect((await picture("nowhere.yml")).reason).toMatch(/out of reach/);
  });

  test("is drawn at a click on the lens, where the editor can", async () => {
    const client = await editor(workspace({}), PULL, undefined, { showsPipelines: true });
    client.open(ci, TEXT);
    const [lens] = await lenses(client);
    expect(lens?.command).toMatchObject({ command: "plumblint.showPipeline", arguments: [client.uri(ci)] });
  });

  test("unless the settings say no", async () => {
    const client = await editor(workspace({}), { workspace: { configuration: true } });
    client.connection.onRequest("workspace/configuration", () => [{ codeLens: false }]);
    client.open(ci, TEXT);
    expect(await lenses(client)).toEqual([]);
  });

  test("says of a job which guards hold, what the platform does without, and what it waits for", async () => {
    const client = await editor(workspace({}));
    client.open(ci, TEXT);
    const build = await hovers(client, lineOf("build:"), 3);
    expect(build).toContain("**build** (job)");
    expect(build).toContain("- Time limit: none; the platform ends it after 6 hours");
    expect(build).toContain("- Calls over the network: curl tries once");
    expect(build).toContain("- Waits for: nothing");
    const answer = await hovers(client, lineOf("answer:"), 3);
    expect(answer).toMatch(/- Time limit: timeout-minutes: 20, \[line 15\]\(file:\S*#L15\)/);
    expect(answer).toMatch(/- Checked by: a person who may have to agree, \[line 16\]/);
    expect(answer).toContain("- Side by side: 2");
    expect(answer).toMatch(/- Waits for: build \(\[line 3\]\S*\), publish \(/);
    expect(await hovers(client, lineOf("publish:"), 3)).toContain("**publish** (call)");
  });

  test("says of a step what it has from its job, and lets nothing of the file become markup", async () => {
    const client = await editor(workspace({}));
    client.open(ci, TEXT);
    const step = await hovers(client, lineOf("- name: Ask"), 9);
    expect(step).toContain("**answer/Ask \\*everybody\\*** (agent)");
    expect(step).toContain("- Time limit: timeout-minutes: 20, from a level above, [line 15]");
    expect(step).toContain('- Turns: run: claude -p "Answer" --max-turns 7, [line 22]');
    expect(step).toContain("- Waits for: the start of answer");
    expect(await hovers(client, lineOf("runs-on"), 6)).toBe("");
  });

  test("links to the files it names, where they are there", async () => {
    const client = await editor(workspace(FILES));
    client.open(ci, TEXT);
    const { connection, uri } = client;
    const links = await connection.sendRequest(DocumentLinkRequest.type, { textDocument: { uri: uri(ci) } });
    const line = lineOf('"./.github');
    expect(links as DocumentLink[]).toEqual([
      expect.objectContaining({ target: uri(".github/actions/tools/action.yaml") }),
      {
        target: uri(".github/workflows/publish.yml"),
        range: { start: { line, character: 11 }, end: { line, character: 42 } },
      },
    ]);
  });
});
