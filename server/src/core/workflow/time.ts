// Lengths of time, as each platform wants them written.
import { fill } from "../edit.ts";
import type { Edit } from "../finding.ts";
import type { Slot, TimeUnit } from "../model.ts";

/** The edits that write a length of time into a slot, in the slot's own unit. */
export const fillTime = (slot: Slot, minutes: number): Edit[] => fill(slot, timeText(minutes, slot.time));

/** A length of time in that unit: 30 minutes are `30`, `1800`, `30m`, `30min`, `PT30M` or `30 minutes`. */
function timeText(minutes: number, unit: TimeUnit = "minutes"): string {
  if (unit === "minutes") return `${minutes}`;
  if (unit === "seconds") return `${minutes * 60}`;
  if (unit === "PT30M") return `PT${minutes}M`;
  return `${minutes}${unit.slice(2)}`;
}
