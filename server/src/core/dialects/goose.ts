import { dialect } from "../dialect.ts";
import type { IdleGuard } from "../model.ts";
import { readShell } from "../syntax/shell.ts";
import {
  entry,
  get,
  isMapping,
  items,
  root,
  scalarText,
  spanOf,
  type YamlNode,
  type YamlTree,
} from "../syntax/yaml.ts";
import { agentNode, missingFile } from "../workflow/agent-nodes.ts";
import { workflow } from "../workflow/workflow.ts";

// Source: Goose documentation, "Recipe Reference Guide".
export default dialect({
  id: "goose",
  title: "Goose recipe",
  family: "workflow",
  syntax: "yaml",
  paths: [],
  // The command line does not read `.yml`.
  elsewhere: ["**/*.yaml", "**/*recipe*.json", "**/recipes/**/*.json"],

  claim(tree) {
    const recipe = recipeOf(tree);
    const has = (key: string) => entry(tree, recipe, key) !== undefined;
    const isRecipe = has("title") && has("description") && (has("instructions") || has("prompt"));
    return isRecipe && ["version", "extensions", "parameters", "sub_recipes", "settings"].some(has) ? 0.8 : 0;
  },

  *lower(tree, { path }, { around }) {
    const recipe = recipeOf(tree);
    const title = get(tree, recipe, "title");
    if (!recipe || !title) return;
    const name = { value: scalarText(title) ?? "", ...spanOf(title) };
    const dangling = [...items(tree, get(tree, recipe, "sub_recipes"))].flatMap((sub) => {
      const [file, called] = [get(tree, sub, "path"), get(tree, sub, "name")];
      const value = scalarText(file);
      if (!file || !value) return [];
      const subject = called ? { value: scalarText(called) ?? value, ...spanOf(called) } : { value, ...spanOf(file) };
      return [...missingFile(path, { value, ...spanOf(file) }, { noun: "recipe", subject, around })];
    });
    const idleGuards = idleRetry(tree, recipe);
    yield workflow("goose", spanOf(recipe), { nodes: [agentNode(name, spanOf(recipe))], dangling, idleGuards });
  },
});

/** The desktop application wraps its exports. */
function recipeOf(tree: YamlTree): YamlNode | undefined {
  const top = root(tree);
  const wrapped = get(tree, top, "recipe");
  return isMapping(wrapped) ? wrapped : top;
}

/** A retry repeats the recipe until its checks pass: checks that only print always do. */
function idleRetry(tree: YamlTree, recipe: YamlNode): IdleGuard[] {
  const retry = entry(tree, recipe, "retry");
  const checks = [...items(tree, get(tree, retry?.value, "checks"))];
  const commands = checks.map((check) => scalarText(get(tree, check, "command")));
  if (!retry || commands.length === 0 || !commands.every((command) => command !== undefined && onlyPrints(command)))
    return [];
  const { start, end } = retry.key;
  return [
    {
      subject: retry.key,
      words: "retry",
      why: "its only checks print a text, and can never fail",
      instead: "run a command that tells whether the work is right, such as the tests",
      repairs: [],
      start,
      end,
    },
  ];
}

const onlyPrints = (command: string): boolean => {
  const { commands } = readShell(command);
  return (
    commands.length > 0 && commands.every(({ words: [word] }) => /^(?:echo|printf|true|:)$/.test(word?.text ?? ""))
  );
};
