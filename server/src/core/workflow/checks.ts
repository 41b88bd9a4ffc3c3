// Recognises the commands and names by which a pipeline checks what was made before it goes on.
import type { Command, Script } from "../syntax/shell.ts";
import { programIndex, programName } from "./commands.ts";

/** Programs that fail when the work they look at is not right: test runners, type checkers, linters, validators. */
const PROGRAMS: ReadonlySet<string> = new Set(
  `pytest tox nox jest vitest mocha ava playwright cypress karma rspec phpunit ctest bats
  tsc mypy pyright pyre flow eslint oxlint biome standard ruff flake8 pylint black isort rubocop phpstan psalm
  golangci-lint staticcheck swiftlint ktlint detekt shellcheck actionlint yamllint hadolint markdownlint
  markdownlint-cli2 lychee vale textlint cspell codespell commitlint stylelint htmlhint sqlfluff tflint checkov trivy
  semgrep gitleaks ajv jsonschema check-jsonschema spectral kubeconform kubeval conftest promptfoo pre-commit`
    .split(/\s+/)
    .filter(Boolean),
);

/** Tools that check with one of their verbs. Source: each tool's list of commands. */
const VERBS: ReadonlyMap<string, RegExp> = new Map([
  ...["npm", "pnpm", "yarn", "bun", "deno", "make", "just", "task", "rake", "composer", "poetry", "uv", "hatch"].map(
    (name) =>
      [
        name,
        /^(?:(?:\w[\w-]{0,40}[:_-])?(?:tests?|lint|check|typecheck|type-check|tsc|build|verify|validate)(?:$|[:_-])|t$)/,
      ] as const,
  ),
  ["cargo", /^(?:test|check|clippy|build|nextest)$/],
  ["go", /^(?:test|vet|build)$/],
  ["dotnet", /^(?:test|build)$/],
  ["mvn", /^(?:test|verify|package|install)$/],
  ["mvnw", /^(?:test|verify|package|install)$/],
  ["gradle", /^:?(?:[\w-]{1,60}:)*(?:test|check|build)$/],
  ["gradlew", /^:?(?:[\w-]{1,60}:)*(?:test|check|build)$/],
  ["terraform", /^(?:validate|plan)$/],
  ["git", /^--(?:exit-code|check)$/],
  ["jq", /^(?:-\w{0,9}e\w{0,9}|--exit-status)$/],
  ["exit", /^[1-9]/],
]);

/** Comparisons that end a script when they stand alone on a line. */
const COMPARISONS: ReadonlySet<string> = new Set(["test", "[", "[[", "grep", "diff", "cmp"]);

/** A script of the project's own whose name says that it checks. */
const OWN_SCRIPT = /(?:^|[/_.-])(?:tests?|lint|check|verify|validate|validator|assert|gate)(?:$|[/_.-])/i;
const RUNS_A_FILE = /^(?:\.{0,2}\/|\w{1,60}\/)|\.(?:sh|py|js|mjs|cjs|ts|rb|pl|php)$/;

/** The first command of a script that fails when what was made is not right; undefined when there is none. */
export const checkIn = (script: Script | undefined): Command | undefined => script?.commands.find(isCheck);

/** True for a command that fails when what was made is not right. */
export function isCheck({ words, after, condition }: Command): boolean {
  // `npm test || true` hides what it found.
  if (after === "||" && !condition) return false;
  const texts = words.map(({ text }) => text);
  const at = programIndex(texts);
  const program = programName(texts[at]);
  const args = texts.slice(at + 1);
  if (PROGRAMS.has(program)) return true;
  if (COMPARISONS.has(program)) return !condition && after !== "&&" && after !== "|";
  const verb = VERBS.get(program);
  if (verb && args.slice(0, 4).some((word) => verb.test(word))) return true;
  if (args[0] === "-m" && PROGRAMS.has(args[1] ?? "")) return true;
  return [texts[at] ?? "", ...args.slice(0, 2)].some((word) => RUNS_A_FILE.test(word) && OWN_SCRIPT.test(word));
}

const NAME =
  /\b(?:tests?|testing|lint(?:ing)?|type-?check|validat(?:e|es|ing|ion)|verif(?:y|ies|ication)|check(?:s|ing)?|gate|approv(?:e|al)|smoke)\b/i;
const NO_CHECK =
  /\bcheck(?:s|ing)?[ -]?out\b|\b(?:install|set[ -]?up|cache|prepare|configure|upload|download|create|write|report)\b/i;

/** True when a step's name says that it checks: "Run tests", not "Check out" or "Install the test tools". */
export const namesCheck = (name: string): boolean => NAME.test(name) && !NO_CHECK.test(name);
