// The text of the sections that quick-fixes write. Every line is a default that a good author would keep.
import { fill } from "../edit.ts";
import type { Edit } from "../finding.ts";
import type { Brief, ContractPart, Scaffold } from "../model.ts";

/** What of a brief decides the wording of its missing sections. */
export type Template = Pick<Brief, "kind" | "dialect" | "scaffold">;

/** The edits that write the given sections, in this order, in the style of the document. */
export function writeSections(template: Template, parts: readonly (ContractPart | "coordination")[]): Edit[] {
  const { scaffold } = template;
  const byPlace = new Map<number, (typeof parts)[number][]>();
  for (const part of parts) {
    const start = scaffold.at[part].edits[0]?.start ?? 0;
    byPlace.set(start, [...(byPlace.get(start) ?? []), part]);
  }
  return [...byPlace.values()].flatMap((together) => {
    const text = together.map((part) => inStyle(scaffold, part, LINES[part](template))).join("\n\n");
    const lines = text.split("\n").map((line, index) => (index > 0 && line ? `${scaffold.indent ?? ""}${line}` : line));
    return together.slice(0, 1).flatMap((part) => fill(scaffold.at[part], lines.join(scaffold.lineEnd)));
  });
}

/** What stands in a section that a quick-fix writes, with the line end of the document. */
export const linesOf = (template: Template, part: ContractPart): string =>
  LINES[part](template).join(template.scaffold.lineEnd);

const NAMES = {
  inputs: { heading: "Inputs", tag: "input" },
  outputs: { heading: "Output", tag: "output" },
  success: { heading: "Success Criteria", tag: "success_criteria" },
  coordination: { heading: "Coordination", tag: "coordination" },
} as const;

function inStyle({ style, level, sentenceCase }: Scaffold, part: keyof typeof NAMES, lines: readonly string[]): string {
  const { heading, tag } = NAMES[part];
  const name = sentenceCase ? heading.charAt(0) + heading.slice(1).toLowerCase() : heading;
  const body = lines.join("\n");
  switch (style) {
    case "heading":
      return `${"#".repeat(level)} ${name}\n\n${body}`;
    case "label":
      return `**${name}**\n\n${body}`;
    case "tag":
      return `<${tag}>\n${body}\n</${tag}>`;
  }
}

const LINES: Readonly<Record<keyof typeof NAMES, (template: Template) => readonly string[]>> = {
  inputs: ({ kind, dialect, scaffold: { argument } }) => {
    if (kind === "agent-definition") {
      return [
        "The caller's prompt names what to work on: paths, a diff range or an issue number. Nothing else of the",
        "conversation is visible here. If it names nothing, say so and stop.",
      ];
    }
    if (dialect === "copilot-prompt") return [`- \${input:scope:path, issue or short description}: what to work on.`];
    if (dialect === "crewai") return ["- The results of the tasks before this one, as the context gives them."];
    if (dialect === "gemini-command") return ["- {{args}}: what to work on. If it is empty, ask for it and stop."];
    if (kind === "command") {
      const what = argument ?? "what to work on, as paths, an issue number or a short description";
      return [`- \`$ARGUMENTS\`: ${what}. If it is empty, ask for it and stop.`];
    }
    if (kind === "skill")
      return ["- The files, folder or issue that the user names. If none is named, ask for it and stop."];
    return [
      "- `README.md` and every file that this brief names, read before the first change.",
      "- The current branch: `git status` and `git log -5` show what is already there.",
    ];
  },
  outputs: ({ kind }) =>
    kind === "agent-definition"
      ? [
          "End with a report: one line for each point that was done or found, as `path:line`, what it is and what follows",
          "from it, most important first; then what is still open.",
        ]
      : kind === "skill"
        ? [
            "- A summary in the final message: every file that was created or changed, what changed in it, what is open.",
          ]
        : [
            "- One commit on the current branch, with the change and its tests.",
            "- A summary in the final message: every changed file, what changed in it, and how it was checked.",
          ],
  success: ({ kind, dialect, scaffold: { check } }) => {
    if (dialect === "crewai")
      return ["- Every claim in the result must name its source.", "- Nothing that this text asks for is missing."];
    return [
      check
        ? `- \`${check}\` passes, or the failing test is named.`
        : "- The project's tests and linter pass, or the failing ones are named.",
      kind === "agent-definition" || kind === "skill"
        ? "- Every claim in the final message cites a `path:line` or the output of a command."
        : "- No file outside the scope of this text is changed.",
    ];
  },
  coordination: () => [
    "You are the coordinator: give each agent a part and files of its own, wait for all of them, remove duplicates and",
    "settle contradictions. Only you write the shared result, once.",
  ],
};
