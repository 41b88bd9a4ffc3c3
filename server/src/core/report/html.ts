// The audit report as one HTML page without scripts: for a browser, and for the editor's panel, whose colours it takes.
import { SEVERITIES, type Severity } from "../finding.ts";
import { pageOf } from "../product.ts";
import { plural, type Report } from "./report.ts";
import {
  type FileSum,
  type LinkTo,
  type PipelineSum,
  pipelinesOf,
  type RuleSum,
  type Summary,
  summarise,
} from "./summary.ts";

// A longer report begins folded.
const UNFOLDED = 200;

/** The sum, the rules, and every finding by file, worst first. `note` is a sentence to stand on top, for a partial audit. */
export function html(report: Report, linkTo: LinkTo, note?: string): string {
  const sums = summarise(report);
  const { rules, files, total } = sums;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>Plumblint audit</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Plumblint audit</h1>
${note ? `<p class="note">${escapeHtml(note)}</p>\n` : ""}${overview(sums)}
${total > 0 ? `${ruleTable(rules)}\n<h2>Findings</h2>\n${files.map((file) => details(file, linkTo, total <= UNFOLDED)).join("\n")}` : ""}
${pipelineTable(pipelinesOf(report))}${notRead(report)}</main>
</body>
</html>
`;
}

function overview({ counts, files, read }: Summary): string {
  const tiles = SEVERITIES.filter((severity) => counts[severity] > 0).map(
    (severity) =>
      `<li class="${severity}"><b>${counts[severity]}</b> ${NAMES[severity][counts[severity] === 1 ? 0 : 1]}</li>`,
  );
  if (tiles.length === 0) return `<p>${read}, nothing found.</p>`;
  return `<ul class="sums">${tiles.join("")}</ul>\n<p class="quiet">in ${files.length} of ${read}</p>`;
}

function ruleTable(rules: readonly RuleSum[]): string {
  const rows = rules.map(({ rule, title, worst, findings, files }) => {
    const link = `<a href="${escapeHtml(pageOf(rule))}">${escapeHtml(rule)}</a>`;
    return `<tr><td>${badge(worst)}</td><td>${link}</td><td>${escapeHtml(title)}</td><td>${findings}</td><td>${files}</td></tr>`;
  });
  const head = "<tr><th>Worst</th><th>Rule</th><th>What is wrong</th><th>Findings</th><th>Files</th></tr>";
  return `<h2>Rules</h2>\n<div class="wide"><table>\n<thead>${head}</thead>\n<tbody>\n${rows.join("\n")}\n</tbody></table></div>`;
}

function details({ path, dialect, findings }: FileSum, linkTo: LinkTo, open: boolean): string {
  const rows = findings.map(({ finding, from }) => {
    const link = `<a href="${escapeHtml(linkTo(path, from.line, from.column))}">${from.line}:${from.column}</a>`;
    const rule = `<span class="rule">${escapeHtml(finding.rule)}</span>`;
    return `<tr><td>${link}</td><td>${badge(finding.severity)}</td><td>${escapeHtml(finding.message)} ${rule}</td></tr>`;
  });
  const title = `<b>${escapeHtml(path)}</b> <span class="quiet">${escapeHtml(dialect)}, ${plural(findings.length, "finding")}</span>`;
  return `<details${open ? " open" : ""}><summary>${title}</summary>\n<table>\n${rows.join("\n")}\n</table></details>`;
}

function pipelineTable(pipelines: readonly PipelineSum[]): string {
  if (pipelines.length === 0) return "";
  const rows = pipelines.map(({ path, nodes, widest, criticalPath, withoutLimit }) => {
    const cells = [escapeHtml(path), nodes, escapeHtml(criticalPath), widest, withoutLimit].map(
      (cell) => `<td>${cell}</td>`,
    );
    return `<tr>${cells.join("")}</tr>`;
  });
  const head =
    "<tr><th>File</th><th>Holds</th><th>Critical path</th><th>Side by side</th><th>Without a time limit</th></tr>";
  return `<h2>Pipelines</h2>\n<div class="wide"><table>\n<thead>${head}</thead>\n<tbody>\n${rows.join("\n")}\n</tbody></table></div>\n`;
}

function notRead({ problems }: Report): string {
  const rows = problems.map(({ path, message }) => `<li><b>${escapeHtml(path)}</b>: ${escapeHtml(message)}</li>\n`);
  return rows.length > 0 ? `<h2>Not read</h2>\n<ul>${rows.join("")}</ul>\n` : "";
}

const NAMES = {
  error: ["error", "errors"],
  warning: ["warning", "warnings"],
  info: ["info", "info"],
  hint: ["hint", "hints"],
} as const satisfies Record<Severity, readonly [string, string]>;

const badge = (severity: Severity): string => `<span class="badge ${severity}">${severity}</span>`;
const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text of the workspace as text: nothing in it may become an element or leave an attribute. */
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

// Every colour is the editor's where there is one; the second is for a browser.
const STYLE = `
:root {
  color-scheme: light dark;
  --text: var(--vscode-foreground, light-dark(#3b3b3b, #cccccc));
  --quiet: var(--vscode-descriptionForeground, light-dark(#6b6b6b, #9d9d9d));
  --page: var(--vscode-editor-background, light-dark(#ffffff, #1f1f1f));
  --line: var(--vscode-contrastBorder, var(--vscode-widget-border, light-dark(#e5e5e5, #313131)));
  --link: var(--vscode-textLink-foreground, light-dark(#005fb8, #4daafc));
  --error: var(--vscode-problemsErrorIcon-foreground, light-dark(#d1242f, #f14c4c));
  --warning: var(--vscode-problemsWarningIcon-foreground, light-dark(#a15c00, #cca700));
  --info: var(--vscode-problemsInfoIcon-foreground, light-dark(#0063d3, #59a4f9));
  --hint: var(--quiet);
}
body { margin: 0; padding: 0; background: var(--page); color: var(--text); line-height: 1.5;
  font: var(--vscode-font-size, 14px) var(--vscode-font-family, system-ui, sans-serif); }
main { max-width: 70rem; margin: 0 auto; padding: 1rem 2rem 3rem; }
h1 { font-size: 1.7em; font-weight: 600; margin: 1rem 0; }
h2 { font-size: 1.25em; font-weight: 600; margin: 2.2rem 0 .6rem; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
a:focus-visible, summary:focus-visible { outline: 1px solid var(--vscode-focusBorder, var(--link)); outline-offset: 2px; }
.quiet, .rule { color: var(--quiet); }
.rule { font-family: var(--vscode-editor-font-family, ui-monospace, monospace); font-size: .9em; white-space: nowrap; }
.note { border-left: 3px solid var(--warning); padding: .4rem .8rem; }
.sums { display: flex; flex-wrap: wrap; gap: .75rem; list-style: none; margin: 1.2rem 0 .5rem; padding: 0; }
.sums li { border: 1px solid var(--line); border-left: 3px solid var(--severity); padding: .35rem 1rem; min-width: 5.5rem; }
.sums b { font-size: 1.5em; font-weight: 600; margin-right: .25rem; }
.error { --severity: var(--error); } .warning { --severity: var(--warning); }
.info { --severity: var(--info); } .hint { --severity: var(--hint); }
.badge { white-space: nowrap; }
.badge::before { content: ""; display: inline-block; width: .55em; height: .55em; margin-right: .5em; border-radius: 50%;
  background: var(--severity); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: baseline; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 600; color: var(--quiet); }
thead th:nth-child(n+4), tbody:not(:only-child) td:nth-child(n+4) { text-align: right; font-variant-numeric: tabular-nums; }
details { margin: 0 0 1rem; }
.wide td:nth-child(2) { white-space: nowrap; padding-right: 1.5rem; }
details td:first-child { min-width: 3.5rem; font-variant-numeric: tabular-nums; }
details td:nth-child(-n+2) { width: 1%; white-space: nowrap; padding-right: 1.5rem; }
summary { cursor: pointer; padding: .35rem 0; border-bottom: 1px solid var(--line); }
details table { margin-left: 1rem; width: calc(100% - 1rem); }
details tr:last-child td { border-bottom: 0; }
`;
