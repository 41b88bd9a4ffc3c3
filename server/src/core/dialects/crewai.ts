import { crewEntries, handedOver } from "../brief/crewai.ts";
import { crewOf } from "../brief/crewai-crew.ts";
import { lowerEmbedded } from "../brief/embedded.ts";
import { dialect } from "../dialect.ts";
import type { Brief } from "../model.ts";
import { blanked } from "../syntax/embedded.ts";
import { crewPipeline } from "../workflow/crewai-pipeline.ts";

// Source: crewAIInc/crewAI, lib/crewai/src/crewai/project/crew_base.py; documentation, "Tasks" and "Agents".
export default dialect({
  id: "crewai",
  title: "CrewAI tasks and agents",
  family: "brief",
  syntax: "yaml",
  paths: ["**/config/{tasks,agents}.{yaml,yml}"],
  // Tools that build on it, and crews in one file, name theirs as they like.
  elsewhere: ["**/*.{yaml,yml}"],

  // Other programs have a `config/tasks.yaml` too: the path alone proves nothing.
  claim(tree, _, byPath) {
    return crewEntries(tree).length > 0 ? (byPath ? 1 : 0.6) : 0;
  },

  *lower(tree, { path, text }) {
    const blank = blanked(text);
    const found = crewEntries(tree);
    const briefs = found.map((entry) => {
      const { kind, parts, key, span } = entry;
      const brief = lowerEmbedded({ path, blank, dialect: "crewai", kind, parts, title: key, span });
      const inputs = brief.contract.inputs ?? handedOver(tree, entry);
      return { entry, brief: { ...brief, contract: { ...brief.contract, ...(inputs && { inputs }) } } };
    });
    const crew = crewOf(tree, found);
    // What nobody in the crew says is missed once, at its first task; its agents get the contract with their tasks.
    const first = found.find(({ kind }) => kind === "task-brief");
    for (const { entry, brief } of briefs) {
      const same = briefs.filter((other) => other.entry.kind === entry.kind).map((other) => other.brief);
      yield { ...shared(brief, same), procedural: entry === first, crews: crew?.first === entry ? [crew.crew] : [] };
    }
    const pipeline = crewPipeline(tree, found);
    if (pipeline) yield pipeline;
  },
});

/**
 * The brief with what the others of its file say for it: the tasks of a crew run one after another, each gets what the
 * ones before it made, and one that checks the result holds for all.
 */
function shared(brief: Brief, all: readonly Brief[]): Brief {
  const contract = Object.assign({}, ...all.map((other) => other.contract).toReversed(), brief.contract);
  const near = Object.entries(brief.nearMisses).filter(([part]) => !(part in contract));
  return { ...brief, contract, nearMisses: Object.fromEntries(near) };
}
