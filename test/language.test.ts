// The language of a brief's prose.
import { expect, test } from "vitest";
import { languageOf } from "../server/src/core/brief/language.ts";
import { readOutline } from "../server/src/core/brief/outline.ts";
import { parseMarkdown } from "../server/src/core/syntax/markdown.ts";

const CODE = "\n\n```ts\nfor (const item of the.list) if (item.is && item.not) return item.from(this.and.that);\n```\n";

test.each([
  ["Read the file and write a list of all errors to it.", "en"],
  ["Lies die Datei und schreibe eine Liste der Fehler, die nicht behoben sind.", "de"],
  ["Lis le fichier et écris une liste des erreurs pour chaque module.", "fr"],
  ["Lee el archivo y escribe una lista de los errores para cada módulo.", "es"],
  ["Leia o arquivo e escreva uma lista dos erros para cada módulo. Não mude nada.", "pt"],
  ["Прочитай файл и запиши список ошибок для каждого модуля.", "ru"],
  ["读取文件,列出每个模块的所有错误。", "zh"],
  ["ファイルを読み、モジュールごとにエラーの一覧を書いてください。", "ja"],
  ["파일을 읽고 모듈마다 오류 목록을 작성하세요.", "ko"],
  ["Leggi il file e scrivi una lista degli errori che non sono nella lista per ogni modulo.", undefined],
  ["Прочитай файл і запиши список помилок для кожного модуля, які є її частиною.", undefined],
  ["اقرأ الملف واكتب قائمة الأخطاء", undefined],
  [`Lies die Datei und schreibe, was nicht stimmt.${CODE}`, "de"],
  ["GitHub Actions の workflow を読み、`npm test` を実行してください。結果は report.md に書きます。", "ja"],
  ["Translate the page. Keep words such as 日本語 and Straße as they are.", "en"],
  ["Изучи market share и usage metrics, затем напиши подробный executive summary и technology roadmap на год.", "ru"],
  ["npm run build", "en"],
])("%j: %j", (text, language) => {
  expect(languageOf(readOutline(parseMarkdown(text)))).toBe(language);
});
