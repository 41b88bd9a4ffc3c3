// What a path says about a Markdown file before anyone looks inside.

/** What the folders that agents load from, and those that people write for, hold. */
export type Home = "agents" | "commands" | "prompts" | "work" | "pages";

const FOLDERS: readonly (readonly [Home, RegExp])[] = [
  ["agents", /^(?:[a-z\d]{1,20}[-_])?(?:sub)?agents?(?:-[a-z]{2})?$|^(?:roles|personas|chatmodes)$/],
  ["commands", /^(?:[a-z\d]{1,20}[-_]){0,2}commands?(?:-[a-z]{2})?$/],
  ["prompts", /^(?:[a-z\d]{1,20}[-_]){0,2}prompts?$/],
  [
    "work",
    /^(?:specs?|specifications?|plans?|stories|story|epics?|tasks?|prds?|prps?|tickets|todos?|backlog|briefs|requirements|sprints?)$/,
  ],
  [
    "pages",
    /^(?:docs?|documentation|docs-site|website|sites?|www|content|blogs?|posts|wiki|guides?|reference|pages|tutorials?|i18n|locales?|manual|handbook|adrs?|rfcs?)$/,
  ],
];

/** What the nearest folder with a telling name holds. `commands/documentation` holds commands. */
export function homeOf(path: string): Home | undefined {
  const homes = homesOf(path).toReversed();
  return homes.find((home) => home !== undefined && home !== "pages") ?? homes.find((home) => home === "pages");
}

/** True when a folder of pages for people holds it, or the folder that agents load it from. */
export function isAmongPages(path: string): boolean {
  const homes = homesOf(path);
  const last = homes.findLastIndex((home) => home !== undefined && home !== "pages");
  return (last < 0 ? homes : homes.slice(0, last)).includes("pages");
}

/** The folders around a file, outermost first; what a skill is called says nothing about its files. */
const homesOf = (path: string): (Home | undefined)[] =>
  path
    .split("/")
    .slice(0, -1)
    .map((folder, index, all) =>
      /^(?:[a-z\d]{1,20}[-_])?skills(?:-[a-z]{2})?$/i.test(all[index - 1] ?? "")
        ? undefined
        : FOLDERS.find(([, names]) => names.test(folder.toLowerCase()))?.[0],
    );

/** True inside the folder of a skill: what lies there is for its own reader. */
export const isInSkill = (path: string): boolean =>
  /(?:^|\/)(?:[a-z\d]{1,20}[-_])?skills(?:-[a-z]{2})?\/.+\//i.test(path);

/** True below a folder that only agents and what extends them read from. */
export const isAmongExtensions = (path: string): boolean =>
  /(?:^|\/)(?:\.[\w-]{2,20}|plugins?|skills|extensions|claude|copilot|opencode|gemini|codex)\//.test(path);

/** True for the file names that pages about a folder or a project have everywhere. */
export const isPage = (path: string): boolean =>
  PAGES.test(nameOf(path)) && !/\.(?:brief|plan|prompt|agent)\.md$/i.test(path);

/** True for a name that a page about a project has, but a role or a procedure may have too. */
export const mayBePage = (path: string): boolean => isPage(path) || MAYBE.test(nameOf(path));

const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

// `README.zh-CN.md`, `CHANGELOG-v2.md`, `LICENSE_MIT.md`, but not `changelog-writer.md`.
const SUFFIX = "(?:[._-](?:[a-z]{2,3}|[a-z]{2}[-_][a-z]{2,4}|v?\\d[\\w.-]{0,20}|old|dev|mit|apache|template))?\\.mdx?$";
const PAGES = new RegExp(`^(?:readme|changelog|licen[cs]e|contributing|code[_-]of[_-]conduct|_?index)${SUFFIX}`, "i");
const MAYBE = new RegExp(
  `^(?:changes|history|security|authors|notice|maintainers|governance|support|roadmap|migrating|upgrading|release[_-]notes|faq)${SUFFIX}`,
  "i",
);
