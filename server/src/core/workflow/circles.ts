// Circles in what leads to what.

/** The items that come behind one, at first hand or later; itself only if it is in a circle. */
export function reachedBy<T>(item: T, following: (item: T) => Iterable<T>): ReadonlySet<T> {
  const reached = new Set<T>();
  const waiting = [item];
  for (let from = waiting.pop(); from !== undefined; from = waiting.pop()) {
    for (const to of following(from)) {
      if (reached.has(to)) continue;
      reached.add(to);
      waiting.push(to);
    }
  }
  return reached;
}

/** More items than anybody writes in one place: beyond, nobody looks what each of them leads to. */
export const MAX_ITEMS = 300;

/** The circles among the items: those that lead to each other. None where there are too many. */
export function circlesAmong<T>(items: readonly T[], following: (item: T) => Iterable<T>): T[][] {
  if (items.length > MAX_ITEMS) return [];
  const reached = new Map(items.map((item) => [item, reachedBy(item, following)]));
  const circles: T[][] = [];
  const placed = new Set<T>();
  for (const item of items) {
    const all = reached.get(item);
    if (placed.has(item) || !all?.has(item)) continue;
    const circle = items.filter((other) => all.has(other) && reached.get(other)?.has(item));
    for (const member of circle) placed.add(member);
    circles.push(circle);
  }
  return circles;
}
