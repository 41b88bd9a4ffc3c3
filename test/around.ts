// The files around a document, without a disk.
import type { Around } from "../server/src/core/around.ts";
import { isSourcePath, readClientCalls } from "../server/src/core/prisma/client-calls.ts";

/** A host that knows these files (path -> text) and no others. */
export function aroundOf(files: Readonly<Record<string, string>>): Around {
  const paths = Object.keys(files);
  const below = (folder: string) => (folder === "" ? "" : `${folder.replace(/\/$/, "")}/`);
  return {
    exists: (path) => paths.some((there) => there === path || there.startsWith(below(path))),
    read: (path) => files[path],
    queries: () => paths.filter(isSourcePath).flatMap((path) => readClientCalls(path, files[path] ?? "")),
    list(folder) {
      const rests = paths
        .filter((path) => path.startsWith(below(folder)))
        .map((path) => path.slice(below(folder).length));
      const names = rests.map((rest) => (rest.includes("/") ? rest.slice(0, rest.indexOf("/") + 1) : rest));
      return names.length === 0 ? undefined : [...new Set(names)];
    },
  };
}
