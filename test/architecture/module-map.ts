export type ModuleMap = Readonly<Record<string, readonly string[]>>;

/** The first circle in the map, as `a → b → a`; nothing when there is none. */
export function circleIn(map: ModuleMap): string | undefined {
  const settled = new Set<string>();
  const follow = (path: string[]): string | undefined => {
    const name = path.at(-1)!;
    if (path.indexOf(name) < path.length - 1) return path.slice(path.indexOf(name)).join(' → ');
    if (settled.has(name)) return undefined;
    for (const neighbour of map[name] ?? []) {
      const circle = follow([...path, neighbour]);
      if (circle !== undefined) return circle;
    }
    settled.add(name);
    return undefined;
  };
  for (const name of Object.keys(map)) {
    const circle = follow([name]);
    if (circle !== undefined) return circle;
  }
  return undefined;
}
