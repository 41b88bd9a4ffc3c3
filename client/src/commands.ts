import { commands, type Disposable, type LogOutputChannel, type Uri } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { AuditView } from "./audit.ts";
import { newBrief } from "./brief.ts";
import { PipelineView } from "./pipeline.ts";
import { OPEN_PLACE, openPlace } from "./place.ts";

/** Registers every command of the manifest, and the one that links in the report use. */
export function registerCommands(client: LanguageClient, log: LogOutputChannel, extension: Uri): Disposable[] {
  const view = new AuditView(client);
  const pipeline = new PipelineView(client, extension);
  return [
    view,
    pipeline,
    commands.registerCommand("plumblint.auditWorkspace", () => view.audit()),
    commands.registerCommand("plumblint.auditFolder", (folder?: Uri) => view.audit(folder)),
    commands.registerCommand("plumblint.newBrief", (kind?: unknown, name?: unknown) => newBrief(client, kind, name)),
    commands.registerCommand("plumblint.showPipeline", (uri?: unknown) => pipeline.show(uri)),
    commands.registerCommand("plumblint.exportPipeline", (target?: unknown) => pipeline.export(target)),
    commands.registerCommand("plumblint.restartServer", () => client.restart()),
    commands.registerCommand("plumblint.showOutput", () => log.show()),
    commands.registerCommand(OPEN_PLACE, openPlace),
  ];
}
