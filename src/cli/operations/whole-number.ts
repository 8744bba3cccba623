/** What was typed as a number. */
export function wholeNumber(flag: string, text: string, { from, to }: { from: number; to: number }): number {
  const number = /^\d+$/.test(text) ? Number(text) : NaN;
  if (number >= from && number <= to) return number;
  throw new Error(`${flag} takes a whole number from ${from} to ${to}.`);
}
