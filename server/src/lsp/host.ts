import type { Around } from "../core/around.ts";
import type { Layer } from "../core/config.ts";
import type { Report } from "../core/report/report.ts";

/** Where a document belongs. */
export interface Home {
  /** The document's path as the engine knows it: relative to its project, with `/`. */
  readonly path: string;
  /** The configuration files that hold for it, outermost first. */
  readonly layers: readonly Layer[];
  /** The files around it. */
  readonly around: Around;
}

/** What a whole-workspace audit needs from the shell. */
export interface AuditRequest {
  /** URI of the folder to audit; every workspace folder when left out. */
  readonly folder?: string;
  readonly settingsFor: (uri: string) => Promise<Layer>;
  /** The text of an open document, saved or not. */
  readonly open: (uri: string) => string | undefined;
  /** Called before each file; `false` ends the audit with what it has. */
  readonly onProgress: (done: number, of: number) => boolean | Promise<boolean>;
}

/** What an audit found, and the URI of each file by the path that the report shows. */
export interface AuditResult {
  readonly report: Report;
  readonly uris: ReadonlyMap<string, string>;
}

/** Everything the shell cannot do by itself. The desktop has one implementation, over the disk. */
export interface Host {
  /** Called once, before anything else, and again when the folders change. URIs. */
  setFolders(folders: readonly string[]): void;
  homeOf(uri: string): Home;
  /** The listener is called when something has been learned that changes findings: the code of a project has been read. */
  onLearned(listener: () => void): void;
  /** The text of a document that is not open (a tab that was restored but never shown); undefined when out of reach. */
  read(uri: string): string | undefined;
  /**
   * True when a judgement hung on whether that file or folder, or something in it, is there, since the last time that
   * everything was forgotten. A file that comes or goes elsewhere changes nothing.
   */
  wasAsked(uri: string): boolean;
  /** Files on disk changed: what is remembered of configuration files and of what was asked no longer holds. */
  forgetConfigs(): void;
  /** Judges every file below the folders. */
  audit(request: AuditRequest): Promise<AuditResult>;
}
