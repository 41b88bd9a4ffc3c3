// The columns of a graph: what waits for nothing, what waits only for these, and so on.

/** That one waits for another, by index. */
interface Link {
  readonly from: number;
  readonly to: number;
}

/**
 * The indices of `count` nodes by level, in each level in their own order. A link that closes a circle counts as if it were
 * not there.
 */
export function levelsOf(count: number, links: readonly Link[]): number[][] {
  const levels: number[][] = [];
  for (const [index, at] of depthsOf(count, links).entries()) {
    const level = levels[at];
    if (level) level.push(index);
    else levels[at] = [index];
  }
  return levels;
}

function depthsOf(count: number, links: readonly Link[]): number[] {
  const waiting = Array.from({ length: count }, () => 0);
  const next = waiting.map((): number[] => []);
  for (const { from, to } of links) {
    waiting[to] = (waiting[to] ?? 0) + 1;
    next[from]?.push(to);
  }
  const depths = Array.from({ length: count }, () => 0);
  const queue = [...waiting.keys()].filter((index) => waiting[index] === 0);
  const begun = new Set(queue);
  const begin = (index: number) => {
    begun.add(index);
    queue.push(index);
  };
  let first = 0;
  for (let at = 0; at < count; at++) {
    // In a circle nobody can begin: the first of the document does.
    while (at === queue.length && begun.has(first)) first++;
    if (at === queue.length) begin(first);
    const index = queue[at] ?? 0;
    for (const to of next[index] ?? []) {
      if (begun.has(to)) continue;
      depths[to] = Math.max(depths[to] ?? 0, (depths[index] ?? 0) + 1);
      waiting[to] = (waiting[to] ?? 0) - 1;
      if (waiting[to] === 0) begin(to);
    }
  }
  return depths;
}
