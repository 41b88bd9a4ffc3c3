import type { Wording } from "./type.ts";

/** Spanish. */
export default {
  names: { inputs: "Entradas", outputs: "Salida", success: "Criterios de éxito", coordination: "Coordinación" },
  inputs: {
    agent: [
      "El invocador indica en su encargo en qué trabajar: ⟨rutas, un rango de diff o un número de issue⟩. Nada más de la conversación es visible aquí. Si no indica nada, dilo y detente.",
    ],
    prompt: ["- ${input:scope:⟨{argument}⟩}: ⟨en qué trabajar⟩."],
    command: ["- `$ARGUMENTS`: ⟨{argument}⟩. Si está vacío, ⟨pídelo y detente⟩."],
    trailing: ["- El texto que sigue al comando: ⟨{argument}⟩. Si falta, ⟨pídelo y detente⟩."],
    skill: ["- ⟨Los archivos, la carpeta o el issue⟩ que el usuario indica. Si falta, ⟨pídelo y detente⟩."],
    task: [
      "- ⟨`README.md` y cada archivo que este encargo nombra⟩, leídos antes del primer cambio.",
      "- ⟨La rama actual: `git status` y `git log -5` muestran lo que ya existe.⟩",
    ],
    crew: ["- ⟨Los resultados de las tareas anteriores, proporcionados por el contexto.⟩"],
    argument: "en qué trabajar: rutas, un número de issue o una descripción breve",
    hint: "ruta, issue o descripción breve",
  },
  outputs: {
    agent: [
      "Termina con ⟨un informe: una línea por cada punto hecho o encontrado, con `ruta:línea`, qué es y qué implica, lo más importante primero; después, lo que queda abierto⟩.",
    ],
    reader: [
      "No cambies ningún archivo. Termina con ⟨un informe: una línea por cada hallazgo, con `ruta:línea`, qué es y qué implica, lo más importante primero; después, lo que no se revisó⟩.",
    ],
    skill: [
      "- Un resumen en el mensaje final: ⟨cada archivo creado o modificado, qué cambió en él y qué queda abierto⟩.",
    ],
    task: [
      "- ⟨Un commit en la rama actual, con el cambio y sus pruebas.⟩",
      "- Un resumen en el mensaje final: ⟨cada archivo modificado, qué cambió en él y cómo se comprobó⟩.",
    ],
  },
  success: {
    check: "- `{check}` pasa sin errores, o ⟨se nombra la prueba que falla⟩.",
    tests: "- ⟨Las pruebas y el linter del proyecto pasan sin errores, o se nombran los que fallan.⟩",
    cited: "- Cada afirmación del mensaje final cita ⟨un `ruta:línea` o la salida de un comando⟩.",
    scope: "- ⟨Ningún archivo ajeno a este encargo ha sido modificado.⟩",
    covered: "- ⟨Cada archivo del alcance ha sido leído, o el mensaje final enumera los que no.⟩",
    crew: ["- Cada afirmación del resultado debe citar su fuente.", "- ⟨No falta nada de lo que pide este texto.⟩"],
  },
  coordination: [
    "Tú coordinas: da a cada agente ⟨una parte y archivos propios⟩, espera a todos, elimina duplicados y resuelve contradicciones. Solo tú escribes ⟨el resultado común⟩, una sola vez.",
  ],
} satisfies Wording;
