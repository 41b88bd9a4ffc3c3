// Signs that a text orders a piece of work, in the languages that briefs are judged in. Data, and how it is counted.
import type { Outline, Section, Statement } from "./outline.ts";

/** Sections that somebody writes who wants something, built or only described. */
const WISHES: readonly RegExp[] = [
  // What is wanted, and what is not.
  /^(?:.{0,40}\b)?(?:requirements?|user stor(?:y|ies)|goals?|objectives?|(?:in|out of) scope|scope|non-?goals?|needs)$|(?:anforderungen|ziele?|nicht-ziele|exigences|objectifs?|requisitos|objetivos?|требования|цел[ьи]|задача)\b|要件|目標|目的|スコープ|需求|目标|范围|요구\s?사항|목표|범위/,
  // What shall become of what there is.
  /^(?:.{0,40}\b)?(?:propos(?:al|ed (?:solution|changes?|design|approach|architecture))|solution|approach|what changes|changes|(?:files?|code) (?:to (?:change|modify|create|touch|edit|update)(?:\s?[/&,]\s?\w{4,7}){0,2}|changes?)|affected files|(?:current|desired|target|end) state|problem(?: statement)?)$|(?:problème|problema|proposta|propuesta|vorschlag|проблема|предложение)\b|課題|提案|変更(?:内容|対象|ファイル)|问题|方案|문제|제안|변경 (?:사항|대상)/,
  // What may go wrong on the way.
  /^(?:.{0,40}\b)?(?:risks?(?: (?:and|&) .{0,30}| assessment| analysis)?|mitigations?|open questions|dependencies|assumptions|constraints|rollback(?: plan)?)$|risiken|risques|riesgos|riscos|риски|リスク|制約|风险|约束|위험|제약/,
];

/** Sections that only somebody writes who wants something done. */
const ORDERS_WORK: readonly RegExp[] = [
  // How one knows that it is done.
  /\b(?:acceptance criteria|success criteria|definition of done|done when|acceptance|verification|test(?:ing)? (?:plan|strategy)|validation|quality gates?|exit criteria)\b|akzeptanzkriterien|erfolgskriterien|critères d['’]acceptation|criterios de aceptación|critérios de aceitação|критерии при[её]мки|受け?入れ(?:基準|条件)|完了条件|検証|テスト計画|验收标准|测试计划|인수 조건|수용 기준|완료 조건|검증/,
  // The work, cut into pieces.
  /^(?:.{0,40}\b)?(?:tasks?|to-?dos?|milestones?|phases?|steps|next steps|action items|work items|sub-?tasks|deliverables|timeline|(?:implementation|migration|rollout|execution|work|action|delivery) (?:plan|steps|phases?|order|tasks|checklist|strategy|approach))(?: (?:list|breakdown|overview))?$|aufgaben|umsetzung|tâches|livrables|tareas|entregables|tarefas|entregáveis|задачи|этапы|план (?:реализации|работ)|タスク|実装計画|実装手順|ロードマップ|任务|实施计划|步骤|작업|구현 계획|단계/,
];

const PIECE =
  /^\W{0,6}(?:task|phase|story|epic|milestone|requirement|user story|work item|slice|increment|commit)\s?#?\d/i;
const TITLE =
  /\b(?:plan|prd|product requirements|spec(?:ification)?|story|epic|tasks?|proposal|brief|feature|backlog|todo)\b|計画|仕様|计划|规格|계획|명세|especifica|spécification|\bplano?\b|спецификация|план\b/i;
const STORY = /\bas an? [^,.\n]{2,80},? (?:i|we) (?:want|need|can|would like|should|must)\b|\*\*as an? /i;
const SHALL =
  /\b(?:WHEN|IF|WHILE|WHERE)\b.{1,300}\bSHALL\b|\b(?:system|app(?:lication)?|service|user)\b.{0,40}\bSHALL\b|\bTHE SYSTEM\b/;
const GIVEN = /\bgiven\b.{2,200}\bwhen\b.{2,200}\bthen\b/i;

/** What speaks for a piece of work to be done. */
export interface Signs {
  /** All signs: 0 for most pages, 3 and more for most specifications and plans. */
  readonly all: number;
  /** Those that only a text has that somebody shall work by: pieces of work, open boxes, user stories, criteria. */
  readonly hard: number;
}

/** Counts the signs that a text orders work. */
export function workSigns({ sections, statements }: Outline): Signs {
  const headings = sections.filter(isTitle);
  const groups = (of: readonly RegExp[]) =>
    of.filter((group) => headings.some(({ label }) => group.test(label))).length;
  const pieces = headings.filter(({ title }) => PIECE.test(title.value)).length;
  const boxes = statements.filter(({ item }) => item === "checkbox").length;
  const prose = statements.filter(({ kind }) => kind === "sentence");
  const has = (cue: RegExp) => prose.some(({ text }) => cue.test(text));
  const hard =
    groups(ORDERS_WORK) +
    (pieces > 1 ? 1 : 0) +
    (boxes > 1 ? 2 : 0) +
    (has(STORY) ? 2 : 0) +
    (has(SHALL) ? 2 : 0) +
    (has(GIVEN) ? 1 : 0);
  const titled = headings.slice(0, 1).some(({ title }) => TITLE.test(title.value));
  return { hard, all: hard + groups(WISHES) + (titled ? 1 : 0) };
}

const isTitle = ({ style }: Section): boolean => style === "heading" || style === "label";

/** What a text says of its own state. */
export type Status = "open" | "done" | undefined;

const DONE =
  /^\W{0,6}(?:implemented|done|complete[d]?|finished|shipped|merged|accepted|released|closed|superseded|deprecated|rejected|obsolete|archived|resolved|fixed|live|abgeschlossen|erledigt|完了|実装済み?|已完成|已实现|완료|concluído|terminado|terminé|готово|выполнено)/i;

/** The state that a `Status:` line near the top, the front matter or a section on it gives. */
export function statusOf({ sections, statements }: Outline, declared: string | undefined): Status {
  const line =
    declared ??
    statements
      .slice(0, 12)
      .map(
        ({ text }) =>
          /^\W{0,6}(?:status|state|ステータス|状态|상태|estado|statut|статус)\W{1,6}(.{1,60})/i.exec(text)?.[1],
      )
      .find((said) => said !== undefined);
  if (line !== undefined && DONE.test(line)) return "done";
  const closed =
    sections.some(({ style, label }) => style === "heading" && /\b(?:completed features|all complete)\b/.test(label)) ||
    statements.some(
      ({ section, text }) =>
        /^(?:(?:implementation|current) )?status$/.test(section?.label ?? "") &&
        /\b(?:landed|complete|implemented|shipped|merged|done)\b/i.test(text),
    );
  return closed ? "done" : line === undefined ? undefined : "open";
}

/** True when the first sentences say that the text describes something. */
export const isDescription = ({ statements }: Outline): boolean =>
  statements
    .filter(({ kind }) => kind === "sentence")
    .slice(0, 4)
    .some(({ text }) =>
      /^this (?:document|page|guide|note|reference|design|spec(?:ification)?) (?:describes|explains|documents|covers|summari[sz]es|records|shows)\b/i.test(
        text,
      ),
    );

/** True when every box of the text is ticked. */
export function isTickedOff(text: string): boolean {
  const boxes = [...text.matchAll(/^[ \t>]{0,20}(?:[-*+]|\d{1,3}[.)]) \[([ xX])\]/gm)];
  return boxes.length > 2 && boxes.every(([, mark]) => mark !== " ");
}

const ORDERS = new Set(
  "add analyze analyse apply ask assess audit avoid be begin build call carry change check choose clean collect commit compare compile complete compute conduct configure confirm connect consider convert copy create debug define delete deploy describe design detect determine develop diagnose display do document download draft edit emit enable ensure evaluate examine execute explain explore export extract fetch fill filter find fix focus follow format gather generate get give group guide help identify ignore implement improve include inspect install integrate investigate invoke keep launch let limit list load locate look maintain make map mark merge migrate move never note open optimize optimise organize output parse perform pick plan prefer prepare present preserve print prioritize process produce propose provide pull push read refactor reject remove rename replace reply report reproduce research resolve respond retrieve return review rewrite run save scan search select send set show skip sort split start state stop structure study submit suggest summarize summarise switch take test tell think track transform translate treat try understand update upgrade use validate verify wait walk work write".split(
    " ",
  ),
);

/** True for a sentence that begins with an order, in English. */
export const isOrder = ({ text, kind }: Statement): boolean =>
  kind === "sentence" &&
  ORDERS.has(
    /^(?:[^\p{L}]{0,10})(?:(?:please|then|first|next|always|now|finally|do not|don['’]t),?\s)?(\p{L}+)/u.exec(
      text.slice(0, 60).toLowerCase(),
    )?.[1] ?? "",
  );
