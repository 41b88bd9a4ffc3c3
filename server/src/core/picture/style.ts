// The colours of a picture: those of the editor's theme, or its own where there is no editor.
import { TEXT } from "./place.ts";

/** Each colour by its name: the theme's variable, what it is in a picture that stands alone on white, and without it. */
const COLOURS = {
  text: ["foreground", "#1f2328"],
  quiet: ["descriptionForeground", "#59636e"],
  page: ["editor-background", "#ffffff"],
  card: ["editorWidget-background", "#f6f8fa"],
  line: ["contrastBorder", "#c4cad1", "color-mix(in srgb, var(--vscode-foreground) 32%, transparent)"],
  edge: ["descriptionForeground", "#6e7781"],
  focus: ["focusBorder", "#0969da"],
  job: ["charts-blue", "#0969da"],
  step: ["descriptionForeground", "#59636e"],
  service: ["charts-green", "#1a7f37"],
  agent: ["charts-purple", "#8250df"],
  call: ["charts-orange", "#bc4c00"],
  error: ["problemsErrorIcon-foreground", "#d1242f"],
  warning: ["problemsWarningIcon-foreground", "#9a6700"],
  info: ["problemsInfoIcon-foreground", "#0969da"],
  hint: ["descriptionForeground", "#59636e"],
} as const satisfies Readonly<Record<string, readonly [string, string, string?]>>;

/** Whose colours a picture has. */
export type Colours = "editor" | "own";

/** The style sheet of a picture. In its own colours it has no variables: not every viewer of pictures knows them. */
export function styleOf(colours: Colours): string {
  const rules = colours === "own" ? RULES : `${RULES}\n${CHOOSING}`;
  return rules.replace(/\$([a-z]+)/g, (all, name: string) => {
    const colour: readonly [string, string, string?] | undefined = COLOURS[name as keyof typeof COLOURS];
    if (!colour) return all;
    const [variable, own, otherwise = own] = colour;
    return colours === "own" ? own : `var(--vscode-${variable}, ${otherwise})`;
  });
}

const RULES = `
.picture { background: $page; fill: $text; font: ${TEXT}px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
.picture text { white-space: pre; }
.title { font-size: 15px; font-weight: 600; }
.line, .legend text { fill: $quiet; }
.note { fill: $warning; }
.edge { fill: none; stroke: $edge; stroke-width: 1.3; }
.edge.unused, .edge.back { stroke-dasharray: 4 3; }
.head { fill: $edge; }
.icon { fill: none; stroke: currentColor; stroke-width: 1.4; stroke-linecap: round; stroke-linejoin: round; color: $quiet; }
.body, .behind { fill: $card; stroke: $line; stroke-width: 1; }
.holder > .body { fill: $page; fill-opacity: .5; }
.bar { stroke: $line; stroke-width: 1; }
.job > .icon.kind { color: $job; }
.step > .icon.kind { color: $step; }
.service > .icon.kind { color: $service; }
.agent > .icon.kind { color: $agent; }
.call > .icon.kind { color: $call; }
.legend .job { color: $job; } .legend .step { color: $step; } .legend .service { color: $service; }
.legend .agent { color: $agent; } .legend .call { color: $call; }
.agent > .body, .agent .behind { stroke: $agent; }
.holder > .name { font-weight: 600; }
.mark { font-size: 11px; fill: $quiet; }
.pill { fill: none; stroke: $line; }
.error { color: $error; } .warning { color: $warning; } .info { color: $info; } .hint { color: $hint; }
.mark.error { fill: $error; } .mark.warning { fill: $warning; } .mark.info { fill: $info; } .mark.hint { fill: $hint; }
.has-error > .body { stroke: $error; } .has-warning > .body { stroke: $warning; }
`.trim();

// Where a node can be chosen.
const CHOOSING = `
.node { cursor: pointer; outline: none; }
.node:hover > .body { stroke: $focus; }
.node:focus > .body { stroke: $focus; stroke-width: 2; }
`.trim();
