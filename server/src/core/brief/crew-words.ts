// What `crew-cues.ts` holds for English, for Chinese, Japanese, Korean, Spanish, Portuguese, German, French and Russian.
// Data only. A sentence is tried with all of them at once: words for agents and for parallel work differ enough.
import { EASTERN_NUMBER, FOREIGN_NUMBER } from "./numbers.ts";

const any = (...parts: readonly string[]): string => `(?:${parts.join("|")})`;
const NO_LETTER = "(?![\\p{L}\\d])";

const WORKERS = any(
  "(?:\\p{L}{1,20}-)?\\p{L}{0,15}agent(?:en|es|s|inn?en)?",
  "sous-agents?|travailleurs|relecteurs|réviseurs|traducteurs|rédacteurs|développeurs|spécialistes|experts",
  "trabajadores|trabalhadores|revisores|traductores|tradutores|redactores|redatores|especialistas|expertos|desarrolladores|desenvolvedores",
  "worker|arbeiter|übersetzer(?:innen)?|gutachter|prüfer|spezialisten|experten|entwickler",
  "(?:суб)?агент(?:а|ов|ами|ы)?|воркер(?:а|ов|ы)?|исполнител(?:я|ей|и)|рецензент(?:а|ов|ы)|переводчик(?:а|ов|и)|разработчик(?:а|ов|и)",
);
const EASTERN_WORKERS =
  "(?:子?代理|智能体|智能體|agents?|subagents?|工作者|审查[者员]|评审[者员]|助手|译者|翻译员|开发者|workers?|エージェント|ワーカー|レビュア|レビュー担当|翻訳者|担当者|開発者|에이전트|워커|리뷰어|번역가|작업자|개발자)";

/** How many workers, with an alphabet: the number, and the upper one of a range. */
export const FOREIGN_COUNT = new RegExp(
  `(?<![\\p{L}\\d.#-])(${FOREIGN_NUMBER})(?:\\s?(?:-|–|bis|oder|à|ou|a|o|до|или)\\s?(${FOREIGN_NUMBER}))?\\s(?:[\\p{L}\\d/-]{1,30},? ){0,4}?${WORKERS}${NO_LETTER}`,
  "giu",
);
/** How many workers, in Chinese, Japanese and Korean: before the noun or behind it. */
export const EASTERN_COUNT = new RegExp(
  `(?<![\\d.#-])(${EASTERN_NUMBER})(?:\\s?[-–~〜～至到]\\s?(${EASTERN_NUMBER}))?\\s?(?:个|個|名|位|路|组|つ|体|人|台|개|명)\\s?[^。，、,.;；\\n]{0,14}?${EASTERN_WORKERS}|${EASTERN_WORKERS}\\s?(?:を|が|は|를|을|가|이)?\\s?(${EASTERN_NUMBER})\\s?(?:つ|個|体|名|人|台|个|개|명)`,
  "giu",
);

/** They work at the same time. */
export const FOREIGN_TOGETHER = new RegExp(
  any(
    `(?<!\\p{L})(?:gleichzeitig|zeitgleich|zugleich|nebeneinander|auf einmal|parallel(?= (?:laufen|arbeiten|starten|aus|an|und))|(?:laufen|läuft|arbeiten|starte|startet|lass|lasse|lassen|schreiben|bearbeiten)(?: \\S{1,20}){0,4} parallel)${NO_LETTER}`,
    `en parallèle|simultanément|en même temps|à la fois|de front`,
    `en paralelo|en simultáneo|simult[aá]neamente|al mismo tiempo|a la vez`,
    `em paralelo|simultaneamente|ao mesmo tempo|de uma (?:só )?vez`,
    `параллельно|одновременно|в параллель`,
    `并行|并发|同时|並行|並列|同時|一斉に|병렬|동시에|한꺼번에|병행`,
  ),
  "iu",
);

/** They do not, or shall not. */
export const FOREIGN_NOT = new RegExp(
  any(
    "(?<!\\p{L})(?:nicht (?:parallel|gleichzeitig)|niemals|nacheinander|der reihe nach|starte keine)",
    "(?<!\\p{L})(?:jamais|ne (?:lance|démarre|exécute)\\p{L}{0,3} pas|l'un après l'autre|l’un après l’autre|séquentiellement|à tour de rôle|pas en (?:parallèle|même temps))",
    "(?<!\\p{L})(?:nunca|no (?:lances|inicies|ejecutes|uses|en paralelo)|não (?:inicie|lance|execute|use|em paralelo)|uno (?:tras|por) |um (?:após|de cada|por)|secuencialmente|sequencialmente|por turnos)",
    "(?<!\\p{L})(?:никогда|не (?:запускай|запускайте|параллельно|одновременно)|по очереди|последовательно|один за другим)",
    "不要|禁止|不得|切勿|依次|逐个|按顺序|しないで|してはいけ|しないこと|順番に|一つずつ|ひとつずつ|하지 마|하지 않|금지|순차|하나씩|차례로",
  ),
  "iu",
);

/** The most that run at once. */
export const FOREIGN_CAP = new RegExp(
  `(?:höchstens|maximal|nicht mehr als|au (?:plus|maximum)|(?:como|no|al) m[aá]ximo(?: de)?|até|hasta|jusqu'à|bis zu|не более(?: чем)?|максимум|до|最多|不超过|最大で?|최대)\\s?(${FOREIGN_NUMBER}|${EASTERN_NUMBER})`,
  "iu",
);

/** The sentence is about workers, with or without a number. */
export const FOREIGN_LIST_OF = new RegExp(`(?<!\\p{L})${WORKERS}${NO_LETTER}|${EASTERN_WORKERS}`, "iu");

/** Somebody leads, waits for all, or brings the results together. */
export const FOREIGN_COORDINATES = new RegExp(
  any(
    "(?<!\\p{L})(?:koordinator|koordiniert|orchestrator|integrator|leitet|hauptagent|leitagent|federführ)|führ\\p{L}{0,4}(?: \\S{1,20}){0,8} zusammen|zusammenführ|zusammenzuführen|fass\\p{L}{0,3}(?: \\S{1,20}){0,8} zusammen|warte\\p{L}{0,2}(?: \\S{1,15}){0,3} alle|(?:sobald|wenn|nachdem) alle(?: \\S{1,20}){0,4} (?:fertig|beendet|abgeschlossen)|sammel\\p{L}{1,3} (?:die|alle|ihre)|(?:melde|gib|geben|liefern)\\p{L}{0,2}(?: \\S{1,20}){0,6} (?:zurück|an dich)",
    "coordinateur|coordinatrice|orchestrateur|intégrateur|agent principal|fusionne|consolide|synthétise|regroupe|rassemble|agrège|attend\\p{L}{0,2}(?: \\S{1,15}){0,4} (?:tous|toutes|chacun)|(?:une fois|quand|lorsque|dès) (?:que )?tous",
    "coordinador|orquestador|integrador|agente principal|fusiona|consolida|unifica|sintetiza|re[uú]ne (?:los|las|sus)|combina(?:r|n)? (?:los|las|sus)|esper[ae]\\p{L}{0,2}(?: \\S{1,15}){0,4} (?:todos|todas)|cuando (?:todos|todas)",
    "coordenador|orquestrador|consolide|mescle|unifique|sintetize|reúna|junte|combin[ea] (?:os|as|seus)|aguard[ea]|esper[ea]\\p{L}{0,2}(?: \\S{1,15}){0,4} (?:todos|todas)|quando (?:todos|todas)",
    "координатор|оркестратор|интегратор|главный агент|ведущий агент|объедин|собер[иё]|сведи|сводит|своди|сведёт|дождись|дожд[иё]тесь|когда все|после того,? как все|возвраща(?:ет|ют)",
    "协调者|协调员|协调器|编排|主代理|主智能体|负责人|汇总|合并|整合|归并|汇集|等待(?:所有|全部)|等所有|全部完成后|所有.{0,12}完成后|返回给你",
    "コーディネータ|オーケストレータ|統合|まとめ|集約|取りまとめ|調整役|全員の(?:完了|結果)|すべて.{0,16}(?:完了|待)|全て.{0,16}(?:完了|待)|マージ",
    "조정자|코디네이터|오케스트레이터|총괄|통합|취합|병합|종합|모두 (?:끝|완료|기다)|모든 .{0,16}(?:완료|끝|기다)",
  ),
  "iu",
);

/** It is said that there is none. */
export const FOREIGN_NO_ROLE = new RegExp(
  any(
    "(?<!\\p{L})(?:kein\\p{L}{0,2}|niemand|ohne)(?: \\S{1,20}){0,3} ?(?:koordin|leit|zusammen|sammel|orchestr)|untereinander|unter sich|sprechen sich|stimmen sich|abgesprochen",
    "(?:aucun|pas de|sans|personne)(?: \\S{1,20}){0,3} ?(?:coordin|orchestr|fusion|ne )|entre eux|entre elles",
    "(?:ning[uú]n|sin|no hay|nadie|nenhum|sem|não há|ninguém)(?: \\S{1,20}){0,3} ?(?:coord|orquest|fusion|consolid|integra|combin)|entre sí|entre ellos|entre si|entre eles",
    "(?:нет|без|никто)(?: \\S{1,20}){0,3} ?(?:координ|оркестр|объедин|интегр|свод)|между собой|сами договар",
    "没有|无需|不设|不需要|无人|自行|相互协调|互相协调|彼此|いない|なし|互いに|自律的|각자 알아서|서로|없이|없다|없습니다|스스로",
  ),
  "iu",
);

/** Each merges for itself. */
export const FOREIGN_EACH_OWN =
  /^\P{L}{0,4}(?:jede[rs]?|chaque|chacun|cada|todos|кажд(?:ый|ая|ое)|每个|各|每名|それぞれ|各エージェント|각|모든)(?!\p{L}{4})/iu;

/** Their work is kept apart, or they only read. */
export const FOREIGN_APART = new RegExp(
  any(
    "(?<!\\p{L})(?:eigene[nrsm]?|getrennte[nrsm]?|separate[nrsm]?|verschiedene[nrsm]?|unterschiedliche[nrsm]?) (?:\\p{L}{1,20} )?\\p{L}{0,20}(?:datei|worktree|branch|verzeichnis|ordner|modul|dokument|bericht|paket|zweig)|(?:nur|lediglich|ausschließlich) (?:lesen|liest|gelesen)|nur lesend|schreibgeschützt|schreib\\p{L}{0,2} nichts|(?:pro|je) (?:agent|datei|sprache)\\p{L}{0,2} eine[nr]? (?:eigene[nr]? )?(?:datei|worktree|branch|ordner)",
    "(?:son|sa|leur|leurs) propres? (?:fichier|branche|dossier|répertoire|worktree|document|module)|(?:fichiers?|branches?|dossiers?|modules?) (?:séparée?s?|distincte?s?|différente?s?|propres?|dédiée?s?)|lecture seule|lit seulement|n'écri\\p{L}{1,3} rien|un fichier par",
    "(?:su|sus|seu|seus|sua|suas) (?:propi[oa]s?|própri[oa]s?) (?:archivo|rama|carpeta|directorio|worktree|documento|arquivo|branch|pasta|diretório|módulo|ramo)|(?:archivos?|ramas?|carpetas?|arquivos?|branches|pastas?|módulos?) (?:separad[oa]s?|distint[oa]s?|diferentes?|propi[oa]s?|próprios?|independientes?)|solo (?:lectura|lee)|somente leitura|apenas leitura|s[oó] l[eê]|un archivo por|um arquivo por",
    "(?:сво[йеюяиё]\\p{L}{0,2}|отдельн\\p{L}{2,3}|собственн\\p{L}{2,3}|разн\\p{L}{2,3}) (?:собственн\\p{L}{2,3} |отдельн\\p{L}{2,3} )?(?:файл|ветк|каталог|папк|модул|документ|рабоч|worktree)|только (?:чита|для чтения)|ничего не (?:пиш|меня)",
    "(?:各自|独立|单独|独自|专属|不同)(?:的|地)?.{0,8}(?:文件|分支|目录|工作树|worktree|模块|文档|包)|只读|仅读取|不修改|不写入|互不重叠|每个(?:代理|智能体)一个文件",
    "(?:それぞれ|個別|別々|専用|独立|自分|各自).{0,12}(?:ファイル|ブランチ|ディレクトリ|ワークツリー|worktree|フォルダ|モジュール|文書)|読み取り専用|読むだけ|読み取りのみ|書き込まない|変更しない",
    "(?:각자|별도|개별|독립|자신|서로 다른|고유).{0,12}(?:파일|브랜치|디렉터리|디렉토리|워크트리|worktree|폴더|모듈|문서)|읽기 전용|읽기만|쓰지 않|수정하지 않",
    "worktree",
  ),
  "iu",
);

/** Work that changes something. */
export const FOREIGN_PRODUCE = new RegExp(
  any(
    "(?<!\\p{L})(?:schreib|trägt|tragen|einträg|eintrag|bearbeit|änder|übersetz|implementier|erstell|füg|ergänz|aktualisier|commit|speicher|bau(?:t|en)(?!\\p{L})|hängt|pusht?)",
    "(?<!\\p{L})(?:écri|modifi|tradui|ajout|édite|implément|met(?:tent)? à jour|rempli|enregistr|complèt|pouss|commit)",
    "(?<!\\p{L})(?:escrib|edita|traduc|añad|agreg|modific|implement|actualiz|guarda|escrev|tradu|adicion|acrescent|atualiz|grava|salva|preench|comit)",
    "(?<!\\p{L})(?:пиш|запис|дописыв|редактир|перевод|перевед|добавл|изменя|внос|реализу|коммит|обновл|сохран|правит|заполн)",
    "写|编辑|修改|添加|追加|翻译|翻譯|实现|提交|更新|填|書|編集|追記|翻訳|実装|変更|コミット|작성|쓰|쓴|편집|수정|추가|번역|구현|커밋|갱신|업데이트|기록",
  ),
  "iu",
);

/** A sentence about the agents just started, or an item for one of them. */
export const FOREIGN_OF_THEM = new RegExp(
  `${FOREIGN_LIST_OF.source}|^\\P{L}{0,4}(?:jede[rs]?|alle|sie|chaque|chacun|tous|toutes|ils|elles|cada|todos|todas|кажд\\p{L}{2,3}|все|они|每|各|所有|他们|它们|それぞれ|全員|すべて|各|모두|각|모든|전부)`,
  "iu",
);
