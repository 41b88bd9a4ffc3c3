// Opens the examples with the extension: in VS Code desktop, or in the one from npm, in a browser. `npm run code`.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createWriteStream, mkdirSync } from "node:fs";
import path from "node:path";
import { CACHE, ROOT } from "./download.ts";
import { startHost } from "./npm-host.ts";

const folder = path.resolve(process.argv[2] ?? path.join(ROOT, "examples"));
mkdirSync(CACHE, { recursive: true });
if (!openDesktop()) await serve();

/** False when there is no `code` on the path. */
function openDesktop(): boolean {
  const shell = process.platform === "win32";
  const { error, status } = spawnSync("code", ["--new-window", `--extensionDevelopmentPath=${ROOT}`, folder], {
    shell,
  });
  return error === undefined && status === 0;
}

async function serve(): Promise<void> {
  const log = createWriteStream(path.join(CACHE, "open.log"));
  const host = await startHost({}, log);
  const address = host.address(folder);
  console.log(`VS Code with Plumblint is at\n\n  ${address}\n\nCtrl+C ends it.`);
  showInBrowser(address);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void host.close().then(() => process.exit(0)));
  }
}

function showInBrowser(address: string): void {
  const opener = { darwin: "open", win32: "explorer" }[process.platform as string] ?? "xdg-open";
  const child: ChildProcess = spawn(opener, [address], { stdio: "ignore", detached: true });
  // Where there is none, the address on the screen has to do.
  child.on("error", () => undefined);
  child.unref();
}
