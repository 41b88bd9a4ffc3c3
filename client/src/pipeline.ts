import {
  type Disposable,
  languages,
  Range,
  type TextEditor,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { pipelinePage } from "./pipeline-page.ts";

/** What the server answers to `plumblint/picture`. */
type Picture =
  | { readonly svg: string; readonly title: string; readonly nodes: readonly NodePlace[] }
  | { readonly reason: string };

interface NodePlace {
  readonly id: number;
  readonly range: { readonly start: Place; readonly end: Place };
}

interface Place {
  readonly line: number;
  readonly character: number;
}

/** What the page sends: it has loaded, a node was chosen, or the button was pressed. */
type Message =
  | { readonly type: "ready" }
  | { readonly type: "export" }
  | { readonly type: "open"; readonly node: number };

// In milliseconds: shorter than a look from the editor to the picture.
const DELAY = 250;

/** The graph of one document beside its editor. It follows the document, and the next one takes the same panel. */
export class PipelineView implements Disposable {
  readonly #client: LanguageClient;
  readonly #extension: Uri;
  #panel: WebviewPanel | undefined;
  #uri: Uri | undefined;
  #picture: Picture | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners: readonly Disposable[];

  constructor(client: LanguageClient, extension: Uri) {
    this.#client = client;
    this.#extension = extension;
    this.#listeners = [
      workspace.onDidChangeTextDocument(({ document }) => this.#changed([document.uri])),
      workspace.onDidSaveTextDocument(({ uri }) => this.#changed([uri])),
      // New findings also come when the settings or other files have changed.
      languages.onDidChangeDiagnostics(({ uris }) => this.#changed(uris)),
    ];
  }

  /** Shows the pipeline of a document, by default of the one in front, and returns it to who ran the command. */
  async show(target?: unknown): Promise<Picture | undefined> {
    const uri = uriOf(target) ?? window.activeTextEditor?.document.uri;
    if (!uri) return undefined;
    const picture = await this.#ask(uri);
    if ("reason" in picture) {
      void window.showInformationMessage(picture.reason);
      return picture;
    }
    this.#uri = uri;
    this.#panel ??= this.#open();
    this.#set(picture);
    this.#panel.reveal(undefined, true);
    return picture;
  }

  /** Saves the picture as a file that stands alone, there or where the person says. */
  async export(target?: unknown): Promise<Uri | undefined> {
    const uri = this.#uri;
    if (!uri) return undefined;
    const picture = await this.#ask(uri, true);
    if ("reason" in picture) {
      void window.showInformationMessage(picture.reason);
      return undefined;
    }
    const defaultUri = uri.with({ path: `${uri.path}.svg` });
    const place = uriOf(target) ?? (await window.showSaveDialog({ defaultUri, filters: { SVG: ["svg"] } }));
    if (place) await workspace.fs.writeFile(place, new TextEncoder().encode(picture.svg));
    return place;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const listener of this.#listeners) listener.dispose();
    this.#panel?.dispose();
  }

  #ask(uri: Uri, standalone = false): Promise<Picture> {
    return this.#client.sendRequest<Picture>("plumblint/picture", { uri: uri.toString(), standalone });
  }

  #changed(uris: readonly Uri[]): void {
    const own = this.#uri?.toString();
    if (!this.#panel || !uris.some((uri) => uri.toString() === own)) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#refresh(), DELAY);
  }

  async #refresh(): Promise<void> {
    const uri = this.#uri;
    // A server that is being restarted answers nothing; the findings that follow draw the picture again.
    const picture = uri && (await this.#ask(uri).catch(() => undefined));
    if (picture && uri === this.#uri) this.#set(picture);
  }

  #set(picture: Picture): void {
    this.#picture = picture;
    if (!this.#panel) return;
    if ("title" in picture) this.#panel.title = `Pipeline ${picture.title}`;
    this.#send();
  }

  #send(): void {
    const { svg = "", reason = "" } = { svg: undefined, reason: undefined, ...this.#picture };
    void this.#panel?.webview.postMessage({ svg, reason });
  }

  #open(): WebviewPanel {
    const dist = Uri.joinPath(this.#extension, "dist");
    const panel = window.createWebviewPanel(
      "plumblint.pipeline",
      "Pipeline",
      { viewColumn: ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, localResourceRoots: [dist] },
    );
    panel.webview.onDidReceiveMessage((message: Message) => this.#receive(message));
    panel.webview.html = pipelinePage(panel.webview, dist);
    panel.onDidDispose(() => {
      this.#panel = undefined;
      this.#uri = undefined;
    });
    return panel;
  }

  async #receive(message: Message): Promise<void> {
    if (message.type === "ready") this.#send();
    else if (message.type === "export") await this.export();
    else await this.#reveal(message.node);
  }

  async #reveal(node: number): Promise<TextEditor | undefined> {
    const uri = this.#uri;
    const nodes = this.#picture && "nodes" in this.#picture ? this.#picture.nodes : [];
    const range = nodes.find(({ id }) => id === node)?.range;
    if (!uri || !range) return undefined;
    const { start, end } = range;
    const own = window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
    return window.showTextDocument(uri, {
      selection: new Range(start.line, start.character, end.line, end.character),
      viewColumn: own?.viewColumn ?? ViewColumn.One,
    });
  }
}

/** A lens names its document by a string, a menu by a URI. */
function uriOf(target: unknown): Uri | undefined {
  return target instanceof Uri ? target : typeof target === "string" ? Uri.parse(target) : undefined;
}
