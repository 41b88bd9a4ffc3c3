// What stands in a section that nobody has written yet. Data only; how it counts is in `empty-sections.ts`.

/** "To be defined", and nothing else, in the nine languages that are read. */
export const TO_BE_DEFINED =
  /^(?:tb[cda]|to ?do|fixme|xxx+|\?{2,5}|lorem ipsum\b.{0,400}|(?:(?:still |yet )?to be |will be )(?:defined|determined|decided|written|added|completed|confirmed|specified|documented|filled(?: in)?)(?: later)?|(?:coming|available) soon|fill (?:this |me )?in(?: later)?|placeholder|not (?:yet )?(?:defined|specified|written)(?: yet)?|work in progress|wip|待定|待补充|待補充|待填写|待填寫|待完善|待确认|待確認|未定|未記入|未記載|後で(?:記入|記載|追記|書く)|要記入|記入(?:予定|する)|検討中|작성 ?(?:예정|필요|중)|미정|추후 ?(?:작성|결정|정의|추가)|por (?:definir|determinar|completar|hacer)|pendiente(?: de definir)?|a (?:definir|preencher|completar|determinar)|pendente|noch (?:offen|zu (?:definieren|klären|ergänzen|bestimmen|schreiben)|festzulegen|nicht definiert)|offen|folgt(?: noch| später)?|wird (?:noch )?(?:ergänzt|definiert|nachgereicht|festgelegt)|à (?:définir|compléter|venir|préciser|déterminer|remplir|faire)|уточняется|(?:будет|требуется) (?:определен[оы]|уточнен[оы]|дополнен[оы]|заполнен[оы])(?: позже)?|не определен[оы]|заполнить(?: позже)?|нужно (?:заполнить|определить|дописать))[.…!。]{0,3}$/iu;

/** `TODO: ask the customer` is a note to the author; "TODO comments are gone" is not. */
export const NOTE = /^(?:tb[cda]|to ?do|fixme|wip)(?:\(.{0,40}\))?\s{0,2}(?:[:：–—-]).{0,120}$/i;

/** Says that there is none, which is an answer for inputs and outputs. */
export const NONE =
  /^(?:none|nothing|n\/?a|not applicable|no (?:inputs?|arguments?|parameters?)|无|無|なし|없음|ninguno|ninguna|keine?|aucune?|нет|nenhuma?)[.。]?$/i;

/** A blank for the author; `[list of the files]` is one for whoever writes by the template. */
export const ASKS_AUTHOR =
  /^.(?:\.{3}|…|tb[cda]\b|todo\b|(?:your|insert|fill in|describe|add|write|enter|specify|define|replace)\b[^<>[\]{}]{0,120}.$)|\bhere.$/i;

/** Addresses in angle brackets, links, and variables that a tool fills. */
export const FILLED = /^<(?:https?:|mailto:|[\w.+-]{1,60}@)|^\[[^\]]{0,200}\]\(|^\{|^\$/;

/** Labels of a part of the contract as they stand in lists and before colons: nouns, nothing around them. */
export const NOUN =
  /^(?:(?:required|expected|task|user|your|final|primary|key|main) )?(?:inputs?|arguments?|args|parameters?|outputs?|deliverables?|results?|(?:success|acceptance|completion|exit|quality) criteri(?:a|on)|definition of done|done when|(?:input|output|report|response|return) (?:format|files?|data|schema))$/;

/** Labels of steps: their matter may stand anywhere. */
export const STEP =
  /^(?:generate|create|write|produce|save|deliver|compile|present|return|post|provide|give|show|display|share|report|parse|collect|gather|understand|establish|define|verify|validate|check)s? (?!format\b|template\b|criteria\b|structure\b).+|^(?:generate|create|parse)d? /;

/** Sections that follow an empty one and are none of its matter. */
export const OTHER =
  /^(?:notes?|constraints?|context|background|scope|(?:out of|in) scope|non-?goals?|references?|risks?|timeline|steps?|tasks?|approach|plan|(?:open )?questions?|overview|goals?|objectives?|description|dependencies|rules|guidelines|boundaries|process|workflow|instructions?|procedure|rollback(?: plan)?|implementation.{0,20}|technical.{0,20}|appendix|related.{0,30})$/;
