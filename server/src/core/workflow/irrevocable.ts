// What a command line or an action does that cannot be taken back.
import { programIndex, programName } from "./commands.ts";

/** Commands by the words they begin with, without options in between, and what they do as a clause behind "may". */
const COMMANDS: readonly (readonly [RegExp, string])[] = [
  [/^(?:npm|pnpm|yarn|bun) (?:npm )?publish\b/, "publish a package"],
  [/^(?:twine upload|poetry publish|uv publish|hatch publish|flit publish)\b/, "publish a package"],
  [/^(?:cargo publish|gem push|dotnet nuget push|nuget push|mvn deploy|goreleaser release)\b/, "publish a package"],
  [/^(?:vsce|ovsx) publish\b/, "publish an extension"],
  [/^(?:docker|podman) push\b/, "push an image"],
  [/^gh release create\b/, "publish a release"],
  [/^gh pr merge\b/, "merge a pull request"],
  [/^(?:firebase|flyctl|fly|netlify|serverless|sls|cdk|eb) deploy\b/, "deploy"],
  [/^wrangler (?:deploy|publish|pages deploy)\b/, "deploy"],
  [/^(?:terraform|tofu) (?:apply|destroy)\b/, "change the infrastructure"],
  [/^pulumi (?:up|destroy)\b/, "change the infrastructure"],
  [/^helm (?:upgrade|install)\b/, "deploy"],
  [/^kubectl (?:apply|replace|delete)\b/, "deploy"],
  [/^gcloud (?:run|app|functions) deploy\b/, "deploy"],
];
const HARMLESS = /^(?:--dry-run(?:=.*)?|--help|-h|--draft|--version)$/;
/** Options that take a value and may stand before the verb. */
const WITH_VALUE = /^(?:-[nCc]|--(?:namespace|context|prefix|dir|cwd|filter|workspace))$/;

/** What a command does that cannot be taken back; pushes are another matter. */
export function deedOfCommand(words: readonly string[]): string | undefined {
  const line = plainLine(words);
  if (words.some((word) => HARMLESS.test(word))) return undefined;
  if (/^vercel\b/.test(line)) return words.includes("--prod") ? "deploy to production" : undefined;
  return COMMANDS.find(([pattern]) => pattern.test(line))?.[1];
}

/** The program and its arguments without options: `git push origin main`. */
export function plainLine(words: readonly string[]): string {
  const at = programIndex(words);
  const plain = [programName(words[at])];
  for (let next = at + 1; next < words.length; next++) {
    const word = words[next] ?? "";
    if (WITH_VALUE.test(word)) next += 1;
    else if (!word.startsWith("-")) plain.push(word);
  }
  return plain.join(" ");
}

/** Actions by `owner/name`. Source: each action's README. */
const ACTIONS: readonly (readonly [RegExp, string])[] = [
  [/^pypa\/gh-action-pypi-publish$/, "publish a package"],
  [/^js-devtools\/npm-publish$/, "publish a package"],
  [/^changesets\/action$/, "publish a package"],
  [/^softprops\/action-gh-release$|^ncipollo\/release-action$|^actions\/create-release$/, "publish a release"],
  [/^actions\/deploy-pages$|^peaceiris\/actions-gh-pages$|^jamesives\/github-pages-deploy-action$/, "publish the site"],
  [/^pascalgn\/automerge-action$|^peter-evans\/enable-pull-request-automerge$/, "merge a pull request"],
  [/^cloudflare\/(?:wrangler-action|pages-action)$|^amondnet\/vercel-action$|^superfly\/flyctl-actions$/, "deploy"],
  [
    /^google-github-actions\/deploy-\w{1,30}$|^azure\/(?:webapps-deploy|k8s-deploy)$|^aws-actions\/amazon-ecs-deploy-task-definition$/,
    "deploy",
  ],
  [/^appleboy\/(?:ssh|scp)-action$/, "change a server"],
];

/** What an action does that cannot be taken back. */
export const deedOfAction = (uses: string): string | undefined =>
  ACTIONS.find(([pattern]) => pattern.test(uses.toLowerCase()))?.[1];

/** Actions that commit what lies in the working tree and push it to the branch that is checked out. */
export const PUSHING_ACTION =
  /^(?:stefanzweifel\/git-auto-commit-action|endbug\/add-and-commit|ad-m\/github-push-action)(?:\/|$)/i;
