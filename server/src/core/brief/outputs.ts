// Where a brief says what is produced, where and in which form.
import type { Sourced } from "../text.ts";
import { evidence, isContent, isDuty, isOwn, namesPlace, type Reading, type Search, sectionOf } from "./evidence.ts";
import type { Words } from "./languages/type.ts";
import { once } from "./once.ts";
import type { Statement } from "./outline.ts";
import {
  DELIVERING_COMMAND,
  FORMED,
  OUTPUT_LABEL,
  OWN_LIST,
  PLACED,
  PROMISE,
  REDIRECTION,
  THING,
} from "./output-cues.ts";
import { nearestOutput } from "./outputs-near.ts";

/** The first place that names a deliverable with its place or form. */
export function findOutputs(reading: Reading): Search {
  const { statements } = reading.outline;
  const statement = statements.find((each) => isOutput(each, reading));
  const found = statement ? evidence(statement) : (openTemplate(reading) ?? inDescription(reading));
  if (found) return { found };
  const nearest = nearestOutput(statements);
  return nearest ? { nearest } : {};
}

/** What the description promises: "Produces an audit report with …". */
function inDescription({ frontMatter }: Reading): Sourced<string> | undefined {
  const said = frontMatter?.fields.get("description");
  return said && PROMISE.test(said.value) ? said : undefined;
}

/** The label of a template that stands in the text without a fence around it: its own headings begin right below. */
function openTemplate({ tree: { text }, outline: { sections } }: Reading): Sourced<string> | undefined {
  return sections.find(({ label, title }, index) => {
    const next = sections[index + 1];
    return (
      next?.style === "heading" &&
      OUTPUT_LABEL.test(label) &&
      /format|template|structure/.test(label) &&
      /^[\s#]*$/.test(text.slice(title.end, next.title.start))
    );
  })?.title;
}

const isOutput = once((statement: Statement, { kind, words }: Reading): boolean => {
  if (!isOwn(statement) || !isContent(statement) || statement.kind === "header") return false;
  if (isInSection(statement, words)) return true;
  if (statement.kind === "code")
    return (
      isTemplate(statement) ||
      isForm(statement) ||
      isTreeToCreate(statement) ||
      isFileToWrite(statement) ||
      DELIVERING_COMMAND.test(statement.text) ||
      (words !== undefined && ordersFile(statement, words)) ||
      // A skill shows how a tool is used; elsewhere a script that writes a file is an order.
      (kind !== "skill" && REDIRECTION.test(statement.text))
    );
  // A row beside the point tells what there is, not what to do.
  if (statement.kind === "row") return false;
  const { text } = statement;
  if (OWN_LIST.test(text)) return false;
  if (PLACED.some((cue) => cue.test(text)) && namesPlace(text)) return true;
  if (words?.write.test(text) && namesPlace(text)) return true;
  if (isDuty(statement)) return false;
  if ([...FORMED, ...(words?.formed ?? [])].some((cue) => cue.test(text))) return true;
  return kind === "task-brief" && (isTaskOutput(statement) || (words !== undefined && isPartAbroad(statement)));
});

/** Below a label for outputs every named part and everything but adjectives and activities counts. */
function isInSection(statement: Statement, words: Words | undefined): boolean {
  const section = sectionOf(statement, OUTPUT_LABEL);
  const label = section?.label ?? (OUTPUT_LABEL.test(statement.label) ? statement.label : undefined);
  if (label === undefined) return false;
  if (
    statement.kind !== "sentence" ||
    /format|template|structure|schema|contract|path|file|location|layout/.test(label)
  )
    return true;
  const { text, section: innermost } = statement;
  // "Return: the decision, its reasons and what was rejected" names the parts.
  if (OUTPUT_LABEL.test(statement.label) && /,.{2,200}(?:,|\b(?:and|or)\b)/.test(text)) return true;
  if (section && innermost !== section && innermost?.style === "heading") return true;
  return THING.test(text) || words?.thing.test(text) || namesPlace(text) || FORMED.some((cue) => cue.test(text));
}

/** Code below a sentence or label that speaks of a report shows its form. */
const isTemplate = ({ lead, section }: Statement): boolean =>
  /\b(?:reports?|reporting|outputs?|response|respond|summary|display|deliver\w{0,4}|verdict|comment|message|notification|progress|status)\b|\bformat\W{0,3}$/i.test(
    lead || (section?.label ?? ""),
  );
/** Markdown with headings and blanks to be filled in. */
const isForm = ({ info, text }: Statement): boolean =>
  /^(?:markdown|md)\b/i.test(info) &&
  /^#{1,4} /m.test(text) &&
  /\[[A-Za-z][^\]\n]{1,80}\](?!\()|\{[a-z][^{}\n]{1,60}\}|<[a-z][^<>\n]{1,60}>/i.test(text);
/** A drawing of the folders and files that shall be there in the end. */
const isTreeToCreate = ({ lead, section, text }: Statement): boolean =>
  /[├└]──/.test(text) && /\b(?:create|generate|scaffold|set ?up|output|produce)/i.test(lead || (section?.label ?? ""));

/** Code below a label or sentence that names a file shows what the file shall hold. */
const isFileToWrite = ({ lead, section, text }: Statement): boolean => {
  const title = lead || (section?.style === "heading" ? "" : (section?.title.value ?? ""));
  return (
    /^\s{0,8}[{[<#\w"']/.test(text) &&
    !/\b(?:already|existing|current|currently|see|read|from|given|like|e\.g)\b/i.test(title) &&
    /[\w.-]{1,60}\.(?:json|ya?ml|toml|ini|cfg|js|ts|mjs|cjs|py|xml)\b\)?\W{0,6}$/.test(title)
  );
};

/** A prompt that the reader is shown to type: one of its lines orders a file. */
const ordersFile = ({ text, info }: Statement, { write }: Words): boolean =>
  /^(?:|text|markdown|md|bash|sh)$/i.test(info) &&
  text.split("\n", 60).some((line) => /^\W{0,4}\d{1,2}[.)] \p{L}/u.test(line) && write.test(line) && namesPlace(line));

/** In a task, an item for something that shall be there in the end: an endpoint, a screen, a command. */
const isPartAbroad = ({ item, text }: Statement): boolean =>
  item !== "none" &&
  /endpoint|エンドポイント|画面|コマンド|接口|页面|命令|엔드포인트|화면|명령|pantalla|comando|\btelas?\b|bildschirm|befehl|\bécran|\bcommandes?\b|экран|команд/i.test(
    text,
  );

/** In a task, what is to be created or changed is the deliverable. */
function isTaskOutput({ text, item }: Statement): boolean {
  if (item !== "none" && namesPlace(text) && /\((?:new|create|update|modify|edit|add)/i.test(text)) return true;
  return (
    /^\W{0,4}(?:create|add|implement|build|write|update|modify|rename|remove|delete|extract|introduce|replace|move|extend)\b/i.test(
      text,
    ) && /`[^`\n]{2,80}`/.test(text)
  );
}
