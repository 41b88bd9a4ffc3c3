import type { Words } from "./type.ts";

/** French. */
export default {
  labels: [
    [
      /^(?:critères? (?:de |d['’])(?:succès|réussite|acceptation|complétion|qualité|sortie|validation|vérification|achèvement|fin)|définition (?:de |du )(?:terminé|fini|done)|conditions? (?:de |d['’])(?:succès|réussite|arrêt|fin))/,
      "success criteria",
    ],
    [
      /^(?:(?:liste|checklist) (?:de |d['’])(?:vérification|contrôle|qualité|validation)|vérifications?|validation|contrôle qualité|assurance qualité|checklist|points? de contrôle)/,
      "verification checklist",
    ],
    [
      /^(?:(?:format|modèle|gabarit|structure|exemple) (?:de |du |des |pour )(?:la |le |les )?(?:sortie|réponse|rapport|résultats?|livrables?|document)|sorties?|livrables?|résultats? attendus?|rapport(?: final)?|format attendu)/,
      "output format",
    ],
    [
      /^(?:entrées?|arguments|paramètres|options|variables|données d['’]entrée|informations (?:requises|nécessaires))/,
      "arguments",
    ],
    [/^(?:commandes de )?diagnostic/, "diagnostic commands"],
    [/^(?:utilisation|usage|invocation)(?![\p{L}])/u, "usage"],
    [
      /^(?:prérequis|pré-requis|préconditions|contexte|références|avant de commencer|lectures? obligatoires?)/,
      "prerequisites",
    ],
    [
      /^(?:exemples?|anti-?patterns|erreurs (?:courantes|fréquentes)|dépannage|à éviter|historique des modifications)/,
      "examples",
    ],
    [
      /^(?:expertise|capacités|compétences|connaissances|domaines? (?:de spécialité|d['’]expertise|de focalisation)|spécialités?|objectif|but|principes|rôle|description|points forts|vue d['’]ensemble|responsabilités|aperçu)/,
      "expertise",
    ],
  ],
  given: [
    /(?:l['’]utilisateur|l['’]utilisatrice|l['’]appelant|l['’]orchestrateur|le client|l['’]agent principal) .{0,15}(?:fourni|indiqu|spécifi|pass|donn|transmet|décri|mentionn)/i,
    /\b(?:fourni|indiqué|spécifié|donné|reçu|passé|joint|sélectionné|transmis)e?s? (?:par|dans|en|comme|à)\b/i,
    /\b(?:fichier|chemin|branche|issue|pr|url|tâche|document|diff|module)s? (?:fourni|indiqué|spécifié|donné|reçu|joint|sélectionné|demandé|cible)e?s?(?![\p{L}])/iu,
    /\b(?:vous (?:recevez|recevrez)|tu reçois|reçoit (?:un|une|le|la|en))\b/i,
    /\b(?:modifications|changements) (?:récents|récentes|en cours|indexés|non commités)|\b(?:branche|fichier) (?:actuel|courant)(?:le|e)?\b/i,
  ],
  read: /(?<![\p{L}])(?:li(?:re|s|sez|t)|consulte[rz]?|analyse[rz]?|examine[rz]?|charge[rz]?|bas[ée]e?s? sur|selon|d['’]après|suive[rz]|suis|obten\w{1,3}|cherche[rz]?|vérifie[rz]?|inspecte[rz]?|ouvr\w{1,3}|parcour\w{1,4})(?![\p{L}])/iu,
  formed: [
    /(?<![\p{L}])(?:affiche[rz]?|présente[rz]?|retourne[rz]?|réponds|répondez|indique[rz]?)(?![\p{L}])[^.]{0,80}:\**$/iu,
    /\b(?:au|dans|avec|selon|utilise[rz]?|suive[rz]) (?:le|ce|la|cette|au) ?(?:format|modèle|gabarit|structure)(?: suivant| suivante)?\b/i,
    /(?<![\p{L}])(?:génér|cré|produi|renvo|retourn|livr|présent|écri|rédig|fourni|élabor|publi|prépar)\p{L}{1,6} .{0,25}(?:rapport|tableau|liste (?:de|des)|checklist|json|yaml|markdown|document|résumé|plan|script|diagramme|spécification|pull request|\bpr\b|modèle|commentaire|matrice)/iu,
    /\b(?:au format|en|sous forme de) (?:json|yaml|markdown|tableau|liste|csv)\b/i,
    /\b(?:fai(?:s|tes|re)|crée[rz]?) (?:un |le )?commit\b|\bcommite[rz]?\b/i,
  ],
  write:
    /(?<![\p{L}])(?:écri\p{L}{1,4}|enregistr\p{L}{1,3}|sauvegard\p{L}{1,3}|crée[rz]?|créer|génér\p{L}{1,3}|produi\p{L}{1,4}|ajout\p{L}{1,3}|met\p{L}{0,3} à jour|modifi\p{L}{1,3}|édit\p{L}{1,3}|implément\p{L}{1,3})(?![\p{L}])/iu,
  thing:
    /(?<![\p{L}])(?:rapport|tableau|liste|checklist|document|documentation|résumé|plan|script|diagramme|spécification|fichier|code|commentaire|tests?|modèle|matrice|guide|json|yaml|markdown|csv|configuration|message)s?(?![\p{L}])/iu,
  criteria: [
    /\b(?:tests?|build|compilation|linter?|ci|vérifications)\b.{0,30}\b(?:passent|passe|doivent passer|réussi|au vert|avec succès)\w{0,4}/i,
    /\b(?:terminé|fini|complet|réussi|achevé|considéré)e?s?\b.{0,20}\b(?:quand|lorsque|lorsqu['’]|si)\b/i,
    /\b(?:jusqu['’]à ce que|lorsque|une fois que) (?:tous|toutes|les tests|aucune?)\b/i,
    /\b(?:ne .{0,20}que|uniquement|seulement) (?:si|lorsque)\b/i,
    /(?<!\p{L})(?:exécut|lanc)(?:e|er|ez) (?:ensuite |toujours )?(?:les?|la|tous|toute|vos|votre)(?!\p{L}).{0,25}\b(?:tests?|linter?|suite)\b/iu,
  ],
  hints: [/\b(?:tous (?:les)?|toutes (?:les)?|chaque) .{2,60}\b(?:doit|doivent)\b/i],
  conditions: [
    /(?:[<>≥≤]=?|au (?:moins|plus|minimum|maximum)|moins de|plus de|minimum|maximum)\s?\d|\d ?%/i,
    /\b(?:passent?|compile|fonctionnent?|sans (?:erreurs?|avertissements?|régressions?)|tous|toutes|chaque|aucune?|est|sont|existe(?:nt)?|respecte(?:nt)?|documenté\w{0,2}|implémenté\w{0,2})\b|\?$/i,
  ],
} satisfies Words;
