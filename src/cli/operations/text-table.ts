const GAP = '  ';

/** Columns under their names; what is a number stands to the right. */
export function textTable(rows: readonly Readonly<Record<string, string | number>>[]): string {
  const names = Object.keys(rows[0] ?? {});
  const widths = names.map((name) => Math.max(name.length, ...rows.map((row) => String(row[name]).length)));
  const line = (cells: readonly (string | number)[]) =>
    cells
      .map((cell, place) =>
        typeof cell === 'number' ? String(cell).padStart(widths[place]!) : cell.padEnd(widths[place]!),
      )
      .join(GAP)
      .trimEnd();
  const head = names.map((name, place) => (typeof rows[0]![name] === 'number' ? name.padStart(widths[place]!) : name));
  return [line(head), ...rows.map((row) => line(names.map((name) => row[name]!)))].join('\n');
}
