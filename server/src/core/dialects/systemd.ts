import { dialect } from "../dialect.ts";
import { swallowsOf } from "../workflow/systemd-failures.ts";
import { idleGuardsOf, riskOf, timeoutOf } from "../workflow/systemd-guards.ts";
import { restartOf, typeOf } from "../workflow/systemd-services.ts";
import { readUnit } from "../workflow/systemd-units.ts";
import { workflow, workflowNode } from "../workflow/workflow.ts";

export default dialect({
  id: "systemd",
  title: "systemd service unit",
  family: "workflow",
  syntax: "ini",
  // VS Code has no language of its own for units: the path tells.
  paths: ["**/*.service"],

  claim({ sections }) {
    const service = sections.filter(({ name }) => name.value === "Service");
    return service.some(({ entries }) => entries.some(({ key }) => key.value === "ExecStart")) ? 0.9 : 0;
  },

  *lower(tree, file, { around }) {
    const unit = readUnit(tree, file, around);
    if (!unit) return;
    const { text } = tree;
    const name = { ...unit.header, value: unit.name };
    const restart = restartOf(unit, text);
    const node = workflowNode({
      id: unit.name,
      name,
      kind: typeOf(unit) === "oneshot" ? "job" : "service",
      risk: riskOf(unit),
      timeout: timeoutOf(unit, text),
      ...(restart && { restart }),
      start: 0,
      end: text.length,
    });
    yield workflow(
      "systemd",
      { start: 0, end: text.length },
      {
        nodes: [node],
        idleGuards: [...idleGuardsOf(unit, text)],
        swallows: [...swallowsOf(unit, text)],
      },
    );
  },
});
