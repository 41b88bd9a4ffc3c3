import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readPowerShell } from "../server/src/core/syntax/powershell.ts";
import { type Command, readShell } from "../server/src/core/syntax/shell.ts";

const lines = (...text: string[]): string => text.join("\n");
const words = ({ words: list }: Command): string => list.map(({ text }) => text).join(" ");
const commands = (text: string): string[] => readShell(text).commands.map(words);
/** The one command whose first word is this. */
const command = (text: string, name: string): Command => {
  const found = readShell(text).commands.filter(({ words: [first] }) => first?.text === name);
  expect(found).toHaveLength(1);
  return found[0] as Command;
};

describe("simple commands", () => {
  test.each([
    ["one in each line", "a 1\nb 2", ["a 1", "b 2"]],
    ["operators", "a; b && c || d | e |& f & g", ["a", "b", "c", "d", "e", "f", "g"]],
    ["a continued line", "a \\\n  1 \\\r\n  2\nb", ["a 1 2", "b"]],
    ["comments", "# a\nb # c\nd#e", ["b", "d#e"]],
    ["quotes", `a 'b c' "d $e" f\\ g 'h'"i"`, ["a b c d $e f g hi"]],
    ["an escaped quote", `a "b \\"c\\" d"; e`, ['a b "c" d', "e"]],
    ["dollar quotes", `a $'it\\'s'; b`, ["a $'it\\'s'", "b"]],
    ["redirections", "a >b 2>&1 <c &>d 3>e; f >> g", ["a", "f"]],
    ["an empty script", "", []],
    ["a template of the platform", `a \${{ b && 'c d' || "e" }}/f | g`, [`a \${{ b && 'c d' || "e" }}/f`, "g"]],
    ["parameters", `a \${B:-"c d"} e`, [`a \${B:-"c d"} e`]],
    ["arithmetic", "a $((1<<2)) b\nc", ["a $((1<<2)) b", "c"]],
    ["an array", 'X=(a "b c" # d)\n  e)\nf "$X"', ["", "f $X"]],
  ])("%s", (_, text, expected) => expect(commands(text)).toEqual(expected));

  test("assignments stand apart, and their values are known", () => {
    const [first] = readShell("A=1 B='2 3' c D=4").commands;
    expect(first?.assignments.map(({ text }) => text)).toEqual(["A=1", "B=2 3"]);
    expect(first && words(first)).toBe("c D=4");
  });

  test("spans are those of the script", () => {
    const text = "x | curl -s \\\n  'https://example.com' > out\n";
    const found = command(text, "curl");
    expect(text.slice(found.start, found.end)).toBe("curl -s \\\n  'https://example.com' > out");
    expect(found.words.map(({ start, end }) => text.slice(start, end))).toEqual([
      "curl",
      "-s",
      "'https://example.com'",
    ]);
  });
});

describe("what is no command (GH-14)", () => {
  test.each([
    ["a here-document", "cat <<EOF\ncurl x\nEOF\nb", ["cat", "b"]],
    ["a quoted one with tabs", "cat <<-'EOF' > f\n\tcurl x\n\tEOF\nb", ["cat", "b"]],
    ["two of them", "a <<X <<Y\ncurl\nX\ncurl\nY\nb", ["a", "b"]],
    ["a here-string", "a <<< 'curl x'\nb", ["a", "b"]],
    [
      "one inside a substitution",
      `a "$(cat <<'EOF'\ndon't ) "\nEOF\n)" b\nc`,
      ["cat", `a $(cat <<'EOF'\ndon't ) "\nEOF\n) b`, "c"],
    ],
    ["quoted text", `echo "curl x" 'curl y'`, ["echo curl x curl y"]],
    ["a comment with a quote", "# don't\na", ["a"]],
    ["a here-document that never ends", "a <<EOF\ncurl x", ["a"]],
  ])("%s", (_, text, expected) => expect(commands(text)).toEqual(expected));
});

describe("substitutions", () => {
  test.each([
    ["in a word", "a $(b c)/d", ["b c", "a $(b c)/d"]],
    ["between double quotes", `a "x $(b "c d") y"`, ["b c d", `a x $(b "c d") y`]],
    ["backquotes", "a `b c` d; e", ["b c", "a `b c` d", "e"]],
    ["a process", "a <(b c) >(d)", ["b c", "d", "a <(b c) >(d)"]],
    ["nested", "a $(b $(c))", ["c", "b $(c)", "a $(b $(c))"]],
    ["in an assignment", "X=$(curl y)", ["curl y", ""]],
    ["with a group", "a $( (b); c )", ["b", "c", "a $( (b); c )"]],
    ["in a redirection", "a > $(b)", ["b", "a"]],
    ["in an array", "X=($(b) c)", ["b", ""]],
  ])("%s", (_, text, expected) => expect(commands(text)).toEqual(expected));
});

describe("control", () => {
  const probed = (text: string) => command(text, "curl").condition;
  test.each([
    ["if", "if curl x; then a; fi", true],
    ["if with !", "if ! curl x; then a; fi", true],
    ["elif", "if a; then b; elif curl x; then c; fi", true],
    ["then", "if a; then curl x; fi", false],
    ["else", "if a; then b; else curl x; fi", false],
    ["until", "until curl x; do sleep 1; done", true],
    ["while, in a substitution", `while [ "$(curl x)" != 200 ]; do sleep 1; done`, true],
    ["[[", "if [[ $(curl x) == a && b < c ]]; then d; fi", true],
    ["after it", "if a; then b; fi; curl x", false],
    ["nested in a body", "if a; then if b; then curl x; fi; fi", false],
    ["nested in a condition", "if if curl x; then a; fi; then b; fi", true],
    ["a function inside a condition's group", "if { curl x; }; then a; fi", true],
  ])("condition: %s", (_, text, expected) => expect(probed(text)).toBe(expected));

  test("loops know their list, their pauses and their ways out", () => {
    const text = lines(
      "for i in 1 2 3; do",
      "  while true; do curl x && break; done",
      "  sleep 5",
      "done",
      "for f in *.txt",
      "do wget $f; done",
      "for ((i=0; i<3; i++)); do ssh a; done",
    );
    expect(command(text, "curl").loops).toMatchObject([
      { kind: "for", sleeps: true, breaks: false },
      { kind: "while", items: undefined, sleeps: false, breaks: true },
    ]);
    expect(command(text, "curl").loops[0]?.items?.map((word) => word.text)).toEqual(["1", "2", "3"]);
    expect(command(text, "wget").loops).toMatchObject([{ sleeps: false, breaks: false }]);
    expect(command(text, "ssh").loops).toMatchObject([{ kind: "for", items: undefined }]);
    expect(command(text, "sleep").loops).toHaveLength(1);
  });

  test("case: patterns are no commands", () => {
    const text = lines('case "$1" in', "  curl|wget) a ;;", "  (x) b;;", "  *) c", "esac", "d");
    expect(commands(text)).toEqual(["a", "b", "c", "d"]);
  });

  test("functions have names", () => {
    const text = lines(
      "get() {",
      "  curl x",
      "}",
      "function put { ssh a; }",
      "function del () { scp b c:; }",
      "wget y",
    );
    const { functions } = readShell(text);
    expect([...functions]).toEqual(["get", "put", "del"]);
    const routine = (name: string) => command(text, name).routine;
    expect([routine("curl"), routine("ssh"), routine("scp"), routine("wget")]).toEqual([
      "get",
      "put",
      "del",
      undefined,
    ]);
  });

  test("background", () => {
    const text = "a & b; (c; d) & { e; } & f && g & for i in 1 2; do h & done; for i in 1; do j; done & k";
    const found = readShell(text).commands.filter(({ background }) => background);
    expect(found.map(words)).toEqual(["a", "c", "d", "e", "f", "g", "h"]);
  });

  test("whole: a command alone in one line", () => {
    const text = lines("a b # c", "d \\", "  e", "f | g", "  h >i", "j; k", "if l; then", "  m", "fi", "n <(o)");
    expect(
      readShell(text)
        .commands.filter(({ whole }) => whole)
        .map(words),
    ).toEqual(["a b", "h", "m", "n <(o)"]);
  });
});

describe("PowerShell", () => {
  const names = (text: string) => readPowerShell(text).commands.map(words);
  test.each([
    ["lines and pipes", "Get-Item a | Remove-Item\nb; c", ["Get-Item a", "Remove-Item", "b", "c"]],
    ["assignments", "$x = Invoke-RestMethod https://a/?b=c", ["Invoke-RestMethod https://a/?b=c"]],
    ["comments", "# iwr a\n<# iwr\nb #>\nc", ["c"]],
    ["strings", `Write-Host "iwr a" 'iwr b' "c \`" d"`, ['Write-Host iwr a iwr b c `" d']],
    ["here-strings", '$x = @"\niwr a\n"@\nb', ["\niwr a\n", "b"]],
    ["continued lines", "a `\n  b\nc", ["a b", "c"]],
    ["brackets", "(iwr a).Content", ["iwr a", ".Content"]],
    ["templates", `a \${{ b | c }} d`, [`a \${{ b | c }} d`]],
  ])("%s", (_, text, expected) => expect(names(text)).toEqual(expected));

  test("control", () => {
    const text = lines(
      "for ($i = 0; $i -lt 3; $i++) { iwr a; Start-Sleep 5 }",
      "foreach ($f in $list) { irm b }",
      "if (curl c) { d }",
    );
    const found = readPowerShell(text).commands;
    const of = (name: string) => found.find(({ words: [first] }) => first?.text === name);
    expect(of("iwr")?.loops).toMatchObject([{ sleeps: true }]);
    expect(of("irm")?.loops).toMatchObject([{ sleeps: false }]);
    expect(of("curl")?.condition).toBe(true);
    expect(of("d")?.condition).toBe(false);
  });
});

describe("hostile text", () => {
  test("never throws, and every span lies in the script", () => {
    const alphabet = fc.constantFrom(
      ...Array.from("ab \n\\'\"`$(){}<>|&;#=[]!"),
      "if ",
      "do ",
      "done",
      "case x in ",
      "<<E\n",
      "${{",
    );
    fc.assert(
      fc.property(fc.array(alphabet, { maxLength: 60 }), (parts) => {
        const text = parts.join("");
        for (const { start, end } of [...readShell(text).commands, ...readPowerShell(text).commands]) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 2000, seed: 20261121 },
    );
  });

  // Anything quadratic takes minutes on these and runs into the test's time limit.
  test.each([
    "a\n",
    "$(",
    "`",
    "'",
    '"',
    "${{",
    "${",
    "((",
    "$((",
    "<<E\n",
    "(",
    ")",
    "{ ",
    "if ",
    "while ",
    "case x in ",
    "a;",
    "a & ",
    "x=(",
    "<(",
    "\\\n",
    "#",
    "}",
    "@'",
    "<#",
    "a=b ",
    "f() ",
    "\t",
    "[[ ",
    ">",
    "$'",
    "`\n",
    "a|",
  ])("200,000 characters of %j", (piece) => {
    const text = piece.repeat(200_000 / piece.length);
    expect(readShell(text).commands.length).toBeLessThan(200_001);
    expect(readPowerShell(text).commands.length).toBeLessThan(200_001);
  });
});
