// Artifacts that a job of a GitHub Actions workflow downloads and no job of the run uploads.
import type { Dangling } from "../model.ts";
import { entry, get, scalarText, spanOf, type YamlNode, type YamlTree } from "../syntax/yaml.ts";
import { only } from "./github-dangling.ts";
import type { NamedFile, ReadFile } from "./github-files.ts";
import { eventsOf } from "./github-inputs.ts";
import { type WrittenJob, writtenJobs } from "./github-scopes.ts";

/** The downloads by an exact name that no job uploads. */
export function* danglingArtifacts(
  tree: YamlTree,
  top: YamlNode,
  jobs: readonly WrittenJob[],
  readFile: ReadFile,
): Iterable<Dangling> {
  const wanted = jobs.flatMap((job) => job.steps.flatMap(({ map, subject }) => downloadOf(tree, map, subject)));
  // What a caller's other jobs upload is there, too.
  if (wanted.length === 0 || get(tree, top, "runs") || eventsOf(tree, top).has("workflow_call")) return;
  const names = uploadsOf({ tree, top, text: tree.text }, readFile);
  if (!names) return;
  const patterns = names.map(patternOf);
  const among = names.filter((name) => !name.includes("${{"));
  for (const { node, name, subject } of wanted) {
    if (patterns.some((pattern) => pattern.test(name))) continue;
    const why = only("this workflow", "artifact", names, "uploads");
    yield { subject, noun: "artifact", wanted: name, why, among, ...spanOf(node) };
  }
}

interface Download {
  readonly name: string;
  readonly node: YamlNode;
  readonly subject: Dangling["subject"];
}

function downloadOf(tree: YamlTree, step: YamlNode, subject: Dangling["subject"]): Download[] {
  const uses = actionOf(tree, step);
  const inputs = get(tree, step, "with");
  const node = get(tree, inputs, "name");
  const name = scalarText(node);
  const tolerated = scalarText(get(tree, step, "continue-on-error")) ?? "false";
  if (uses !== "actions/download-artifact" || !node || !name || name.includes("${{") || tolerated !== "false")
    return [];
  // Of another run, or of another repository. Source: the README of actions/download-artifact.
  const elsewhere = ["run-id", "github-token", "repository", "pattern", "artifact-ids"].some((key) =>
    entry(tree, inputs, key),
  );
  return elsewhere ? [] : [{ name, node, subject }];
}

const actionOf = (tree: YamlTree, step: YamlNode): string =>
  (scalarText(get(tree, step, "uses")) ?? "").split("@")[0]?.toLowerCase() ?? "";

/** Owners and kinds of actions that are known to upload nothing, or only under names of their own making. */
const UPLOADS_NOTHING =
  /^(?:actions\/|github\/codeql-action\/|aws-actions\/|azure\/|google-github-actions\/|docker\/(?:login|setup-|metadata)|pnpm\/action-setup|dtolnay\/rust-toolchain|swatinem\/rust-cache|codecov\/|softprops\/action-gh-release|pypa\/gh-action-pypi-publish|peaceiris\/|peter-evans\/|jamesives\/github-pages|ncipollo\/release-action|taiki-e\/install-action|ruby\/setup-ruby|slackapi\/|dorny\/paths-filter|tj-actions\/changed-files|jetli\/|mymindstorm\/setup-|gradle\/(?:actions\/setup-gradle|wrapper-validation)|[\w.-]+\/(?:action-)?setup-)/;

// Calls of workflows that call workflows: GitHub allows ten levels.
const MAX_LEVELS = 4;

/** Names of the artifacts that a document uploads, with those it calls; undefined when nobody can tell. */
function uploadsOf({ tree, top }: NamedFile, readFile: ReadFile, level = 0): string[] | undefined {
  const names: string[] = [];
  for (const { map, steps } of writtenJobs(tree, top)) {
    for (const step of [map, ...steps.map((written) => written.map)]) {
      const found = uploadsOfStep(tree, step, readFile, level);
      if (!found) return undefined;
      names.push(...found);
    }
  }
  return names;
}

function uploadsOfStep(tree: YamlTree, step: YamlNode, readFile: ReadFile, level: number): string[] | undefined {
  const uses = actionOf(tree, step);
  if (uses === "actions/upload-artifact" || uses === "actions/upload-artifact/merge") {
    const name = get(tree, get(tree, step, "with"), "name");
    const standard = uses.endsWith("merge") ? "merged-artifacts" : "artifact";
    return [name ? (scalarText(name) ?? "${{ }}") : standard];
  }
  if (uses === "actions/upload-pages-artifact") {
    return [scalarText(get(tree, get(tree, step, "with"), "name")) ?? "github-pages"];
  }
  if (!uses || (UPLOADS_NOTHING.test(uses) && !/upload|artifact/.test(uses.replace("download-artifact", ""))))
    return [];
  const called = level < MAX_LEVELS ? readFile(scalarText(get(tree, step, "uses")) ?? "") : undefined;
  return called && uploadsOf(called, readFile, level + 1);
}

/** What an upload's name may come out as: its expressions may become anything. */
function patternOf(name: string): RegExp {
  const parts = name.split(/\$\{\{[^}]{0,500}\}\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.slice(0, MAX_PARTS).join(".*")}${parts.length > MAX_PARTS ? ".*" : ""}$`, "s");
}

// Each part may be looked for again from every place, so only a few are told apart.
const MAX_PARTS = 4;
