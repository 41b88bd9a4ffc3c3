// The patterns that colour briefs, as expressions. That VS Code reads the grammars, `test/vscode` shows.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { LANGUAGES } from "../server/src/core/brief/language.ts";
import { WORDING } from "../server/src/core/brief/wording/index.ts";
import { TOP } from "./workspace.ts";

interface Rule {
  readonly match?: string;
  readonly name?: string;
  readonly captures?: Readonly<Record<string, { readonly name: string }>>;
}

const rules = (name: string): Rule[] =>
  JSON.parse(readFileSync(join(TOP, `syntaxes/${name}.tmLanguage.json`), "utf8")).patterns;
const all = [...rules("brief"), ...rules("arguments")];

/** The last word but one of the scope of each marked part of a line, with its text: `inputs`, `placeholder`, `argument`. */
function marksIn(line: string): string[] {
  return all.flatMap(({ match = "", name, captures = {} }) =>
    [...line.matchAll(new RegExp(match, "gu"))].flatMap((found) => {
      const own = Object.entries({ ...captures, ...(name && { 0: { name } }) });
      return own.flatMap(([group, { name: scope }]) => {
        const kind = /(?:contract\.)?(\w+)\.plumblint$/.exec(scope)?.[1];
        return kind && kind !== "tag" && kind !== "hint" && found[Number(group)]
          ? [`${kind}: ${found[Number(group)]}`]
          : [];
      });
    }),
  );
}

test.each([
  ["## Inputs", ["inputs: Inputs"]],
  ["### 3. Output format:", ["outputs: Output format"]],
  ["## SUCCESS CRITERIA ##", ["success: SUCCESS CRITERIA"]],
  ["- **Definition of done**: all is green", ["success: Definition of done"]],
  ["**Outputs:** a table", ["outputs: Outputs"]],
  ["<success_criteria>", ["success: success_criteria"]],
  ["</output>", ["outputs: output"]],
  ["Port $ARGUMENTS to Rust.", ["argument: $ARGUMENTS"]],
  ["- `$ARGUMENTS`: the issue", ["argument: $ARGUMENTS", "argument: $ARGUMENTS"]],
  ["Take $1 and $ARGUMENTS[0].", ["argument: $1", "argument: $ARGUMENTS[0]"]],
  ["Issue #${{ github.event.issue.number }}", ["argument: ${{ github.event.issue.number }}"]],
  ["Ask for ${input:scope:path or issue}.", ["argument: ${input:scope:path or issue}", "argument: input"]],
  ["Run it with {{args}} or {ARGS}.", ["argument: {{args}}", "argument: {ARGS}"]],
  ["- TBD", ["placeholder: TBD"]],
  ["**Owner**: TODO", ["placeholder: TODO"]],
  ["<describe the result here>", ["placeholder: <describe the result here>"]],
  ["Name the <name of the module>.", ["placeholder: <name of the module>"]],
])("%s", (line, marks) => expect(marksIn(line).toSorted()).toEqual(marks.toSorted()));

test.each([
  "## Input validation",
  "## Outputs of the compiler",
  "The **output** is a table.",
  "It costs $5.00, or $1k, or 3 % of \\$1.",
  "Remove every TODO from the code.",
  '<img src="x.png"> <details open> <div>',
  "`<T extends U>` is a type.",
  "https://example.org/#input",
])("nothing in: %s", (line) => expect(marksIn(line.replace(/`[^`]*`/g, ""))).toEqual([]));

describe("what quick-fixes write is marked", () => {
  test.each(LANGUAGES)("in %s", (language) => {
    const { inputs, outputs, success } = WORDING[language].names;
    for (const [part, name] of Object.entries({ inputs, outputs, success })) {
      // "Результат" is too common a word.
      if (name === "Результат") continue;
      expect(marksIn(`## ${name}`), name).toEqual([`${part}: ${name}`]);
      expect(marksIn(`- **${name}**: x`), name).toEqual([`${part}: ${name}`]);
    }
  });
});

test("long hostile lines take no time", () => {
  const start = performance.now();
  for (const line of ["#", "*", "<a ", "${input:", "$", " ", "TODO ", "{{ "].map((mark) => mark.repeat(20_000)))
    marksIn(line);
  expect(performance.now() - start).toBeLessThan(2000);
});
