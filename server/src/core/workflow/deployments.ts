// What deploys or publishes: commands, and the names that people give to jobs and stages.
import type { Script } from "../syntax/shell.ts";
import { deedOfCommand, plainLine } from "./irrevocable.ts";
import { vitalOf } from "./vital-commands.ts";

/** Commands that put something where others use it, by the words they begin with. Source: each program's own help. */
const DEPLOYING: readonly RegExp[] = [
  /^az (?:deployment|stack|staticwebapp|acr (?:build|import)|artifacts universal publish|ml (?:online|batch)-)/,
  /^az (?:webapp|functionapp|containerapp|spring) (?:deploy|deployment|up|update|create|config-zip|restart)/,
  /^az storage (?:blob|file) (?:upload|sync|copy)/,
  /^gcloud (?:(?:beta|alpha) )?(?:(?:app|run|functions) deploy|run services (?:update|replace)|builds submit|deploy )/,
  /^aws s3 (?:sync|cp|mv) (?!s3:).{0,300}s3:\/\//,
  /^aws (?:ecs (?:update-service|deploy)|cloudformation (?:deploy|create-stack|update-stack)|deploy|elasticbeanstalk)/,
  /^aws (?:lambda update-function-code|apprunner|amplify|cloudfront create-invalidation)/,
  /^gh release (?:create|upload|edit)/,
  /^(?:gsutil (?:cp|rsync)|s3cmd (?:put|sync)|mc (?:cp|mirror)) .{0,300}(?:gs|s3):\/\//,
  /^rclone (?:copy|sync)\b/,
  /^(?:gradlew?|mvnw?) .{0,200}\b(?:publish\w{0,40}|deploy|release:perform|uploadArchives)\b/,
  /^(?:semantic-release|release-cli create|lerna publish|changeset publish|goreleaser release|jreleaser )/,
  /^(?:oras|crane|buildah|podman) push\b|^skopeo (?:copy|sync)\b|^crane copy\b|^docker compose push\b/,
  /^docker (?:stack deploy|service update)\b|^helm (?:push|cm-push)\b|^helmfile (?:apply|sync)\b/,
  /^(?:oc|kubectl) (?:apply|replace|patch|set|rollout (?:restart|latest))\b|^oc (?:start-build|deploy)\b/,
  /^(?:ansible-playbook|fastlane|dpl|lftp|ncftpput|dokku)\b|^cap \S{1,60} deploy|^argocd app sync|^sam deploy/,
  /^heroku (?:container:release|container:push)|^terragrunt (?:apply|run-all apply)\b/,
];
const HARMLESS = /^(?:--dry-run(?:=(?!none).*)?|--help|-h|--version|--check|--syntax-check)$/;

/** True when a script deploys or publishes something. `except`: commands, as plain words, that do not count. */
export const deploysIn = (script: Script, except?: RegExp): boolean =>
  script.commands.some(({ words }) =>
    deploys(
      words.map(({ text }) => text),
      except,
    ),
  );

function deploys(words: readonly string[], except: RegExp | undefined): boolean {
  const line = plainLine(words).slice(0, MAX_LINE);
  if (words.some((word) => HARMLESS.test(word)) || except?.test(line)) return false;
  if (line.startsWith("docker buildx") || line.startsWith("executor")) return words.some((word) => IMAGE.test(word));
  // Pushing a branch or a tag is work on the repository.
  if (line.startsWith("git ") || line.startsWith("gh workflow")) return false;
  const vital = vitalOf(words);
  return (
    deedOfCommand(words) !== undefined ||
    DEPLOYING.some((pattern) => pattern.test(line)) ||
    (vital?.kind === "change" && /deploy|publish|release|rollback|upload/i.test(vital.tool) && !BESIDE.test(line))
  );
}

/** Reports and comments are beside the work. */
const BESIDE = /codecov|coverage|comment|results?\b|reports?\b|\blogs?\b|artifacts?\b|symbols?\b|benchmark/i;
// Longer lines hold data.
const MAX_LINE = 1000;
/** What makes a build push its image. Source: docker-buildx-build(1), kaniko's README. */
const IMAGE = /^--(?:push|destination(?:=.*)?)$/;

/** Work that only gets ready for it, looks at it, or takes it away. */
const OTHER =
  /^(?:pre )?(?:test|check|lint|verify|validate|notify|announce|stop|clean|cleanup|delete|destroy|remove|teardown|undeploy|prepare|plan|approve|wait|trigger|dry|build|compile|package|download|detect|scan|generate|diff)\b/;
const DEPLOYS =
  /\b(?:deploy(?:s|ing|ment|ments)?|publish(?:es|ing)?|push images?|docker push|image push|rollout|roll out|promote|go live)\b/;
const RELEASES =
  /^(?:release|releasing)$|\breleases? (?:to|on|for|create|github|gitlab|pypi|npm|docker|image|images|job|prod)\b|\b(?:create|cut|perform|draft|github|gitlab|semantic|pypi|npm|docker|do) releases?\b/;
/** `deploy-part1` and `deploy-tests` are parts of a test. */
const PARTS = /\b(?:tests?|testing|part ?\d|variables?|artifacts?|results?|coverage|logs?|symbols?|reports?)\b/;

/** True of the name of a job that says that it deploys or publishes. */
export function saysDeploy(name: string): boolean {
  const words = plainWords(name);
  if (PARTS.test(words) || (OTHER.test(words) && !/\b(?:and|then)\b/.test(words))) return false;
  return DEPLOYS.test(words) || RELEASES.test(words);
}

/** True of the name of a stage that is there for nothing else. */
export const isDeployStage = (name: string): boolean => {
  const words = plainWords(name);
  return saysDeploy(name) || /^(?:releases?|production|prod|staging|delivery|cd)$/.test(words);
};

/** True of a job that only gets ready, looks or cleans up, whatever its stage. */
export const saysOtherWork = (name: string): boolean => OTHER.test(plainWords(name)) && !saysDeploy(name);

/** `deployToProd`, `deploy_to_prod` and `Deploy: to prod` in plain words. */
const plainWords = (name: string): string =>
  name
    .slice(0, 200)
    .replace(/([a-z])(?=[A-Z])/g, "$1 ")
    .replace(/[\W_]{1,20}/g, " ")
    .trim()
    .toLowerCase();
