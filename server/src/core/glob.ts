// The only file that knows the glob library.
import picomatch from "picomatch/posix.js";

/** Answers whether a path (relative, with `/`) matches. */
export type Matcher = (path: string) => boolean;

/**
 * Compiles globs as users write them: dot files included; a glob without `/` matches at any depth, one that ends in `/`
 * matches all below that folder. No globs match nothing.
 */
export function matcher(globs: readonly string[]): Matcher {
  if (globs.length === 0) return () => false;
  return picomatch(globs.flatMap(widen), { dot: true });
}

function widen(glob: string): string[] {
  const anchored = glob.replace(/^\.?\//, "");
  const deep = anchored.endsWith("/") ? `${anchored}**` : anchored;
  return glob.startsWith("/") || anchored.slice(0, -1).includes("/") ? [deep] : [deep, `**/${deep}`];
}
