// The language server as a process: over Node's IPC, or over standard input and output.
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { serve } from "./lsp/server.ts";
import { DiskHost } from "./project/host.ts";

serve(createConnection(ProposedFeatures.all), new DiskHost());
