// The one way for a dialect to write down a workflow.
import type { Workflow, WorkflowNode } from "../model.ts";
import type { Span } from "../text.ts";

const NOTHING = {
  family: "workflow",
  nodes: [],
  crews: [],
  swallows: [],
  idleGuards: [],
  inputs: [],
  dangling: [],
  unsafeRetries: [],
  setups: [],
  links: [],
} as const;

/** A workflow with what the dialect found in it; what it does not mention is empty. `span`: the whole document. */
export const workflow = (dialect: string, { start, end }: Span, parts: Partial<Workflow>): Workflow => ({
  ...NOTHING,
  ...parts,
  dialect,
  start,
  end,
});

const PLAIN = { kind: "step", risk: "local", timeout: { state: "unsupported" }, calls: [], after: [] } as const;

/** A node with what the dialect knows of it: by default a step that cannot be guarded, does nothing remote, waits for none. */
export const workflowNode = (
  node: Pick<WorkflowNode, "id" | "name" | "start" | "end"> & Partial<WorkflowNode>,
): WorkflowNode => ({ ...PLAIN, ...node });
