import { mayConnect } from './origin';

const LISTED = ['https://screens.kopi.test'];

it.each<[string, string | undefined, boolean]>([
  ['a native client', undefined, true],
  ['a page of this server', 'http://Till.kopi.test:3000', true],
  ['a page that is listed', 'https://screens.kopi.test', true],
  ['a page of another server', 'https://kopi.test', false],
  ['a page of another port', 'http://till.kopi.test:8080', false],
  ['a listed name under another scheme', 'http://screens.kopi.test', false],
  ['a name that begins like a listed one', 'https://screens.kopi.test.evil.test', false],
  ['a page that hides where it is from', 'null', false],
  ['nonsense', 'kopi', false],
  ['nothing, said aloud', '', false],
])('%s: %p may connect: %p', (_, origin, may) => {
  expect(mayConnect({ origin, host: 'till.kopi.test:3000' }, LISTED)).toBe(may);
});

it('A page without an address is not the page of a request without a host', () => {
  expect(mayConnect({ origin: 'null' }, [])).toBe(false);
});
