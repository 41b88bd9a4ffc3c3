// What counts as an input and as an output, and what only looks like one: a line for each kind of statement.
import { describe, expect, test } from "vitest";
import { lowerBrief } from "../server/src/core/brief/lower.ts";
import { isVague, lacks } from "../server/src/core/brief/owed.ts";
import type { BriefKind } from "../server/src/core/model.ts";
import { parseMarkdown } from "../server/src/core/syntax/markdown.ts";

const read = (text: string, kind: BriefKind = "command", path = ".claude/commands/harbour.md") =>
  lowerBrief(parseMarkdown(text), { path, text }, { dialect: "claude-command", kind });

const parts = (text: string, kind?: BriefKind) => Object.keys(read(text, kind).contract);

describe("inputs", () => {
  test.each([
    ["a list that a sentence about reading leads to", "Start by reading:\n\n- Tide table (`tides.csv`)"],
    ["a file that must be read, among duties", "## Core expertise\n\n- Read the tide table (`data/tides.csv`)"],
    ["code below a label for diagnosis", "## Diagnostic commands\n\n```sh\n./buoy check --all\n```"],
    ["a table of commands that detect", "## Detect\n\n| Tool | Command |\n| --- | --- |\n| buoy | `npx buoy scan` |"],
    ["what another agent hands over", "Review the requirements from tide-planner."],
    ["what an agent supplies", "Work on the chart supplied by the harbour agent."],
    ["the prompt itself", "Carry out exactly the one order in your prompt."],
    ["what the request names", "Begin with the piers mentioned in the request."],
    ["a user who says nothing", "If the user does not specify a pier, take the first one."],
    ["a query by tool", "Use `list_ships` to find those that are late."],
    ["data of an interface", "Pull the water levels directly from the API."],
    ["a tool that has to be there", "The harbour MCP server must be configured."],
    ["a blank in a usage", "## Usage\n\n```\nfind the berth of [name of the ship]\n```"],
    ["a usage line in prose", "`/harbour <ship>`\n\nFind its berth."],
    ["a flag with a value", "Run the script with `--depth <metres>`."],
    ["a label that says so in brackets", "## Project description (Input)\n\nA harbour for small boats"],
    ["the scope of a review", "## Analysis scope\n\nThe PR diff and the tests beside it."],
    [
      "a description with a place",
      "---\ndescription: Reviews what lies under `src/piers/`.\n---\n\nThink about boats.",
    ],
  ])("%s", (_, text) => expect(parts(text)).toContain("inputs"));

  test.each([
    ["folders that every project has", "Look around (src/, lib/, tests/)."],
    ["examples of names behind such a lead", "Identify the following:\n\n- Entry points (main.js, index.py, etc.)"],
    ["a requirement on the product", "WHEN a user provides a file THEN the system SHALL store it."],
    ["a user story", "As a skipper I want the provided file to be read."],
    ["a question", "Ask which colours are wanted."],
    ["code in backticks with a slash", "Follow the pattern `describe('Ship/Berth', run)`."],
    ["the code, with no word on how it comes", "Think about the provided code."],
    ["a workflow file that is shown", "```yaml\nrun: echo ${{ github.event.number }}\n```"],
  ])("not: %s", (_, text) => expect(parts(text)).not.toContain("inputs"));
});

describe("outputs", () => {
  test.each([
    ["a commit", "When the rope holds, create a single git commit."],
    ["a notice", "Emit a short deprecation notice to the user."],
    ["a summary of something named", "Say it in a summary of what was repaired."],
    ["a template without a fence", "You check piers.\n\n**Output Format:**\n## Pier [name]\n\n[what was found]"],
    ["labels on lines of their own", "**Input:** a wish\n**Output:** risks, gaps and questions"],
    ["a command that writes", "```sh\nbuoy map --output map.html\n```"],
    ["a tool call that saves", '```\nsave_chart(title: "north")\n```'],
    ["one file out of many", "Bundle all charts into a single HTML file."],
    ["an answer of one thing only", "Output only the number of the berth."],
    ["a discussion", "Create a new GitHub discussion about it."],
    ["a number of bullets", "Describe the harbour in 3-6 bullets."],
    [
      "what a description promises",
      "---\ndescription: Produces a report with a line for each pier.\n---\n\nThink about boats.",
    ],
    ["gerunds with a place", "Keep the crew informed by updating `LOG.md`."],
  ])("%s", (_, text) => expect(parts(text)).toContain("outputs"));

  test.each([
    ["a row that tells what there is", "| Command | Meaning |\n| --- | --- |\n| create a report | for the captain |"],
    ["a to-do list of one's own", "Create a todo list with all phases."],
    ["a sort order", "Categorize issues by severity."],
    ["comments in the code", "Add inline comments for what is not obvious."],
    ["what is open", "Understand the goal, the state and the open issues."],
    ["settings that are there already", "## Settings\n\nAlready enabled in settings.json:\n\n```json\n{}\n```"],
    ["qualities of code", "## Output\n\n- Type-safe implementations\n- Clean modules"],
    ["an activity", "You will provide:\n\n- insights\n- guidance"],
  ])("not: %s", (_, text) => expect(parts(text, "agent-definition")).not.toContain("outputs"));
});

describe("doubt", () => {
  const text = "# Piers\n\nThink about the piers. The table is in `piers.csv`. They are old.\n";

  test("another reader may see a part where a place is named, so only the strict profile misses it", () => {
    const brief = read(text);
    expect(brief.nearMisses.inputs?.doubtful).toBe(true);
    expect(isVague(brief, "strict")).toBe(true);
    expect(isVague(brief, "recommended")).toBe(false);
    expect(lacks(brief, "inputs", "recommended")).toBe(false);
    expect(lacks(brief, "success", "recommended")).toBe(true);
  });

  test("the nearest miss says why it does not count", () => {
    expect(read("# Piers\n\nPlease review the code with care. Thank you.\n").nearMisses.inputs?.value).toBe(
      '"Please review the code with care." names an object of work in general, and not how it arrives.',
    );
    expect(read("# Piers\n\nProvide helpful guidance. Thank you.\n").nearMisses.outputs?.value).toBe(
      '"Provide helpful guidance." says neither where the result goes nor which form it has.',
    );
  });
});
