import { Uri, type Webview } from "vscode";

/** The page around the picture: buttons, and a place for it. Nothing but our own script and style may run in it. */
export function pipelinePage(webview: Webview, dist: Uri): string {
  const nonce = crypto.randomUUID().replaceAll("-", "");
  const address = (name: string) => webview.asWebviewUri(Uri.joinPath(dist, name)).toString();
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${webview.cspSource} 'nonce-${nonce}'; script-src 'nonce-${nonce}'">
<meta name="viewport" content="width=device-width">
<title>Pipeline</title>
<link rel="stylesheet" href="${address("pipeline.css")}">
</head>
<body>
<div id="tools" role="toolbar" aria-label="Picture">
<button id="out" title="Zoom Out (-)" aria-label="Zoom out">−</button>
<button id="full" title="Actual Size (0)" aria-label="Actual size">100%</button>
<button id="in" title="Zoom In (+)" aria-label="Zoom in">+</button>
<button id="fit" title="Fit into the View">Fit</button>
<button id="export" title="Save the picture as a file">Export as SVG</button>
</div>
<main id="view" tabindex="-1"></main>
<p id="reason" role="status" hidden></p>
<script nonce="${nonce}" src="${address("pipeline.js")}"></script>
</body>
</html>
`;
}
