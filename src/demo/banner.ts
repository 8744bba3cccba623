/** What a newcomer needs first. */
export function banner(url: string, password: string, embeddedIn: string | null): string {
  return `
  Tillbook is open: ${url}
  API description:  ${url}/docs
  Database:         ${embeddedIn ? `embedded PostgreSQL in ${embeddedIn}` : 'DATABASE_URL'}

  Demo log-ins, password ${password}
    Kopi Senja, a café:     owner@kopisenja.test  manager@…  cashier@…  kitchen@…
    Toko Maju, a minimarket: owner@tokomaju.test  manager@…  cashier@…  kitchen@…

`;
}
