import { demoPin } from './demo-pins';

/** What a newcomer needs first. */
export function banner(url: string, password: string, embeddedIn: string | null): string {
  const pinOf = (email: string) => demoPin(password, email);
  return `
  Tillbook is open: ${url}
  API description:  ${url}/docs
  Database:         ${embeddedIn ? `embedded PostgreSQL in ${embeddedIn}` : 'DATABASE_URL'}

  Demo log-ins, password ${password}
    Kopi Senja, a café:     owner@kopisenja.test  manager@…  cashier@…  kitchen@…
    Toko Maju, a minimarket: owner@tokomaju.test  manager@…  cashier@…  kitchen@…
    PINs to approve with:    ${pinOf('manager@kopisenja.test')}  ${pinOf('manager@tokomaju.test')} (their managers’)

`;
}
