// JSON: read into the tree of YAML, and written into without ever breaking it.
import { describe, expect, test } from "vitest";
import { apply } from "../server/src/core/edit.ts";
import { source } from "../server/src/core/example.ts";
import { isJsonPath, parseJson } from "../server/src/core/syntax/json.ts";
import { type NewEntry, NUMBER } from "../server/src/core/syntax/notation.ts";
import {
  entries,
  get,
  isMapping,
  items,
  parseYaml,
  root,
  scalarText,
  scalarValue,
  spanOf,
  type YamlTree,
} from "../server/src/core/syntax/yaml.ts";
import { insertEntry } from "../server/src/core/syntax/yaml-places.ts";

/** The text with an entry in the object at the path: behind the key named, else as the first. */
function written(tree: YamlTree, path: readonly string[], entry: NewEntry | string, after?: string) {
  const map = path.reduce((node, key) => get(tree, node, key), root(tree));
  const edit = isMapping(map) ? insertEntry(tree, map, entry, after) : undefined;
  return edit && apply(tree.text, [edit]);
}
const inJson = (text: string, path: readonly string[], entry: NewEntry | string, after?: string) =>
  written(parseJson(text), path, entry, after);
const inYaml = (text: string, path: readonly string[], entry: NewEntry | string, after?: string) =>
  written(parseYaml(text), path, entry, after);

const RETRY: NewEntry = ["Retry", [{ ErrorEquals: ["States.TaskFailed", "States.Timeout"], MaxAttempts: NUMBER }]];

describe("a new entry in JSON", () => {
  test.each([
    ["as the first", '{ "a": 1 }', undefined, '{ "new": 5, "a": 1 }'],
    ["behind another", '{ "a": 1, "b": 2 }', "a", '{ "a": 1, "new": 5, "b": 2 }'],
    ["behind the last", '{ "a": 1 }', "a", '{ "a": 1, "new": 5 }'],
    ["without blanks", '{"a":1,"b":[]}', "b", '{"a":1,"b":[],"new":5}'],
    ["with the one colon for a model", '{"a":1}', "a", '{"a":1,"new":5}'],
    ["with blanks before colons", '{ "a" : 1 }', "a", '{ "a" : 1, "new" : 5 }'],
    ["behind a name that is not there", '{ "a": 1 }', "z", '{ "new": 5, "a": 1 }'],
    ["into nothing", "{}", "a", '{ "new": 5 }'],
    ["into nothing but a blank", "{ }", "a", '{ "new": 5 }'],
    ["in lines", '{\n  "a": 1\n}\n', "a", '{\n  "a": 1,\n  "new": 5\n}\n'],
    ["in lines, as the first", '{\n\t"a": 1\n}\n', undefined, '{\n\t"new": 5,\n\t"a": 1\n}\n'],
    [
      "in Windows lines",
      '{\r\n    "a": 1,\r\n    "b": 2\r\n}',
      "a",
      '{\r\n    "a": 1,\r\n    "new": 5,\r\n    "b": 2\r\n}',
    ],
    ["before a trailing comma", '{\n  "a": 1,\n}', "a", '{\n  "a": 1,\n  "new": 5,\n}'],
    ["below a remark", '{\n  "a": 1 // one\n}', "a", '{\n  "a": 1, // one\n  "new": 5\n}'],
    [
      "below a remark behind a comma",
      '{\n  "a": 1, // one\n  "b": 2\n}',
      "a",
      '{\n  "a": 1, // one\n  "new": 5,\n  "b": 2\n}',
    ],
    [
      "behind a note inside a line",
      '{\n  "a": 1 /* one */, "b": 2\n}',
      "a",
      '{\n  "a": 1,\n  "new": 5 /* one */, "b": 2\n}',
    ],
    ["where two share a line", '{\n  "a": 1, "b": 2\n}', "a", '{\n  "a": 1,\n  "new": 5, "b": 2\n}'],
    ["behind an object", '{\n  "a": {\n    "b": 1\n  }\n}', "a", '{\n  "a": {\n    "b": 1\n  },\n  "new": 5\n}'],
  ])("%s", (_, text, after, expected) => {
    const changed = inJson(text, [], ["new", 5], after);
    expect(changed).toBe(expected);
    expect(parseJson(changed ?? "").errors).toEqual([]);
  });

  test("into an empty object among lines", () => {
    const text = '{\r\n    "a": {},\r\n    "b": 1\r\n}';
    expect(inJson(text, ["a"], ["new", 5])).toBe('{\r\n    "a": {\r\n        "new": 5\r\n    },\r\n    "b": 1\r\n}');
  });

  test("a list of objects, in the file's own indentation", () => {
    const text = '{\n    "Ask": {\n        "Type": "Task"\n    }\n}';
    expect(inJson(text, ["Ask"], RETRY, "Type")).toBe(
      source`
      {
          "Ask": {
              "Type": "Task",
              "Retry": [
                  {
                      "ErrorEquals": ["States.TaskFailed", "States.Timeout"],
                      "MaxAttempts": {value}
                  }
              ]
          }
      }
    `.trimEnd(),
    );
    expect(inJson('{"Ask":{"Type":"Task"}}', ["Ask"], RETRY, "Type")).toBe(
      '{"Ask":{"Type":"Task","Retry":[{ "ErrorEquals":["States.TaskFailed", "States.Timeout"], "MaxAttempts":{value} }]}}',
    );
  });

  test("texts, and lengths of time that are texts, are quoted", () => {
    expect(inJson('{ "a": 1 }', [], ["limit", "{value}"], "a")).toBe('{ "a": 1, "limit": "{value}" }');
    expect(inJson('{ "a": 1 }', [], ['say "so"', "a\nb"], "a")).toBe('{ "a": 1, "say \\"so\\"": "a\\nb" }');
  });

  test("what would not stay JSON is not written", () => {
    expect(inJson('{ "a": 1 }', [], "new: 5", "a")).toBeUndefined();
    expect(inJson("{ /* later */ }", [], ["new", 5])).toBeUndefined();
    expect(inJson("{", [], ["new", 5])).toBeUndefined();
    expect(inJson('{ "a": }', [], ["new", 5], "a")).toBeUndefined();
  });
});

describe("the same entry in YAML", () => {
  test("in block style", () => {
    expect(inYaml("Ask:\n  Type: Task\n  End: true\n", ["Ask"], RETRY, "Type")).toBe(source`
      Ask:
        Type: Task
        Retry:
          - ErrorEquals: ["States.TaskFailed", "States.Timeout"]
            MaxAttempts: {value}
        End: true
    `);
    const nested: NewEntry = ["timeout", { after: { minutes: NUMBER } }];
    expect(inYaml("do: []\r\n", [], nested)).toBe("timeout:\r\n  after:\r\n    minutes: {value}\r\ndo: []\r\n");
  });

  test("in flow style, also into nothing", () => {
    expect(inYaml("a: { b: 1 }", ["a"], ["new", "{value}"], "b")).toBe("a: { b: 1, new: {value} }");
    expect(inYaml("a: {}", ["a"], ["new", 5])).toBe("a: { new: 5 }");
    expect(inYaml("a: { b: 1 }", ["a"], "new:\n  b: 2", "b")).toBeUndefined();
  });

  test("texts that YAML would read as something else are quoted", () => {
    const values = ["no", "30", "a: b", "$.error", "{% $x %}", "# no", "two words"];
    const texts = values.map((value) => inYaml("a: 1\n", [], ["k", value])?.split("\n")[0]);
    expect(texts).toEqual([
      'k: "no"',
      'k: "30"',
      'k: "a: b"',
      "k: $.error",
      'k: "{% $x %}"',
      'k: "# no"',
      "k: two words",
    ]);
    for (const [index, text] of texts.entries()) {
      const tree = parseYaml(text ?? "");
      expect(scalarText(get(tree, root(tree), "k"))).toBe(values[index]);
    }
  });
});

describe("reading JSON", () => {
  test("by the ending of the path", () => {
    const paths = ["a.json", "a.JSONC", "x/a.asl.json", "a.json.yaml", "a.ipynb", "a.js.map"];
    expect(paths.filter(isJsonPath)).toEqual(["a.json", "a.JSONC", "x/a.asl.json"]);
  });

  test("comments and trailing commas are no mistakes", () => {
    const tree = parseJson('// one\n{\n  "a": [1, 2,], /* two */\n  "b": "c",\n}\n');
    expect(tree.errors).toEqual([]);
    expect(tree.json?.comments.map(({ start, end }) => tree.text.slice(start, end))).toEqual(["// one", "/* two */"]);
    expect([...items(tree, get(tree, root(tree), "a"))].map(scalarValue)).toEqual([1, 2]);
  });

  test("a broken text says so, and keeps what it still says", () => {
    const tree = parseJson('{ "a": 1 "b": { "c": [2, ');
    expect(tree.errors.length).toBeGreaterThan(0);
    expect([...entries(tree, root(tree))].map(({ key }) => key.value)).toEqual(["a", "b"]);
    for (const text of [
      "",
      "  ",
      "}",
      "]",
      '"a"',
      "nul",
      "{a:1}",
      "[[[",
      '{"a"',
      '{"a":',
      "\u0000",
      '{"a":1}{"b":2}',
    ]) {
      expect(() => parseJson(text)).not.toThrow();
    }
  });

  test("every prefix is read", () => {
    const text = '{ "a": [ { "b": "\\u0041\\n" }, -1.5e3, true, null ], // c\n "d": {} }';
    for (let end = 0; end <= text.length; end++) expect(() => parseJson(text.slice(0, end))).not.toThrow();
    expect(parseJson(text).errors).toEqual([]);
  });

  test("brackets nested deeper than anybody writes are given up", () => {
    const deep = parseJson("[".repeat(100_000));
    expect([deep.documents.length, deep.errors.length]).toEqual([0, 1]);
    expect(parseJson(`${"[".repeat(400)}${"]".repeat(400)}`).errors).toEqual([]);
  });

  test("places are those of the text", () => {
    const tree = parseJson('{\n  "key": "va\\nlue"\n}');
    const node = get(tree, root(tree), "key");
    const { start, end } = node ? spanOf(node) : { start: 0, end: 0 };
    expect(tree.text.slice(start, end)).toBe('"va\\nlue"');
    expect(scalarText(node)).toBe("va\nlue");
  });
});
