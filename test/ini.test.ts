// The syntax of systemd units: sections, keys that repeat, lines that go on, comments.
import { expect, test } from "vitest";
import { parseIni } from "../server/src/core/syntax/ini.ts";

const UNIT = `# head
[Unit]
Description = A  service
[Service]
ExecStart=/bin/a \\
  # between
  --flag  value \\
; here, too
  end
ExecStart=
Environment="A=#1" B=2 # not a comment
   Restart=always
{{ more }}

[Service]
User=web
`;

test("sections, entries and strays in the order of the text", () => {
  const { sections } = parseIni(UNIT);
  expect(sections.map(({ name }) => name.value)).toEqual(["Unit", "Service", "Service"]);
  expect(sections.map(({ entries }) => entries.map(({ key, value }) => [key.value, value.value]))).toEqual([
    [["Description", "A  service"]],
    [
      ["ExecStart", "/bin/a  --flag  value  end"],
      ["ExecStart", ""],
      ["Environment", '"A=#1" B=2 # not a comment'],
      ["Restart", "always"],
    ],
    [["User", "web"]],
  ]);
  expect(sections[1]?.strays.map(({ start, end }) => UNIT.slice(start, end))).toEqual(["{{ more }}"]);
});

test("SD-6: comments have a line to themselves, with # or ;, also between the lines of an entry", () => {
  const { comments } = parseIni(UNIT);
  expect(comments.map(({ start, end }) => UNIT.slice(start, end))).toEqual(["# head", "# between", "; here, too"]);
});

test.each([UNIT, UNIT.replaceAll("\n", "\r\n")])("places are those of the text, whatever its line ends", (text) => {
  const { sections } = parseIni(text);
  for (const { name, entries } of sections) {
    expect(text.slice(name.start, name.end)).toBe(`[${name.value}]`);
    for (const { key, value, places } of entries) {
      expect(text.slice(key.start, key.end)).toBe(key.value);
      for (const word of value.value.matchAll(/\S+/g)) {
        expect(text.slice(places(word.index), places(word.index) + word[0].length)).toBe(word[0]);
      }
    }
  }
});

test("what is half typed is no error, and nothing throws", () => {
  for (const text of [
    "",
    "[",
    "[Service",
    "=x",
    "key",
    "a=1",
    "[S]\n=",
    "[S]\nExecStart=\\",
    "[S]\nA=b\\\n",
    "\\\n\\\n",
  ]) {
    expect(parseIni(text).errors).toEqual([]);
  }
  expect(parseIni("a=1\n[S]\nb=2").sections.map(({ entries }) => entries.length)).toEqual([1]);
});

test("a long text takes no longer than its length", () => {
  const lines = [
    `[Service]\n${"A=b \\\n".repeat(50_000)}`,
    `${"[".repeat(100_000)}`,
    "# ".repeat(100_000),
    "=\n".repeat(100_000),
  ];
  const before = performance.now();
  for (const text of lines) parseIni(text);
  expect(performance.now() - before).toBeLessThan(2000);
});
