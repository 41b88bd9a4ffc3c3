// Failures that a systemd unit takes for success.
import type { Swallow } from "../model.ts";
import { commentAbove } from "./excuses.ts";
import { agentsOf, innerCommands, networkTool, programOf, textsOf, type UnitCommand } from "./systemd-commands.ts";
import { startsOf, typeOf } from "./systemd-services.ts";
import type { Unit } from "./systemd-units.ts";
import { vitalOf } from "./vital-commands.ts";

/** Work that somebody relies on, by the name of its program or script. */
const WORK =
  /(?:^|[-_.])(?:backup|restore|deploy|migrate|publish|upload|sync|renew|export|import|dump|replicate)(?=[-_.]|$)/i;

/**
 * `ExecStart=-…` of a job whose work matters. Before a command that only prepares or cleans up the `-` is what its author
 * wants, and so it is where the service starts again whatever happened. Source: systemd.service(5), "Command lines".
 */
export function* swallowsOf(unit: Unit, text: string): Iterable<Swallow> {
  if (typeOf(unit) !== "oneshot" || unit.last("Service", "Restart")) return;
  for (const start of startsOf(unit)) {
    const tool = toolOf(start);
    if (!start.ignore?.end || !tool) continue;
    const excuse = commentAbove(text, start.start);
    yield {
      subject: { value: unit.name, ...start.ignore },
      words: `ExecStart=-${textsOf(start)[0] ?? ""}`.slice(0, 80),
      effect: `when "${tool}" fails, systemd shows the unit as done and starts what waits for it`,
      ...(excuse && { excuse }),
      repairs: [{ title: "Let it fail", edits: [{ ...start.ignore, text: "" }] }],
      ...start.ignore,
    };
  }
}

function toolOf(command: UnitCommand): string | undefined {
  const vital = innerCommands(command)
    .map((inner) => vitalOf(textsOf(inner)))
    .find((found) => found);
  const program = programOf(command);
  return vital?.tool ?? agentsOf(command)[0] ?? networkTool(command) ?? (WORK.test(program) ? program : undefined);
}
