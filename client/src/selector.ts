import type { WorkspaceFolder } from "vscode";

// Endings of the paths of every dialect. They only keep the rest away from the server, which decides by path and content.
const ENDINGS = [
  "md",
  "mdc",
  "cursorrules",
  "windsurfrules",
  "clinerules",
  "roorules",
  "toml",
  "yaml",
  "yml",
  "json",
  "jsonc",
  "prisma",
  "service",
] as const;

/** Glob of the configuration files, whose changes the server must hear of. */
export const CONFIG_FILES = "**/.plumblint.{yaml,yml,json}";

/**
 * The documents that the server is told of: by path, whatever their language, because VS Code opens such files under a
 * dozen language ids and extensions add their own. Only from where the user's files are; the old side of a diff, for
 * example, has a scheme of its own.
 */
export function selectorFor(folders: readonly WorkspaceFolder[] = []): { scheme: string; pattern: string }[] {
  const schemes = new Set(["file", "untitled", ...folders.map(({ uri }) => uri.scheme)]);
  return [...schemes].map((scheme) => ({ scheme, pattern: `**/*.{${ENDINGS.join(",")}}` }));
}

/** Whether the server is told of a document with that path. */
export const isOurs = (path: string): boolean => ENDINGS.some((ending) => path.endsWith(`.${ending}`));
