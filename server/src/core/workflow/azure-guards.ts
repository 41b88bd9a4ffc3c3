// What guards the jobs of an Azure pipeline: limits on their time, retries of their calls, people who agree.
// Source: MicrosoftDocs, "YAML schema reference for Azure Pipelines" and "Azure Pipelines task reference".
import type { Guard, RemoteCall, Risk, UnsafeRetry, WorkflowNode } from "../model.ts";
import { entry, get, scalarText, spanOf, type YamlMap, type YamlTree } from "../syntax/yaml.ts";
import { insertEntry } from "../syntax/yaml-places.ts";
import type { Sourced } from "../text.ts";
import type { AzureJob, AzureStep } from "./azure-jobs.ts";
import { deploysIn, isDeployStage, saysDeploy, saysOtherWork } from "./deployments.ts";
import { doneAgainIn, unsafeLoops } from "./script-loops.ts";
import { callsIn } from "./scripts.ts";

/** Tasks that deploy or publish. Those of the AWS toolkit and of stores stand beside Microsoft's own. */
const DEPLOYING =
  /^(?:Azure(?:Rm)?(?:WebApp|FunctionApp|ContainerApps|StaticWebApp|ResourceManagerTemplate|ResourceGroup|SpringCloud|FileCopy|AppServiceManage|MysqlDeployment)\w*|AzureIoTEdge|Kubernetes|KubernetesManifest|GitHubRelease|UniversalPackages|ServiceFabricDeploy|SqlAzureDacpacDeployment|SqlDacpacDeployment\w*|IISWebAppDeployment\w*|CopyFilesOverSSH|SSH|FtpUpload|PublishVSExtension|PublishAzureDevOpsExtension|AppStoreRelease|GooglePlayRelease|AppCenterDistribute|S3Upload|BeanstalkDeployApplication|CloudFormation\w*|LambdaDeployFunction|ECRPushImage|(?:[\w-]{1,60}\.){0,6}EsrpRelease)$/i;
/** Tasks that do so with one of their commands, and the input that holds it. */
const COMMANDS: readonly (readonly [RegExp, string, RegExp])[] = [
  [/^(?:NuGetCommand|DotNetCoreCLI)$/i, "command", /^push$/i],
  [/^Npm$/i, "command", /^publish$/i],
  [/^HelmDeploy$/i, "command", /^(?:upgrade|install|rollback)$/i],
  [/^Terraform(?:Task\w{0,10}|CLI)$/i, "command", /^(?:apply|destroy)$/i],
  [/^(?:Maven)$/i, "goals", /\bdeploy\b/i],
  [/^Gradle$/i, "tasks", /\bpublish/i],
];

/** A build that pushes its image is a build. */
const IMAGES = /^(?:docker|podman|buildah|executor|az acr)\b/;
/** What templates of Microsoft's own publish for a job. Source: 1ES pipeline templates, "Outputs". */
const OUTPUTS = /\boutput:[ \t]{1,9}['"]?(?:nuget|npm|containerImage|universalPackages)\b/;

/** What a job may hang at. `runs`: its steps and those of its templates. */
export function riskOf(tree: YamlTree, job: AzureJob, runs: readonly AzureStep[]): Risk {
  if (runs.some(({ agents }) => agents.length > 0)) return "agent";
  const { name, map, deployment, stage, steps } = job;
  const named = saysDeploy(name.value) || saysDeploy(scalarText(map && get(tree, map, "displayName")) ?? "");
  const placed = stage !== undefined && isDeployStage(stage.name.value) && !saysOtherWork(name.value);
  // Keeping files for the next stage is what every pipeline does.
  const works = steps.some(
    ({ task, script }) => script !== undefined || (task !== "" && !/^(?:Publish|Download)/i.test(task)),
  );
  const { start, end } = map ? spanOf(map) : name;
  if (deployment || runs.some(deploys) || OUTPUTS.test(tree.text.slice(start, end))) return "network";
  return (named || placed) && works ? "network" : "local";
}

function deploys({ task, script, inputOf }: AzureStep): boolean {
  if (DEPLOYING.test(task)) return true;
  const [, input, verbs] = COMMANDS.find(([pattern]) => pattern.test(task)) ?? [];
  if (input && verbs) return verbs.test(inputOf(input) ?? "");
  return script !== undefined && deploysIn(script, IMAGES);
}

/**
 * An hour is the platform's own limit; 0 takes it away, or leaves six hours on a machine of Microsoft's. What deploys or lets
 * an agent work should say how long it may take. A template that is given the job may say so for it.
 */
export function timeoutOf(tree: YamlTree, { map, steps, server, handed }: AzureJob, risk: Risk): Guard {
  const own = map && entry(tree, map, "timeoutInMinutes");
  if (own?.value) {
    const value = scalarText(own.value) ?? "";
    if (value !== "0") return { state: "present", value, ...spanOf(own.value) };
    return { state: "absent", slot: { edits: [{ ...spanOf(own.value), text: "{value}" }] } };
  }
  const timed = steps.length > 0 && steps.every(({ map: step }) => entry(tree, step, "timeoutInMinutes"));
  const bounded = risk !== "agent" && risk !== "network";
  if (!map || server || handed || timed || steps.length === 0 || bounded) return { state: "unsupported" };
  const edit = insertEntry(tree, map, "timeoutInMinutes: {value}", entry(tree, map, "job") ? "job" : "deployment");
  return { state: "absent", ...(edit && { slot: { edits: [edit] } }) };
}

/** Minutes after which Azure ends a job that nobody limits; undefined: never. */
export function platformLimit(tree: YamlTree, { map, image }: AzureJob): number | undefined {
  if (scalarText(map && get(tree, map, "timeoutInMinutes")) !== "0") return 60;
  return image === "" ? undefined : 360;
}

/** Who is asked before a job, or lets it through: a validation by hand, or the reviewers of an environment. */
export function gateOf(tree: YamlTree, { map, steps }: AzureJob): WorkflowNode["gate"] {
  const validation = steps.find(({ task }) => /^ManualValidation$/i.test(task));
  const gate = validation?.subject ?? (map && entry(tree, map, "environment")?.key);
  return gate && { value: "human", start: gate.start, end: gate.end };
}

/** The calls of a step. `retryCountOnTaskFailure` repeats all of them. */
export function callsOf(tree: YamlTree, { script, subject, map }: AzureStep): RemoteCall[] {
  if (!script) return [];
  const again = retryOf(tree, map);
  const edit = insertEntry(tree, map, "retryCountOnTaskFailure: 2", "displayName");
  const around = { subject, rewritable: false, variable: variablesOf(tree, map), localCluster: false };
  return [...callsIn(script, around)].map(({ call }) => {
    const { retry } = call;
    const own = retry.state === "absent" && !retry.slot && edit ? slotted(edit) : retry;
    return { ...call, retry: again ? { state: "inherited", ...again, value: "retryCountOnTaskFailure" } : own };
  });
}

const slotted = (edit: NonNullable<ReturnType<typeof insertEntry>>): Guard => ({
  state: "absent",
  slot: { edits: [edit] },
});

const variablesOf = (tree: YamlTree, map: YamlMap) => (name: string) =>
  scalarText(get(tree, get(tree, map, "env"), name));

function retryOf(tree: YamlTree, map: YamlMap): Sourced<string> | undefined {
  const retry = entry(tree, map, "retryCountOnTaskFailure");
  return retry && scalarText(retry.value) !== "0" ? retry.key : undefined;
}

/** Retries of a step that may have done already what it does again. */
export function unsafeRetriesOf(tree: YamlTree, { script, subject, map }: AzureStep): UnsafeRetry[] {
  if (!script) return [];
  const loops = [...unsafeLoops(script, subject)];
  const again = retryOf(tree, map);
  const action = again && doneAgainIn(scalarText(script.scalar) ?? "");
  return again && action ? [...loops, { subject, action, start: again.start, end: again.end }] : loops;
}
