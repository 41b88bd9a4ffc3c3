import type { Wording } from "./type.ts";

/** Portuguese. */
export default {
  names: { inputs: "Entradas", outputs: "Saída", success: "Critérios de sucesso", coordination: "Coordenação" },
  inputs: {
    agent: [
      "Quem chama indica no pedido em que trabalhar: ⟨caminhos, um intervalo de diff ou o número de uma issue⟩. Nada mais da conversa é visível aqui. Se nada for indicado, diga isso e pare.",
    ],
    prompt: ["- ${input:scope:⟨{argument}⟩}: ⟨em que trabalhar⟩."],
    command: ["- `$ARGUMENTS`: ⟨{argument}⟩. Se estiver vazio, ⟨peça e pare⟩."],
    trailing: ["- O texto depois do comando: ⟨{argument}⟩. Se faltar, ⟨peça e pare⟩."],
    skill: ["- ⟨Os arquivos, a pasta ou a issue⟩ que o usuário indica. Se faltar, ⟨peça e pare⟩."],
    task: [
      "- ⟨`README.md` e cada arquivo que este texto nomeia⟩, lidos antes da primeira mudança.",
      "- ⟨A branch atual: `git status` e `git log -5` mostram o que já existe.⟩",
    ],
    crew: ["- ⟨Os resultados das tarefas anteriores, fornecidos pelo contexto.⟩"],
    argument: "em que trabalhar: caminhos, número de issue ou uma descrição curta",
    hint: "caminho, issue ou descrição curta",
  },
  outputs: {
    agent: [
      "Termine com ⟨um relatório: uma linha por ponto feito ou encontrado, com `caminho:linha`, o que é e o que decorre disso, o mais importante primeiro; depois, o que continua em aberto⟩.",
    ],
    reader: [
      "Não altere nenhum arquivo. Termine com ⟨um relatório: uma linha por achado, com `caminho:linha`, o que é e o que decorre disso, o mais importante primeiro; depois, o que não foi examinado⟩.",
    ],
    skill: [
      "- Um resumo na mensagem final: ⟨cada arquivo criado ou alterado, o que mudou nele e o que continua em aberto⟩.",
    ],
    task: [
      "- ⟨Um commit na branch atual, com a mudança e os seus testes.⟩",
      "- Um resumo na mensagem final: ⟨cada arquivo alterado, o que mudou nele e como isso foi verificado⟩.",
    ],
  },
  success: {
    check: "- `{check}` passa sem erros, ou ⟨o teste que falha é nomeado⟩.",
    tests: "- ⟨Os testes e o linter do projeto passam sem erros, ou os que falham são nomeados.⟩",
    cited: "- Cada afirmação da mensagem final cita ⟨um `caminho:linha` ou a saída de um comando⟩.",
    scope: "- ⟨Nenhum arquivo fora do escopo deste texto foi alterado.⟩",
    covered: "- ⟨Cada arquivo do escopo foi lido, ou a mensagem final lista os que não foram.⟩",
    crew: ["- Cada afirmação do resultado deve citar a sua fonte.", "- ⟨Nada do que este texto pede está faltando.⟩"],
  },
  coordination: [
    "Você coordena: dê a cada agente ⟨uma parte e arquivos próprios⟩, espere por todos, remova duplicatas e resolva contradições. Só você escreve ⟨o resultado comum⟩, uma única vez.",
  ],
} satisfies Wording;
