// What runs inside VS Code. Each file declares its tests; `run` is what VS Code calls.
import "./tests/audit.ts";
import "./tests/briefs.ts";
import "./tests/configuration.ts";
import "./tests/help.ts";
import "./tests/languages.ts";
import "./tests/pipelines.ts";
import "./tests/schemas.ts";
import "./tests/server.ts";
import "./tests/workflows.ts";
import { closeEverything } from "./editor.ts";
import { runAll } from "./runner.ts";

/** Called by VS Code's extension host, `extensionTestsPath`; rejects when a test has failed. */
export const run = (): Promise<void> => runAll(closeEverything);
