import type { Layer } from "../core/config.ts";
import { DEFAULT_CONFIG, isConfigPath } from "../core/config.ts";
import type { Finding } from "../core/finding.ts";
import { lint } from "../core/lint.ts";
import { candidates } from "../core/recognise.ts";
import { type FileReport, fileReport, type Problem, type Report } from "../core/report/report.ts";
import { settle } from "../core/settle.ts";
import { aroundOn } from "./around.ts";
import type { Configs } from "./configs.ts";
import { readText } from "./files.ts";
import { relativePath } from "./paths.ts";
import { Queries } from "./queries.ts";

/** A file to audit, and the project whose configuration and paths hold for it. */
export interface Target {
  /** Absolute. */
  readonly path: string;
  readonly configs: Configs;
  /** True when the user named this very file, and so wants to hear of it whatever it is. */
  readonly named?: boolean;
}

/** What an audit needs to know besides the files. */
export interface AuditOptions {
  /** Paths in the report are relative to this absolute folder. */
  readonly cwd: string;
  /** Layers below (editor settings) and above (command-line options) the configuration files. */
  readonly below?: readonly Layer[];
  readonly above?: readonly Layer[];
  /** Used in place of every configuration file. */
  readonly only?: Layer;
  readonly keep?: (finding: Finding) => boolean;
  /** The text of a file that is open in an editor, by its absolute path. */
  readonly open?: (path: string) => string | undefined;
  /** Called before each file; answering `false` ends the audit with what it has. */
  readonly onProgress?: (done: number, of: number) => boolean | Promise<boolean>;
  /** Called for a defect of ours. */
  readonly onFailure?: (path: string, source: string, error: unknown) => void;
}

/** Judges files one after another. A file that cannot be read becomes a problem; the rest is still judged. */
export async function audit(targets: readonly Target[], options: AuditOptions): Promise<Report> {
  const files: FileReport[] = [];
  // The code of a project is read when its first schema asks for it.
  const code = new Map<string, Queries>();
  const queriesIn = (root: string) => {
    const queries = code.get(root) ?? new Queries(root);
    code.set(root, queries);
    return queries.found ?? queries.read();
  };
  const problems: Problem[] = [];
  for (const [index, target] of targets.entries()) {
    if (options.onProgress && !(await options.onProgress(index, targets.length))) break;
    const shown = relativePath(options.cwd, target.path);
    const config = configOf(target, options);
    if (!config) continue;
    const open = options.open?.(target.path);
    const reading = open === undefined ? readText(target.path) : { text: open };
    const path = relativePath(target.configs.root, target.path);
    if ("problem" in reading) {
      // Of a file that only its content could tell to be ours, nobody needs to know that it could not be read.
      const ours = target.named || isConfigPath(path) || candidates(path).some(({ byPath }) => byPath);
      if (ours) problems.push({ path: shown, message: reading.problem });
      continue;
    }
    const file = { path, text: reading.text };
    const result = lint(
      file,
      config,
      aroundOn(target.configs.root, () => queriesIn(target.configs.root)),
    );
    for (const { source, error } of result.failures) options.onFailure?.(shown, source, error);
    const report = fileReport(file, shown, result, options.keep);
    if (report) files.push(report);
  }
  return { files, problems };
}

/** The settled configuration of a target; undefined when it is excluded. A configuration file is never excluded. */
export function configOf({ path, configs }: Target, settings: Pick<AuditOptions, "below" | "above" | "only">) {
  const { below = [], above = [], only } = settings;
  const inside = relativePath(configs.root, path);
  const layers = [...below, ...(only ? [only] : configs.layersFor(path)), ...above];
  return settle(layers, inside) ?? (isConfigPath(inside) ? DEFAULT_CONFIG : undefined);
}
