import { dialect } from "../dialect.ts";
import type { WorkflowNode } from "../model.ts";
import { get, isMapping, root, scalarText, spanOf } from "../syntax/yaml.ts";
import { callsOf } from "../workflow/github-calls.ts";
import { danglingOf } from "../workflow/github-dangling.ts";
import { localFiles } from "../workflow/github-files.ts";
import { inputsOf } from "../workflow/github-inputs.ts";
import { type Job, readAction } from "../workflow/github-jobs.ts";
import { workflow, workflowNode } from "../workflow/workflow.ts";

// Source: GitHub's documentation, "Metadata syntax reference"; actions/runner, `action_yaml.json`.
export default dialect({
  id: "github-action",
  title: "GitHub action",
  family: "workflow",
  syntax: "yaml",
  paths: ["**/action.{yml,yaml}"],

  claim(tree) {
    const runs = get(tree, root(tree), "runs");
    return isMapping(runs) && scalarText(get(tree, runs, "using")) ? 1 : 0;
  },

  *lower(tree, file, { around }) {
    const top = root(tree);
    if (!top) return;
    const job = readAction(tree, top);
    // Actions in JavaScript and images read their inputs in code that nobody sees here.
    if (!job) return yield workflow("github-action", spanOf(top), {});
    const readFile = localFiles(file.path, around);
    const inputs = inputsOf(tree, top, readFile);
    const dangling = [...danglingOf(tree, top, readFile)];
    yield workflow("github-action", spanOf(top), { nodes: stepNodes(job), inputs, dangling });
  },
});

/** The steps of a composite action, one after another. No step takes a limit on its time: that is its caller's. */
function stepNodes(job: Job): WorkflowNode[] {
  const calls = [...callsOf(job)];
  const steps = job.steps.filter(({ repeated }) => !repeated);
  return steps.map((step, index) =>
    workflowNode({
      id: `${index}`,
      name: step.subject,
      kind: step.agents.length > 0 ? "agent" : "step",
      risk: step.agents.length > 0 ? "agent" : "local",
      calls: calls.filter((call) => call.step === step).map(({ call }) => call),
      after: index > 0 ? [{ to: `${index - 1}` }] : [],
      start: step.subject.start,
      end: spanOf(step.map).end,
    }),
  );
}
