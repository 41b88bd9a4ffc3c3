// The machines that jobs of GitHub Actions run on.
import { get, items, scalarText, spanOf, type YamlMap, type YamlTree } from "../syntax/yaml.ts";

/** True for a job on the machines that GitHub lends, which start empty each time; false also when nobody can tell. */
export function isHosted(tree: YamlTree, job: YamlMap): boolean {
  const runsOn = get(tree, job, "runs-on");
  const labels = [runsOn, ...items(tree, runsOn)].map(scalarText).filter((label) => label !== undefined);
  return labels.length > 0 && labels.every((label) => HOSTED.test(label) || isHostedAxis(tree, job, label));
}

const HOSTED = /^(?:ubuntu|windows|macos)-[\w.-]{1,60}$/;

/** An axis of the matrix that lists nothing but such machines. */
function isHostedAxis(tree: YamlTree, job: YamlMap, label: string): boolean {
  const [, axis] = /^\$\{\{\s{0,9}matrix\.([\w-]{1,100})\s{0,9}\}\}$/.exec(label) ?? [];
  const matrix = get(tree, get(tree, job, "strategy"), "matrix");
  if (!axis || !matrix) return false;
  const { start, end } = spanOf(matrix);
  if (/self-hosted|\$\{\{/.test(tree.text.slice(start, end))) return false;
  const values = [...items(tree, get(tree, matrix, axis))];
  const rows = [...items(tree, get(tree, matrix, "include"))].flatMap((row) => get(tree, row, axis) ?? []);
  const all = [...values, ...rows].map(scalarText);
  return all.length > 0 && all.every((value) => value !== undefined && HOSTED.test(value));
}
