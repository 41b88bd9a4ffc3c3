// What a task of a state machine calls.
import { entry, get, scalarText, type YamlMap, type YamlNode, type YamlTree } from "../syntax/yaml.ts";
import { isModelAddress } from "./models.ts";

/** What a task calls, as far as its resource tells. */
export interface Resource {
  /** `lambda:invoke`, `aws-sdk:s3:getObject`, `activity`; without the pattern behind it. */
  readonly service: string;
  /** `sync`: the state waits until the job has ended. `token`: it waits until somebody calls back. */
  readonly waits: "sync" | "token" | undefined;
  readonly kind: "model" | "lambda" | "http" | "job" | "request";
}

/**
 * Reads the resource of a task; undefined where nobody can tell. Source: "Integrating services with Step Functions" in
 * AWS's developer guide.
 */
export function readResource(tree: YamlTree, task: YamlMap): Resource | undefined {
  const text = scalarText(get(tree, task, "Resource"))?.replace(/\$\{[^}]{1,200}\}/g, "x");
  if (!text) return undefined;
  const [, integration] = /^arn:[^:]{1,30}:states:[^:]{0,40}:[^:]{0,40}:(.{1,200})$/.exec(text) ?? [];
  if (integration) return integrated(tree, task, integration);
  const said = scalarText(get(tree, task, "Resource")) ?? "";
  if (/^arn:[^:]{1,30}:lambda:/.test(text)) return LAMBDA;
  // What a template fills in is the function of a template nearly always; else it is called an activity.
  if (!isFilledIn(tree, task, said)) return undefined;
  return /activity/i.test(said) ? ACTIVITY : LAMBDA;
}

const LAMBDA: Resource = { service: "lambda", waits: undefined, kind: "lambda" };
const ACTIVITY: Resource = { service: "activity", waits: "token", kind: "request" };

/** `${FunctionArn}`, `!GetAtt Function.Arn`. */
const isFilledIn = (tree: YamlTree, task: YamlMap, said: string): boolean =>
  /^\$\{[^}]{1,200}\}$/.test(said) || tagOf(get(tree, task, "Resource")) === "!GetAtt";

const tagOf = (node: YamlNode | undefined): string | undefined => node?.tag;

function integrated(tree: YamlTree, task: YamlMap, integration: string): Resource | undefined {
  if (integration.startsWith("activity:")) return ACTIVITY;
  const [, service = "", pattern] = /^([\w:-]{1,160}?)(?:\.(sync(?::\d)?|waitForTaskToken))?$/.exec(integration) ?? [];
  if (!service) return undefined;
  const waits = pattern === "waitForTaskToken" ? "token" : pattern ? "sync" : undefined;
  return { service, waits, kind: kindOf(tree, task, service, waits) };
}

/** Calls of a model, by a service made for it. Training and managing models is a job like any other. */
const MODEL =
  /^(?:bedrock:invokeModel|aws-sdk:bedrockruntime:(?:invokeModel|converse|startAsyncInvoke)|aws-sdk:bedrockagentruntime:(?:invoke(?:Agent|Flow|InlineAgent)|retrieveAndGenerate|optimizePrompt)|(?:aws-sdk:)?bedrockagentcore:invokeAgentRuntime|aws-sdk:sagemakerruntime:invokeEndpoint|sagemaker:invokeEndpoint)$/i;

function kindOf(tree: YamlTree, task: YamlMap, service: string, waits: Resource["waits"]): Resource["kind"] {
  if (MODEL.test(service)) return "model";
  if (service === "lambda:invoke" || service === "aws-sdk:lambda:invoke") return "lambda";
  if (service === "http:invoke") return asksModel(tree, task) ? "model" : "http";
  if (service === "apigateway:invoke") return "http";
  return waits === "sync" ? "job" : "request";
}

/** What a task hands over: `Arguments` where expressions are JSONata, else `Parameters`. */
export const parametersOf = (tree: YamlTree, task: YamlMap): YamlNode | undefined =>
  get(tree, task, "Arguments") ?? get(tree, task, "Parameters");

/** A request to the address of a model, or one whose body names the model and what it is told. */
function asksModel(tree: YamlTree, task: YamlMap): boolean {
  const parameters = parametersOf(tree, task);
  if (isModelAddress(scalarText(get(tree, parameters, "ApiEndpoint")) ?? "")) return true;
  const body = get(tree, parameters, "RequestBody");
  const has = (name: string) => !!entry(tree, body, name) || !!entry(tree, body, `${name}.$`);
  return has("model") && (has("messages") || has("prompt") || has("input"));
}
