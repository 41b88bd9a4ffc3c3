// What a service of a Compose file runs.
import type { Risk, Swallow } from "../model.ts";
import { readShell } from "../syntax/shell.ts";
import { isSequence, items } from "../syntax/yaml.ts";
import { agentOfCommand } from "./agents.ts";
import { type Service, wordsOf } from "./compose-services.ts";
import { agentsOf, type ContainerWork, isShell, readWords, swallowsOfWork } from "./containers.ts";

/** The words of its command line. */
export const commandOf = (service: Service): string[] => [
  ...wordsOf(service.find("entrypoint")),
  ...wordsOf(service.find("command")),
];

/** The script that a shell of the command line is handed, or undefined. */
export function scriptIn(words: readonly string[]): string | undefined {
  const flag = words.findIndex((word, index) => /^-[a-z]{0,5}c$/.test(word) && words.slice(0, index).some(isShell));
  return flag < 0 ? undefined : words.slice(flag + 1).join(" ");
}

/** What it does that may hang: an agent is known by its command, of the rest nothing is. */
export function riskOf(service: Service): Risk {
  const words = commandOf(service);
  const script = scriptIn(words);
  const lines =
    script === undefined ? [words] : readShell(script).commands.map((each) => each.words.map(({ text }) => text));
  return lines.some((line) => agentOfCommand(line)) || agentsOf(workOf(service)).length > 0 ? "agent" : "local";
}

/** The failures that the script of a job hides. A server goes on, and its health check looks after it. */
export const swallowsOf = (service: Service): Swallow[] => swallowsOfWork(workOf(service), service.name);

/** Its commands with their places, where each word stands for itself. */
function workOf(service: Service): ContainerWork {
  const parts = ["entrypoint", "command"].flatMap((key) => service.find(key) ?? []);
  const isRead = parts.every(({ tree, node }) => tree === service.tree && isSequence(node));
  const nodes = isRead ? parts.flatMap(({ tree, node }) => [...items(tree, node)]) : [];
  return readWords(service.tree, nodes, service.find("entrypoint") !== undefined);
}
