// What counts as an input, what only hints at one, and what does not count.
import { describe, expect, test } from "vitest";
import { lowerBrief } from "../server/src/core/brief/lower.ts";
import type { BriefKind } from "../server/src/core/model.ts";
import { parseMarkdown } from "../server/src/core/syntax/markdown.ts";

const read = (text: string, kind: BriefKind = "agent-definition", path = "briefs/ferry.md") =>
  lowerBrief(parseMarkdown(text), { path, text }, { dialect: "task-brief", kind });
const evidenceOf = (text: string, kind?: BriefKind, path?: string) => read(text, kind, path).contract.inputs?.value;

describe("counts", () => {
  test.each([
    ["an argument with a short name", "Explain the delay: $ARG", "$ARG"],
    ["a slot alone on a line", "Carry out this order:\n\n{order_text}", "{order_text}"],
    ["two slots with labels", "**Port**: {port_name}\n\n**Ship**: {ship_name}", "{port_name}"],
    ["a slot below a label for inputs", "## Context Variables\n\n- **Port:** [The harbour to call at]", "harbour"],
    ["a named file", "Read `berths.csv` first.", "berths.csv"],
    ["a URL to read", "Scrape the tide tables:\n\n- `https://tides.example.org/north`", "tides"],
    ["a named file among duties", "## Capabilities\n\n- Read `log/deck.txt` at dawn", "deck.txt"],
    ["conventions at a place", "## Capabilities\n\n- Follow the existing naming patterns in `/charts`", "/charts"],
    ["conventions in a file", "Consider the rules for the crew from CLAUDE.md where they fit.", "CLAUDE.md"],
    [
      "existing files to check",
      "Check for existing lists and update them:\n\n- Berths (./BERTHS.md) for all",
      "BERTHS",
    ],
    ["scope by file", "## Documentation Scope\n\n- `charts/*.md` - the sea charts", "charts/"],
    ["what is received", "You receive the manifest of the ship.", "manifest"],
    ["who hands it over", "The caller provides the name of the ship.", "caller"],
    ["input processing", "## Input Processing\n\n- Take the tonnage from the manifest", "tonnage"],
    ["when it is provided", "**If a manifest is provided:**\n\n- Add up the tonnage", "tonnage"],
    ["the triggering event", "Read the triggering issue and its labels.", "triggering"],
    ["the diff against a branch", "Check the diff against main for stray charts.", "diff"],
    ["a command that is read", "Run `git diff --staged` and look for charts.", "git diff"],
    ["logs by a command", "Review the logs with `journalctl -u ferry`.", "journalctl"],
    ["diagnostic commands", "## Diagnostic Commands\n\n```sh\nferryctl engine status\n```", "ferryctl"],
    ["a query with a parameter", 'Call `harbour ask --question "<what to know>"`.', "--question"],
    ["a tool query", "Use the `get_berths` tool to list what is free.", "get_berths"],
    ["a running server", "Ensure the server is running before you sail.", "server is running"],
    ["a tool by its command", "Confirm that `ferryctl` is installed.", "ferryctl"],
    ["a clean tree", "Requires a clean working tree.", "clean"],
    ["a work packet", "Implement exactly the packet in your prompt.", "packet"],
  ])("%s", (_, text, expected) => expect(evidenceOf(text)).toContain(expected));

  test.each([
    ["its own name", "## Usage\n\n`/ferry <route>`", "/ferry"],
    ["another name below usage", "## Usage\n\n```\n/sail [route or file]\n```", "/sail"],
    ["a command line with what to say", '## Usage\n\n```sh\n./port run ferry "Your task here"\n```', "./port"],
    ["a sentence to say", '## Usage\n\n```\n"Look up [tide station] in the tables"\n```', "tide station"],
  ])("usage: %s", (_, text, expected) => expect(evidenceOf(text, "command")).toContain(expected));

  test.each([
    ["two kinds of documents", "Review the README for context.\n\nCheck the CHANGELOG for recent ports."],
    ["a change and a document", "Look at recent changes.\n\nReview the README."],
  ])("two hints: %s", (_, text) => expect(evidenceOf(text)).toBeDefined());
});

describe("does not count", () => {
  test.each([
    ["a generic object", "Review the code of the ferry and improve it."],
    ["the trigger", "Use when reviewing timetables."],
    ["code provided, with no word how", "Review the code and the requirements."],
    ["the own parts of a skill", "See [references/tides.md](references/tides.md) for more, and `references/ports.md`."],
    ["the own folder", "Read the guide in `skills/ferry/tides-guide.md`."],
    ["literals in a sample call", 'Call it:\n\n```json\n{"ships": 4, "mode": "fast"}\n```'],
    ["questions to the user", "Ask the user for clarification, guidance or the missing details."],
    ["what a user says", '- "I didn\'t ask for that"'],
    ["a question of a checklist", "- Is this detour requested by the user or listed in the `plans/route.md`?"],
    ["a heading with nothing below", "## Inputs\n\n-\n"],
    ["to be done", "## Inputs\n\nTODO"],
    ["a form field", "## Input\n\nForm input with a label:"],
    ["a slot in the form of the output", "## Output Format\n\n{summary}"],
    ["a slot in a sentence", "Greet the captain of {ship} by name."],
    ["the choice of a user", "The user selects a deck from a list."],
    ["the choice of a user, twice", "The user selects a deck.\n\nOnce the user chooses, go on."],
    ["recent changes, of what ever", "Examine recent changes."],
    ["the same hint twice", "Check recent commits.\n\nLook at docs, recent commits and ports."],
    ["a kind of document", "Review README files."],
    ["examples of names", "Locate the entry points (main.ts, index.py, etc.)."],
    ["a word explained by a link", "Understand the available [metrics](https://metrics.example.org/all)."],
    ["tools to choose from", "Use tools: `npm audit`, `pip check`, etc."],
    ["credit", "Based on the Ferry project: https://ferry.example.org/home"],
    ["a template of a program", "```js\nconst t = `Total of ${file} and ${selection}`;\n```"],
    ["addresses in a program", "Health checks:\n\n```js\ncheck(['http://deck/health']);\n```"],
    ["a failing test to write", "Write a failing test. Write the failing test first."],
    ["the call of a function", "Follow the pattern: `describe('Deck/Cabin', fn)`"],
    ["a prohibition", "Never read `secrets/keys.txt`."],
    ["edge cases of a prompt", "Test edge cases mentioned in prompts."],
  ])("%s", (_, text) => expect(evidenceOf(text, "skill", "skills/ferry/SKILL.md")).toBeUndefined());

  test("a task leaves its slots to who writes it", () => {
    expect(evidenceOf("## Goal\n\n{goal}\n\n**Port**: {port}\n\n**Ship**: {ship}", "task-brief")).toBeUndefined();
  });
  test("a description that speaks of documents", () => {
    expect(evidenceOf("---\ndescription: Writes README files in docs that sailors read\n---\nWrite.")).toBeUndefined();
  });
});

describe("nearest", () => {
  test.each([
    ["Examine recent changes.", "leaves open which change"],
    ["Review the README.", "names a kind of document"],
    ["The user selects a deck.", "not what is handed over"],
    ["Review the code of the ferry.", "not how it arrives"],
    ["## Example\n\nThe caller passes the route.", "belongs to an example"],
    ["## Capabilities\n\n- Sort what the caller passes into berths: the caller passes the route", "list of abilities"],
    ["## Inputs\n\nTBD", "is a placeholder"],
    ["Use this agent when a ship is late.", "when to use it"],
  ])("%s", (text, why) => expect(read(text).nearMisses.inputs?.value).toContain(why));
});

const long: Record<string, string> = {
  de: "Du bist ein Lotse und hilfst den Schiffen im Hafen. Die Arbeit ist ruhig und wird mit Sorgfalt gemacht.",
  es: "Eres un práctico del puerto y ayudas a los barcos. El trabajo es tranquilo y se hace con mucho cuidado.",
  fr: "Tu es un pilote du port et tu aides les bateaux. Le travail est calme et il se fait avec beaucoup de soin.",
  pt: "Você é um prático do porto e ajuda os navios. O trabalho é tranquilo e não se faz sem muito cuidado.",
  ru: "Ты лоцман порта и помогаешь судам. Работа спокойная, и она делается с большим вниманием.",
  ja: "あなたは港の水先人であり、船を助けます。作業は静かで、注意深く行われます。",
  zh: "你是港口的引航员，负责帮助船只。工作很平静，需要非常细心地完成。",
  ko: "당신은 항구의 도선사이며 배를 돕습니다. 작업은 조용하고 매우 조심스럽게 이루어집니다.",
};

describe("in other languages", () => {
  test.each([
    ["de", "Lies `hafen/liste.csv` vor der Fahrt."],
    ["de", "Prüfe die aktuelle Datei auf Fehler."],
    ["es", "Lee `puerto/lista.csv` antes del viaje."],
    ["es", '## Uso\n\n```\n"Crear una ruta para [puerto de destino]"\n```'],
    ["fr", "Lis `port/liste.csv` avant le voyage."],
    ["pt", "Leia `porto/lista.csv` antes da viagem."],
    ["ru", "Прочитай `port/list.csv` перед рейсом."],
    ["ja", "`port/list.csv` を読み込んでください。"],
    ["ja", "## 使い方\n\n```\n「[検索する港] を調べて」\n```"],
    ["zh", "阅读 `port/list.csv`。"],
    ["zh", "你接收一份船只的名单。"],
    ["zh", "## 診斷指令\n\n```bash\nferryctl engine status\n```"],
    ["ko", "`port/list.csv` 를 읽으세요."],
  ])("counts, %s: %s", (language, text) => {
    expect(evidenceOf(`${long[language]}\n\n${text}`, "command")).toBeDefined();
  });

  test.each([
    ["de", "Der Rand ist hell (`bg-see-500/10 p-2`)."],
    ["de", "Das gilt in `hafen/regeln.yaml`."],
    ["es", "Analiza el código proporcionado."],
    ["es", "Da detalles solo si el usuario pide más."],
    ["fr", "Analyse le code fourni avec soin."],
    ["pt", "Analise o código fornecido com cuidado."],
    ["ru", "Не читай `port/keys.csv`."],
    ["ja", "`config/port.php` で制限する。"],
    ["zh", "通过用户输入的攻击很危险。"],
    ["zh", "不要将用户提供的路径拼接到命令中。"],
    ["ko", "출처: https://port.example.org/home 참고"],
  ])("does not count, %s: %s", (language, text) => {
    expect(evidenceOf(`${long[language]}\n\n${text}`, "command")).toBeUndefined();
  });
});
