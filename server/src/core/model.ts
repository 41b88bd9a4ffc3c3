// The few words in which every format says the same things. Dialects write them, rules read them.
import type { Brief } from "./model/brief.ts";
import type { Housekeeping } from "./model/housekeeping.ts";
import type { Schema } from "./model/schema.ts";
import type { Workflow } from "./model/workflow.ts";

export type * from "./model/brief.ts";
export type * from "./model/housekeeping.ts";
export type * from "./model/schema.ts";
export type * from "./model/shared.ts";
export type * from "./model/workflow.ts";

/** What a document means, in the words of its family. One document may hold several models. */
export type Model = Brief | Workflow | Schema | Housekeeping;
/** The name of a family of documents. */
export type Family = Model["family"];
/** The model type of a family. */
export type ModelOf<F extends Family> = Extract<Model, { readonly family: F }>;
