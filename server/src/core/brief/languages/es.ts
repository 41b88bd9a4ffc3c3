import type { Words } from "./type.ts";

/** Spanish. */
export default {
  labels: [
    [
      /^(?:criterios? de (?:éxito|aceptación|finalización|calidad|salida|verificación|validación)|definición de (?:hecho|terminado|completado)|condiciones de (?:éxito|finalización|término))/,
      "success criteria",
    ],
    [
      /^(?:(?:lista|checklist) de (?:verificación|comprobación|calidad|control)|verificación|validación|comprobaciones?|control de calidad|puertas? de calidad|checklist)/,
      "verification checklist",
    ],
    [
      /^(?:(?:formato|plantilla|estructura|ejemplo) (?:de|del|para) (?:la |el |los |las )?(?:salida|respuesta|informe|reporte|resultados?|entrega|documento)|salidas?|entregables?|resultado esperado|resultados? esperados?|informe(?: final)?|productos? entregables?|formato de entrega)/,
      "output format",
    ],
    [
      /^(?:entradas?|argumentos|parámetros|opciones|variables|datos de entrada|información (?:requerida|necesaria))/,
      "arguments",
    ],
    [/^(?:comandos de )?diagnóstico/, "diagnostic commands"],
    [/^(?:uso|modo de uso|forma de uso)(?![\p{L}])/u, "usage"],
    [
      /^(?:requisitos previos|prerrequisitos|precondiciones|contexto|referencias|documentos de referencia|antes de (?:empezar|comenzar))/,
      "prerequisites",
    ],
    [/^(?:ejemplos?|antipatrones|errores comunes|solución de problemas|qué evitar|historial de cambios)/, "examples"],
    [
      /^(?:experiencia|capacidades|habilidades|conocimientos|áreas de (?:enfoque|especialización)|especialidades|propósito|objetivo|principios|rol|descripción|fortalezas|visión general)/,
      "expertise",
    ],
  ],
  given: [
    /\b(?:el|la|un|una) (?:usuario|usuaria|llamador|invocador|orquestador|agente principal) .{0,15}(?:proporcion|indi[cq]|especifi|\bpas[ae]|\bd[ae]\b|entreg|envía|describe|menciona)/i,
    /\b(?:proporcionad|indicad|especificad|dad|recibid|pasad|adjunt|seleccionad)[oa]s? (?:por|en|como|al)\b/i,
    /\b(?:archivo|ruta|rama|issue|pr|url|tarea|documento|diff|módulo)s? (?:proporcionad|indicad|especificad|dad|recibid|adjunt|seleccionad|solicitad)[oa]s?\b/i,
    /\b(?:recibes|recibirás|se te (?:proporciona|entrega|da|pasa)|recibe (?:un|una|el|la|como))\b/i,
    /\bcambios (?:recientes|actuales|preparados|sin confirmar)\b|\b(?:rama|archivo|fichero|selección) actual\b/i,
  ],
  read: /\b(?:le[ae]r?|lee|revis[ae]r?|consult[ae]r?|analiz[ae]r?|analic[ea]|examin[ae]r?|carg[au]e?r?|bas(?:ado|ándote|arse)|según|sig[ua]e?|obt[ée]n(?:er)?|busc[ae]r?|verific[ae]r?|inspeccion[ae]r?)\b/i,
  formed: [
    /\b(?:muestra|mostrar|presenta|devuelve|responde|informa|reporta)\b[^.]{0,80}:\**$/i,
    /\b(?:en|con|usa(?:ndo)?|utiliza|sigue) (?:el|este|la|esta) (?:siguiente )?(?:formato|plantilla|estructura)\b/i,
    /\b(?:gener|cre|produ[cz]|devuel?v|entreg|present|escrib|redact|proporcion|elabor|public|prepar)\w{1,6} .{0,25}\b(?:informe|reporte|tabla|lista (?:de|con)|checklist|json|yaml|markdown|documento|resumen|plan|script|diagrama|especificación|pull request|pr|plantilla|comentario|matriz)\b/i,
    /\b(?:en formato|como) (?:json|yaml|markdown|tabla|lista|csv)\b/i,
    /\b(?:haz|hacer|crea|crear|realiza) (?:un |el )?commit\b/i,
  ],
  write:
    /\b(?:escrib\w{1,5}|guard\w{1,4}|cre[ae]r?|gener[ae]r?|produc\w{1,5}|añad\w{1,4}|agreg\w{1,5}|actualiz\w{1,4}|edit[ae]r?|modific\w{1,4}|registr\w{1,4}|implement\w{1,4})\b/i,
  thing:
    /\b(?:informe|reporte|tabla|lista|checklist|documento|documentación|resumen|plan|script|diagrama|especificaci\w{2,4}|archivos?|código|comentarios?|pruebas|tests?|plantillas?|matriz|guía|json|yaml|markdown|csv|configuraci\w{2,4}|mensajes?)\b/i,
  criteria: [
    /\b(?:pruebas|tests?|build|compilación|linter?|ci|verificaciones|comprobaciones)\b.{0,30}\b(?:pas[ae]n?|deben pasar|superad|exitos|en verde)\w{0,3}/i,
    /\b(?:se considera|está|estará) (?:complet|termin|list|finaliz|hech)\w{1,4} (?:cuando|si|solo)\b/i,
    /\b(?:hasta que|cuando) (?:tod[oa]s|no (?:haya|queden?)|las pruebas|los tests)\b/i,
    /\b(?:solo|sólo|únicamente) .{0,30}\b(?:reporta|informa|incluye|marca|aprueba)\w{0,3}\b.{0,30}\b(?:si|cuando)\b/i,
    /\b(?:ejecut|corr)\w{1,4} .{0,25}\b(?:pruebas|tests?|linter?|suite)\b/i,
  ],
  hints: [/\b(?:tod[oa]s? (?:los|las)?|cada) .{2,60}\b(?:debe[n]? (?:tener|estar|incluir|citar|ser|cumplir|pasar))\b/i],
  conditions: [
    /(?:[<>≥≤]=?|al menos|como (?:máximo|mínimo)|menos de|más de|mínimo|máximo)\s?\d|\d ?%/i,
    /\b(?:pasan?|compila|funciona(?:n)?|sin (?:errores|advertencias|fallos|regresiones)|tod[oa]s|cada|ning[uú]n\w?|está[n]?|ha[n]? sido|existe[n]?|cumple[n]?|documentad\w{1,2}|implementad\w{1,2})\b|\?$/i,
  ],
} satisfies Words;
