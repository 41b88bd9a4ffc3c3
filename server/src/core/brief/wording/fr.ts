import type { Wording } from "./type.ts";

/** French. */
export default {
  names: { inputs: "Entrées", outputs: "Sortie", success: "Critères de réussite", coordination: "Coordination" },
  inputs: {
    agent: [
      "L'appelant indique dans sa demande sur quoi travailler : ⟨des chemins, une plage de diff ou un numéro d'issue⟩. Rien d'autre de la conversation n'est visible ici. S'il n'indique rien, dis-le et arrête-toi.",
    ],
    prompt: ["- ${input:scope:⟨{argument}⟩} : ⟨sur quoi travailler⟩."],
    command: ["- `$ARGUMENTS` : ⟨{argument}⟩. Si c'est vide, ⟨demande-le et arrête-toi⟩."],
    trailing: ["- Le texte après la commande : ⟨{argument}⟩. S'il manque, ⟨demande-le et arrête-toi⟩."],
    skill: ["- ⟨Les fichiers, le dossier ou l'issue⟩ que l'utilisateur indique. S'il manque, ⟨demande-le⟩."],
    task: [
      "- ⟨`README.md` et chaque fichier que cette consigne nomme⟩, à lire avant la première modification.",
      "- ⟨La branche courante : `git status` et `git log -5` montrent ce qui existe déjà.⟩",
    ],
    crew: ["- ⟨Les résultats des tâches précédentes, fournis par le contexte.⟩"],
    argument: "sur quoi travailler : chemins, numéro d'issue ou courte description",
    hint: "chemin, issue ou courte description",
  },
  outputs: {
    agent: [
      "Termine par ⟨un rapport : une ligne par point traité ou trouvé, avec `chemin:ligne`, ce que c'est et ce qui en découle, le plus important d'abord ; puis ce qui reste ouvert⟩.",
    ],
    reader: [
      "Ne modifie aucun fichier. Termine par ⟨un rapport : une ligne par constat, avec `chemin:ligne`, ce que c'est et ce qui en découle, le plus important d'abord ; puis ce qui n'a pas été examiné⟩.",
    ],
    skill: [
      "- Un résumé dans le message final : ⟨chaque fichier créé ou modifié, ce qui y a changé, ce qui reste ouvert⟩.",
    ],
    task: [
      "- ⟨Un commit sur la branche courante, avec la modification et ses tests.⟩",
      "- Un résumé dans le message final : ⟨chaque fichier modifié, ce qui y a changé et comment cela a été vérifié⟩.",
    ],
  },
  success: {
    check: "- `{check}` passe sans erreur, ou ⟨le test en échec est nommé⟩.",
    tests: "- ⟨Les tests et le linter du projet passent sans erreur, ou ceux qui échouent sont nommés.⟩",
    cited: "- Chaque affirmation du message final cite ⟨un `chemin:ligne` ou la sortie d'une commande⟩.",
    scope: "- ⟨Aucun fichier hors du périmètre de cette consigne n'est modifié.⟩",
    covered: "- ⟨Chaque fichier du périmètre a été lu, ou le message final énumère ceux qui ne l'ont pas été.⟩",
    crew: ["- Chaque affirmation du résultat doit citer sa source.", "- ⟨Rien de ce que ce texte demande ne manque.⟩"],
  },
  coordination: [
    "Tu coordonnes : donne à chaque agent ⟨une partie et des fichiers à lui⟩, attends-les tous, supprime les doublons et tranche les contradictions. Toi seul écris ⟨le résultat commun⟩, une seule fois.",
  ],
} satisfies Wording;
