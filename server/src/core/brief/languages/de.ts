import type { Words } from "./type.ts";

/** German. */
export default {
  labels: [
    [
      /^(?:(?:erfolgs|abnahme|akzeptanz|abschluss|qualitäts|prüf|freigabe|abbruch)(?:kriteri(?:en|um)|bedingung(?:en)?)|kriterien für (?:erfolg|abnahme)|definition of done|fertig,? wenn|erledigt,? wenn|wann (?:ist es|bist du) fertig)/,
      "success criteria",
    ],
    [
      /^(?:(?:prüf|qualitäts|abnahme)?(?:checkliste|prüfliste)|verifikation|verifizierung|validierung|überprüfung|qualitätssicherung|qualitätsprüfung|selbstprüfung|abschlussprüfung)/,
      "verification checklist",
    ],
    [
      /^(?:ausgaben?|ausgabe ?format|ausgabeformat|ergebnis(?:se)?|ergebnisformat|liefer(?:objekte|gegenstände|umfang|ergebnisse)|bericht(?:sformat)?|berichtsvorlage|antwortformat|abschlussbericht|format der (?:ausgabe|antwort)|rückgabe)/,
      "output format",
    ],
    [
      /^(?:eingaben?|eingabedaten|argumente?|parameter|optionen|variablen|was du bekommst|du bekommst|benötigte (?:angaben|informationen))/,
      "arguments",
    ],
    [/^diagnose/, "diagnostic commands"],
    [/^(?:aufruf|verwendung|benutzung|nutzung)/, "usage"],
    [
      /^(?:voraussetzungen|vorbedingungen|kontext|referenzen|quellen|zu lesen|pflichtlektüre|vorab lesen|grundlagen)/,
      "prerequisites",
    ],
    [
      /^(?:beispiele?|anti-?muster|häufige fehler|fehlerbehebung|fallstricke|änderungsverlauf|was zu vermeiden ist)/,
      "examples",
    ],
    [
      /^(?:fachwissen|fähigkeiten|kompetenzen|expertise|kenntnisse|schwerpunkte|zweck|ziel|grundsätze|prinzipien|rolle|überblick|stärken|aufgaben|beschreibung)/,
      "expertise",
    ],
  ],
  given: [
    /\b(?:der|die|vom|dem|den) (?:benutzer|nutzer|anwender|aufrufer|auftraggeber|orchestrator|koordinator)(?:in)?\b.{0,25}(?:gibt|nennt|liefert|übergibt|stellt|angegeben|genannt|übergeben|bereitgestellt|beschreibt|vorgibt)/i,
    /\b(?:angegebene|genannte|übergebene|bereitgestellte|gegebene|beigefügte|ausgewählte|betroffene|verlinkte)[nrsm]? (?:\S{1,20} )?(?:datei|pfad|branch|issue|pr|url|aufgabe|dokument|diff|modul|ordner|verzeichnis|ticket)/i,
    /\b(?:du (?:erhältst|bekommst)|sie erhalten|als (?:argument|eingabe|parameter))\b/i,
    /\b(?:aktuelle[nr]?|letzte[nr]?|offene[nr]?|geöffnete[nr]?) (?:datei|änderungen|branch|diff|commits?)\b/i,
  ],
  read: /\b(?:lies|lese[nt]?|liest|prüfe?|sichte[nt]?|öffne[nt]?|analysiere[nt]?|untersuche[nt]?|anhand|gemäß|laut|auf (?:basis|grundlage)|basierend|folge|durchsuche[nt]?|lade[nt]?|siehe|aus (?:der|dem|den)?|vergleiche[nt]?|werte\w{0,2})(?![\p{L}])/iu,
  formed: [
    /\b(?:zeige|gib|melde|antworte|liefere|berichte|zeigen sie|geben sie)\b[^.]{0,80}:\**$/i,
    /\b(?:im|in|nach|mit|verwende) (?:folgende[mnrs]|diese[mnrs]|dem|der) (?:folgenden )?(?:format|vorlage|struktur|aufbau|schema)\b/i,
    /\b(?:erstelle|erzeuge|schreibe|liefere|gib|zeige|melde|verfasse|generiere|lege|antworte|berichte|veröffentliche)\w{0,2}\b.{0,40}(?:bericht|tabelle|liste|checkliste|json|yaml|markdown|dokument|zusammenfassung|plan\b|skript|diagramm|spezifikation|pull request|merge request|\bpr\b|vorlage|kommentar|matrix)/i,
    /\b(?:als|im format) (?:json|yaml|markdown|tabelle|liste|csv)\b/i,
    /\bcommitte?\w{0,2}\b|\b(?:erstelle|mache) (?:einen|den) commit\b/i,
  ],
  write:
    /\b(?:schreib\w{1,4}|speicher\w{1,3}|erstell\w{1,3}|erzeug\w{1,3}|lege\w{0,2}|ergänz\w{1,3}|füge\w{0,2}|aktualisier\w{1,3}|bearbeite\w{0,2}|änder\w{1,3}|generier\w{1,3}|trag\w{1,3}|implementier\w{1,3})\b/i,
  thing:
    /\b(?:\p{L}{0,20}(?:bericht|tabelle|liste|dokument|dokumentation|zusammenfassung|plan|skript|diagramm|spezifikation|datei(?:en)?|kommentar|tests?|vorlage|matrix|leitfaden|nachricht|konfiguration)|code|json|yaml|markdown|csv|commit|pull request)(?:e|s|en|n)?(?![\p{L}])/iu,
  criteria: [
    /\b(?:tests?|build|linter?|ci|typprüfung|prüfung(?:en)?)\b.{0,40}\b(?:läuft|laufen|durch(?:laufen|läuft)?|bestehen|besteht|grün|erfolgreich|fehlerfrei)\b/i,
    /\b(?:fertig|erledigt|abgeschlossen|vollständig|erfolgreich)\b.{0,40}\b(?:wenn|sobald|falls)\b/i,
    /\b(?:bis|sobald|wenn) (?:alle|keine|jede[rs]?)\b.{0,60}\b(?:grün|bestehen|bestanden|durchlaufen|erfüllt|behoben|vorliegt|vorliegen)\b/i,
    /\bnur (?:melden|berichten|aufnehmen|markieren|freigeben)\b.{0,40}\b(?:wenn|falls)\b|\bmelde nur\b/i,
    /\bführe .{0,25}\b(?:tests?|linter?|testsuite)\b.{0,20}\baus\b/i,
  ],
  hints: [/\b(?:alle|jede[rs]?)\b.{2,60}\b(?:muss|müssen)\b/i],
  conditions: [
    /(?:[<>≥≤]=?|mindestens|höchstens|maximal|minimal|weniger als|mehr als|unter|über)\s?\d|\d ?%/i,
    /\b(?:besteh(?:t|en)|grün|kompiliert|funktionier(?:t|en)|ohne (?:fehler|warnungen|regressionen)|keine[rsn]?|alle|jede[rs]?|ist|sind|wurde[n]?|existier(?:t|en)|enthält|enthalten|vorhanden|dokumentiert|genau)\b|\?$/i,
  ],
} satisfies Words;
