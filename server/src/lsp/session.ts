import type { Connection } from "vscode-languageserver";
import { TextDocuments } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { type Config, DEFAULT_CONFIG, isConfigPath, readSettings, type Settings } from "../core/config.ts";
import { lint, type Result } from "../core/lint.ts";
import { settle } from "../core/settle.ts";
import type { SourceFile } from "../core/text.ts";
import type { Host } from "./host.ts";

/** What the shell knows of one open document. */
export interface Judged {
  readonly document: TextDocument;
  readonly file: SourceFile;
  readonly config: Config;
  readonly result: Result;
}

/** Open documents and settings: the only state of the server. Any request can be answered from it. */
export class Session {
  readonly documents = new TextDocuments(TextDocument);
  readonly connection: Connection;
  readonly host: Host;
  /** Grows whenever something other than a document's text changes what is found in it. */
  generation = 0;
  /** Set from the client's capabilities when it has introduced itself. */
  hasConfiguration = false;
  /** True when an edit may create files. Set from the client's capabilities, too. */
  createsFiles = false;
  /** Set likewise: the client understands snippets in workspace edits, and in completions. */
  hasSnippetEdits = false;
  hasSnippets = false;
  /** True when the client has the command that shows a pipeline, as ours says of itself when it starts the server. */
  showsPipelines = false;
  readonly #settings = new Map<string, Promise<unknown>>();
  readonly #judged = new WeakMap<TextDocument, { readonly key: string; readonly judged: Judged | undefined }>();

  constructor(connection: Connection, host: Host) {
    this.connection = connection;
    this.host = host;
  }

  /** Names what `judge` would answer for a document now: the same id, the same findings. */
  resultId = ({ version }: TextDocument): string => `${version}.${this.generation}`;

  /**
   * The findings of a document; undefined when it is out of reach, excluded or switched off. Remembers those of open ones;
   * one that is not open, a tab that was restored but never shown, is read from where it lies.
   */
  async judge(uri: string): Promise<Judged | undefined> {
    const document = this.documents.get(uri) ?? this.#unopened(uri);
    if (!document) return undefined;
    const key = this.resultId(document);
    const known = this.#judged.get(document);
    if (known?.key === key) return known.judged;
    const { enabled, layer } = await this.settingsFor(uri);
    const { path, layers, around } = this.host.homeOf(uri);
    const file = { path, text: document.getText() };
    const config = settle([layer, ...layers], path) ?? (isConfigPath(path) ? DEFAULT_CONFIG : undefined);
    const judged = enabled && config ? { document, file, config, result: lint(file, config, around) } : undefined;
    for (const { source, error } of judged?.result.failures ?? []) this.report(source, error);
    if (this.resultId(document) === key) this.#judged.set(document, { key, judged });
    return judged;
  }

  #unopened(uri: string): TextDocument | undefined {
    const text = this.host.read(uri);
    return text === undefined ? undefined : TextDocument.create(uri, "", 0, text);
  }

  /** The editor's settings for a document. A client that has none, or does not answer, has the defaults. */
  async settingsFor(uri: string): Promise<Settings> {
    if (!this.hasConfiguration) return readSettings({});
    const asked =
      this.#settings.get(uri) ?? this.connection.workspace.getConfiguration({ scopeUri: uri, section: "plumblint" });
    this.#settings.set(uri, asked);
    try {
      return readSettings((await asked) ?? {});
    } catch {
      this.#settings.delete(uri);
      return readSettings({});
    }
  }

  /** Everything but the texts may have changed: forget it, and have the editor ask again. */
  refresh(): void {
    this.generation += 1;
    this.#settings.clear();
    this.host.forgetConfigs();
  }

  /** Logs a defect of ours. It never reaches the user as a message: the rest of the findings is good. */
  report(source: string, error: unknown): void {
    this.connection.console.error(
      `${source}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  }
}
