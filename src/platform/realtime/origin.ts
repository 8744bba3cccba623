/**
 * Whether a connection may come from there. A browser names the site that opens it, and only ours and those listed may:
 * no other page opens a socket in somebody's name. What is no browser names none.
 */
export function mayConnect(
  { origin, host }: { readonly origin?: string | undefined; readonly host?: string | undefined },
  listed: readonly string[],
): boolean {
  return origin === undefined || listed.includes(origin) || hostOf(origin) === host?.toLowerCase();
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
