// The parts of a contract in languages other than English: by the labels of sections, and by sentences.
import { describe, expect, test } from "vitest";
import { lowerBrief } from "../server/src/core/brief/lower.ts";
import { parseMarkdown } from "../server/src/core/syntax/markdown.ts";

const parts = (text: string) =>
  Object.keys(
    lowerBrief(
      parseMarkdown(text),
      { path: "briefs/work.md", text },
      { dialect: "task-brief", kind: "agent-definition" },
    ).contract,
  );

/** A role with qualities and no contract, and the same three parts as sections and as sentences. */
const LANGUAGES = [
  {
    name: "Chinese",
    vague: "你是一位经验丰富的审查员。请认真思考代码的可读性和安全性，并提出高质量的建议。",
    sections: "## 输入\n\n- 订单簿\n\n## 输出格式\n\n- 变更清单\n\n## 验收标准\n\n- 所有测试通过",
    sentences: "用户提供要审查的文件。请按照以下格式生成报告。测试必须全部通过。",
  },
  {
    name: "Japanese",
    vague: "あなたは経験豊富なレビュアーです。コードの読みやすさと安全性をよく考えてください。",
    sections: "## 入力\n\n- 注文の一覧\n\n## 出力形式\n\n- 変更点の一覧\n\n## 成功基準\n\n- すべてのテストが通ること",
    sentences:
      "ユーザーがファイルを指定します。結果は以下の形式で報告してください。テストがすべて通ることを確かめます。",
  },
  {
    name: "Korean",
    vague: "당신은 경험 많은 검토자입니다. 코드의 가독성과 안전성을 깊이 생각하세요.",
    sections: "## 입력\n\n- 주문 장부\n\n## 출력 형식\n\n- 변경 목록\n\n## 완료 기준\n\n- 모든 테스트가 통과한다",
    sentences: "사용자가 파일을 지정합니다. 결과를 다음 형식으로 정리합니다. 모든 테스트가 통과해야 합니다.",
  },
  {
    name: "Spanish",
    vague:
      "Eres un revisor con mucha experiencia. Piensa en la claridad del código y en todo lo que no encaja con el resto.",
    sections:
      "## Entradas\n\n- El libro de pedidos de la tienda\n\n## Formato de salida\n\n- Una lista de los cambios\n\n## Criterios de aceptación\n\n- Todas las pruebas pasan sin errores",
    sentences:
      "El usuario proporciona el módulo que se revisa. Genera un informe con una tabla de los cambios. Todas las pruebas deben pasar.",
  },
  {
    name: "Portuguese",
    vague:
      "Você é um revisor com muita experiência. Pense na clareza do código e em tudo o que não combina com o resto.",
    sections:
      "## Entradas\n\n- O livro de pedidos da loja\n\n## Formato de saída\n\n- Uma lista das mudanças\n\n## Critérios de aceitação\n\n- Todos os testes passam sem erros",
    sentences:
      "O usuário fornece o módulo que você revisa. Gere um relatório com uma tabela das mudanças. Todos os testes devem passar.",
  },
  {
    name: "German",
    vague:
      "Du bist ein erfahrener Prüfer. Sieh dir die Änderungen an und achte auf alles, was nicht in das Bild passt.",
    sections:
      "## Eingaben\n\n- Das Auftragsbuch des Ladens\n\n## Ausgabeformat\n\n- Eine Liste der Änderungen\n\n## Abnahmekriterien\n\n- Alle Tests laufen ohne Fehler durch",
    sentences:
      "Der Aufrufer nennt das Modul, das du prüfst. Schreibe einen Bericht mit einer Tabelle der Änderungen. Du bist fertig, wenn alle Tests bestehen.",
  },
  {
    name: "French",
    vague: "Vous êtes un relecteur expérimenté. Pensez à la clarté du code et à tout ce qui ne va pas avec le reste.",
    sections:
      "## Entrées\n\n- Le carnet de commandes du magasin\n\n## Format de sortie\n\n- Une liste des changements\n\n## Critères d'acceptation\n\n- Tous les tests passent sans erreur",
    sentences:
      "L'utilisateur fournit le module à relire. Rédigez un rapport avec un tableau des changements. Le travail est terminé lorsque tous les tests passent.",
  },
  {
    name: "Russian",
    vague: "Ты опытный рецензент. Подумай о ясности кода и обо всём, что в нём не на своём месте.",
    sections:
      "## Входные данные\n\n- Книга заказов магазина\n\n## Формат вывода\n\n- Список изменений\n\n## Критерии приёмки\n\n- Все тесты проходят без ошибок",
    sentences:
      "Пользователь указывает модуль для проверки. Составь отчёт с таблицей изменений. Работа готова, когда все тесты проходят.",
  },
];

describe.each(LANGUAGES)("$name", ({ vague, sections, sentences }) => {
  test("a role with qualities says nothing", () => expect(parts(vague)).toEqual([]));
  test("sections", () => expect(parts(`${vague}\n\n${sections}`)).toEqual(["inputs", "outputs", "success"]));
  test("sentences", () => expect(parts(`${vague} ${sentences}`)).toEqual(["inputs", "outputs", "success"]));
});
