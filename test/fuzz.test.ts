// Half-typed and hostile text: silence or a finding, never an exception.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DEFAULT_CONFIG } from "../server/src/core/config.ts";
import { apply } from "../server/src/core/edit.ts";
import { unmark } from "../server/src/core/example.ts";
import { lint } from "../server/src/core/lint.ts";
import { allRules } from "../server/src/core/rules/all.ts";

const config = { ...DEFAULT_CONFIG, profile: "strict" } as const;
const top = fileURLToPath(new URL("..", import.meta.url));

interface Text {
  readonly path: string;
  readonly text: string;
}

const examples: Text[] = [...allRules.values()].flatMap(({ meta }) =>
  meta.examples.flatMap((example) => {
    const texts = ["bad" in example ? example.bad : example.good, ("fixed" in example && example.fixed) || ""];
    return texts.filter(Boolean).map((marked) => ({ path: example.path, text: unmark(marked).text }));
  }),
);

const filesBelow = (folder: string): Text[] =>
  readdirSync(join(top, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(join(top, folder, name)).isFile())
    .map((name) => ({ path: name.replaceAll("\\", "/"), text: readFileSync(join(top, folder, name), "utf8") }));

/** Fixtures lie in a folder for each dialect; what follows is the path that the dialect expects. */
const fixtures = filesBelow("test/fixtures").map(({ path, text }) => ({
  path: path.split("/").slice(1).join("/"),
  text,
}));
const all = [...examples, ...fixtures, ...filesBelow("examples")].filter(
  ({ path, text }, index, list) => list.findIndex((other) => other.path === path && other.text === text) === index,
);

function mustHold({ path, text }: Text): void {
  const { failures, findings } = lint({ path, text }, config);
  expect(failures.map(({ source, error }) => `${source}: ${String(error)}`)).toEqual([]);
  for (const { start, end, fixes, related } of findings) {
    for (const place of [{ start, end }, ...related, ...fixes.flatMap(({ edits }) => edits)]) {
      expect(place.start).toBeGreaterThanOrEqual(0);
      expect(place.end).toBeGreaterThanOrEqual(place.start);
      expect(place.end).toBeLessThanOrEqual(text.length);
    }
  }
}

/** So many prefixes of each text: with some three hundred texts they still take a minute. */
const CUTS = 120;

describe("every prefix", () => {
  test.each(all.map(({ path, text }, index) => [`${path} #${index}`, path, text]))("%s", (_, path, text) => {
    // Short texts are cut everywhere, longer ones at every line end and, spread over them, at as many places more.
    const step = Math.max(1, Math.ceil(text.length / CUTS));
    const cuts = new Set([...text.matchAll(/\n/g)].map(({ index }) => index));
    for (let end = 0; end <= text.length; end += step) cuts.add(end);
    for (const end of cuts) mustHold({ path, text: text.slice(0, end) });
  });
});

describe("every line missing, doubled or indented", () => {
  test.each(all.map(({ path, text }, index) => [`${path} #${index}`, path, text]))("%s", (_, path, text) => {
    const lines = text.split("\n");
    for (let at = 0; at < lines.length; at++) {
      mustHold({ path, text: lines.toSpliced(at, 1).join("\n") });
      mustHold({ path, text: lines.toSpliced(at, 0, lines[at] ?? "").join("\n") });
      mustHold({ path, text: lines.with(at, `   ${lines[at]}`).join("\n") });
    }
  });
});

test("random splices of real-looking text", () => {
  const some = fc.constantFrom(...all);
  const splice = fc.record({ base: some, other: some, from: fc.nat(), length: fc.nat(200), at: fc.nat() });
  fc.assert(
    fc.property(splice, ({ base, other, from, length, at }) => {
      const start = from % (other.text.length + 1);
      const place = at % (base.text.length + 1);
      const text = base.text.slice(0, place) + other.text.slice(start, start + length) + base.text.slice(place);
      mustHold({ path: base.path, text });
    }),
    { numRuns: 400, seed: 20261121 },
  );
});

test("arbitrary characters", () => {
  fc.assert(
    fc.property(fc.constantFrom(...all), fc.string({ unit: "binary", maxLength: 300 }), ({ path }, text) =>
      mustHold({ path, text }),
    ),
    { numRuns: 300, seed: 20261121 },
  );
});

test("every fix of every file leaves a text that lints", () => {
  for (const { path, text } of all) {
    for (const { fixes } of lint({ path, text }, config).findings) {
      for (const { edits } of fixes) mustHold({ path, text: apply(text, edits) });
    }
  }
});
