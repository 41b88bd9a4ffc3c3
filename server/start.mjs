// `npm start`: the built command line, in the folder where npm was called; without words it audits examples/.
import { fileURLToPath } from "node:url";

const words = process.argv.slice(2);
if (words.length > 0) process.chdir(process.env.INIT_CWD ?? ".");
else {
  process.chdir(fileURLToPath(new URL("..", import.meta.url)));
  process.argv.push("audit", "examples", "--fail-on", "never");
}
await import("../dist/plumblint.cjs");
