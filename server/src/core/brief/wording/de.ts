import type { Wording } from "./type.ts";

/** German. */
export default {
  names: { inputs: "Eingaben", outputs: "Ausgabe", success: "Erfolgskriterien", coordination: "Koordination" },
  inputs: {
    agent: [
      "Der Aufrufer nennt im Auftrag, woran zu arbeiten ist: ⟨Pfade, ein Diff-Bereich oder eine Issue-Nummer⟩. Mehr ist vom Gespräch hier nicht zu sehen. Nennt er nichts, sage das und höre auf.",
    ],
    prompt: ["- ${input:scope:⟨{argument}⟩}: ⟨woran zu arbeiten ist⟩."],
    command: ["- `$ARGUMENTS`: ⟨{argument}⟩. Fehlt die Angabe, ⟨frage danach und höre auf⟩."],
    trailing: ["- Der Text hinter dem Befehl: ⟨{argument}⟩. Fehlt er, ⟨frage danach und höre auf⟩."],
    skill: ["- ⟨Die Dateien, der Ordner oder das Issue⟩, die der Benutzer nennt. Fehlt die Angabe, ⟨frage danach⟩."],
    task: [
      "- ⟨`README.md` und jede Datei, die dieser Auftrag nennt⟩: vor der ersten Änderung zu lesen.",
      "- ⟨Der aktuelle Branch: `git status` und `git log -5` zeigen, was schon da ist.⟩",
    ],
    crew: ["- ⟨Die Ergebnisse der Aufgaben vor dieser, wie der Kontext sie liefert.⟩"],
    argument: "woran zu arbeiten ist, als Pfade, Issue-Nummer oder kurze Beschreibung",
    hint: "Pfad, Issue oder kurze Beschreibung",
  },
  outputs: {
    agent: [
      "Schließe mit ⟨einem Bericht: je erledigtem oder gefundenem Punkt eine Zeile mit `Pfad:Zeile`, was es ist und was daraus folgt, das Wichtigste zuerst; dann, was offen ist⟩.",
    ],
    reader: [
      "Ändere keine Datei. Schließe mit ⟨einem Bericht: je Befund eine Zeile mit `Pfad:Zeile`, was es ist und was daraus folgt, das Wichtigste zuerst; dann, was nicht geprüft wurde⟩.",
    ],
    skill: [
      "- Eine Zusammenfassung in der letzten Nachricht: ⟨jede angelegte oder geänderte Datei, was sich darin geändert hat, was offen ist⟩.",
    ],
    task: [
      "- ⟨Ein Commit auf dem aktuellen Branch mit der Änderung und ihren Tests.⟩",
      "- Eine Zusammenfassung in der letzten Nachricht: ⟨jede geänderte Datei, was sich darin geändert hat und wie es geprüft wurde⟩.",
    ],
  },
  success: {
    check: "- `{check}` läuft ohne Fehler durch, oder ⟨der fehlgeschlagene Test ist genannt⟩.",
    tests: "- ⟨Tests und Linter des Projekts laufen ohne Fehler durch, oder die fehlgeschlagenen sind genannt.⟩",
    cited: "- Jede Aussage der letzten Nachricht nennt ⟨`Pfad:Zeile` oder die Ausgabe eines Befehls⟩ als Beleg.",
    scope: "- ⟨Keine Datei außerhalb dieses Auftrags ist geändert.⟩",
    covered: "- ⟨Jede betroffene Datei wurde gelesen, oder die letzte Nachricht zählt die übrigen auf.⟩",
    crew: [
      "- Jede Aussage im Ergebnis muss ihre Quelle nennen.",
      "- ⟨Alles, was dieser Text verlangt, ist vorhanden.⟩",
    ],
  },
  coordination: [
    "Du koordinierst: Gib jedem Agenten ⟨einen eigenen Teil und eigene Dateien⟩, warte auf alle, entferne Doppeltes und löse Widersprüche auf. Nur du schreibst ⟨das gemeinsame Ergebnis⟩, und nur einmal.",
  ],
} satisfies Wording;
