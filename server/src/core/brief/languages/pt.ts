import type { Words } from "./type.ts";

/** Portuguese. */
export default {
  labels: [
    [
      /^(?:critérios? de (?:sucesso|aceitação|aceite|conclusão|qualidade|saída|verificação|validação)|definição de (?:pronto|concluído|feito)|condições de (?:sucesso|conclusão|parada))/,
      "success criteria",
    ],
    [
      /^(?:(?:lista|checklist) de (?:verificação|checagem|qualidade|validação)|verificação|validação|verificações|controle de qualidade|portões? de qualidade|checklist)/,
      "verification checklist",
    ],
    [
      /^(?:(?:formato|modelo|template|estrutura|exemplo) (?:de|da|do|para) (?:a |o )?(?:saída|resposta|relatório|resultados?|entrega|documento)|saídas?|entregáveis|entregas?|resultados? esperados?|relatório(?: final)?|artefatos)/,
      "output format",
    ],
    [/^(?:entradas?|argumentos|parâmetros|opções|variáveis|dados de entrada|informações necessárias)/, "arguments"],
    [/^(?:comandos de )?diagnóstico/, "diagnostic commands"],
    [/^(?:uso|como usar|modo de uso|utilização)(?![\p{L}])/u, "usage"],
    [
      /^(?:pré-requisitos|pré requisitos|pré-condições|contexto|referências|antes de (?:começar|iniciar)|leitura obrigatória)/,
      "prerequisites",
    ],
    [
      /^(?:exemplos?|antipadrões|anti-padrões|erros comuns|solução de problemas|o que evitar|histórico de alterações)/,
      "examples",
    ],
    [
      /^(?:experiência|especialidades?|capacidades|habilidades|conhecimentos|áreas de (?:foco|atuação|especialização)|propósito|objetivo|princípios|papel|descrição|pontos fortes|visão geral|responsabilidades)/,
      "expertise",
    ],
  ],
  given: [
    /\b(?:o|a|um|uma) (?:usuário|usuária|chamador|invocador|orquestrador|agente principal) .{0,15}(?:forne[cç]|indi[cq]|especifi|pass[ae]|informa|envia|descreve|menciona)/i,
    /\b(?:fornecid|indicad|especificad|dad|recebid|passad|anexad|selecionad|informad)[oa]s? (?:por|pelo|pela|em|como|ao|no|na)\b/i,
    /\b(?:arquivo|caminho|branch|issue|pr|url|tarefa|documento|diff|módulo)s? (?:fornecid|indicad|especificad|dad|recebid|anexad|selecionad|informad|solicitad)[oa]s?\b/i,
    /\b(?:você (?:recebe|receberá)|recebe (?:um|uma|o|a|como))\b/i,
    /\b(?:mudanças|alterações) (?:recentes|atuais|em stage|não commitadas)\b|\b(?:branch|arquivo) atual\b/i,
  ],
  read: /\b(?:lei?[ao]?|ler|leia|revis[ae]r?|consult[ae]r?|analis[ae]r?|examin[ae]r?|carreg\w{1,4}|base(?:ado|ando)\w{0,3}|conforme|segundo|siga|seguir|obt\w{1,4}|busc\w{1,4}|verifi\w{2,5}|inspecion\w{1,3})\b/i,
  formed: [
    /\b(?:mostre|mostrar|apresente|retorne|responda|informe|reporte)\b[^.]{0,80}:\**$/i,
    /\b(?:no|em|com|us(?:e|ando)|siga|utilize) (?:o|este|a|esta|seguinte) ?(?:seguinte )?(?:formato|modelo|template|estrutura)\b/i,
    /\b(?:ger|cri|produ[zc]|devolv|retorn|entreg|apresent|escrev|redij|forne[cç]|elabor|publi[cq]|prepar)\w{1,6} .{0,25}\b(?:relatório|tabela|lista (?:de|com)|checklist|json|yaml|markdown|documento|resumo|plano|script|diagrama|especificação|pull request|pr|template|comentário|matriz)\b/i,
    /\b(?:em formato|no formato|como) (?:json|yaml|markdown|tabela|lista|csv)\b/i,
    /\b(?:faça|fazer|crie|criar) (?:um |o )?commit\b/i,
  ],
  write:
    /\b(?:escrev\w{1,4}|salv\w{1,4}|cri[ae]r?|ger[ae]r?|produz\w{0,4}|adicion\w{1,4}|atualiz\w{1,4}|edit[ae]r?|modifi\w{2,5}|registr\w{1,4}|implement\w{1,4})\b/i,
  thing:
    /\b(?:relatório|tabela|lista|checklist|documento|documentação|resumo|plano|script|diagrama|especificaç\w{2,4}|arquivos?|código|comentários?|testes?|templates?|matriz|guia|json|yaml|markdown|csv|configuraç\w{2,4}|mensagens?|mensagem)\b/i,
  criteria: [
    /\b(?:testes?|build|compilação|linter?|ci|verificações)\b.{0,30}\b(?:passa[mr]?|passem|devem passar|aprovad|sucesso|verde)\w{0,3}/i,
    /\b(?:é considerad|está|estará) ?\w{0,2} (?:complet|conclu|pront|finaliz|feit)\w{1,4} (?:quando|se|apenas)\b/i,
    /\b(?:até que|quando) (?:tod[oa]s|não (?:haja|restem?)|os testes)\b/i,
    /\b(?:apenas|somente|só) .{0,30}\b(?:reporte|informe|inclua|marque|aprove)\w{0,3}\b.{0,30}\b(?:se|quando)\b/i,
    /\b(?:execut|rod)\w{1,4} .{0,25}\b(?:testes?|linter?|suite)\b/i,
  ],
  hints: [/\b(?:tod[oa]s? (?:os|as)?|cada) .{2,60}\b(?:deve[m]? (?:ter|estar|incluir|citar|ser|cumprir|passar))\b/i],
  conditions: [
    /(?:[<>≥≤]=?|pelo menos|no (?:máximo|mínimo)|menos de|mais de|mínimo|máximo)\s?\d|\d ?%/i,
    /\b(?:passa[m]?|compila|funciona[m]?|sem (?:erros|avisos|falhas|regressões)|tod[oa]s|cada|nenhum\w?|está|estão|foi|foram|existe[m]?|cumpre[m]?|documentad\w{1,2}|implementad\w{1,2})\b|\?$/i,
  ],
} satisfies Words;
