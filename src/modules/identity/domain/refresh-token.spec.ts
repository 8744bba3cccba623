import { formatRefreshToken, judgeRefreshToken, parseRefreshToken } from './refresh-token';

const token = {
  businessId: '01936f0e-0000-7000-8000-000000000001',
  tokenId: '01936f0e-0000-7000-8000-000000000002',
  secret: 'A'.repeat(43),
};

describe('a refresh token', () => {
  it('is read as it was written', () => {
    expect(parseRefreshToken(formatRefreshToken(token))).toEqual(token);
  });

  it.each([
    ['nothing', ''],
    ['a part too few', `${token.businessId}.${token.secret}`],
    ['an id that is none', `kopi.${token.tokenId}.${token.secret}`],
    ['a short secret', `${token.businessId}.${token.tokenId}.${'A'.repeat(42)}`],
    ['a secret of other letters', `${token.businessId}.${token.tokenId}.${'+'.repeat(43)}`],
    ['a line more', `${formatRefreshToken(token)}\n`],
  ])('is not %s', (_, text) => {
    expect(parseRefreshToken(text)).toBeNull();
  });

  it.each([
    ['good while it is new', {}, 'good'],
    ['spent when it was used a moment ago', { spentForSeconds: 10 }, 'spent'],
    ['spent when another used it at the same time', { spentForSeconds: -0.01 }, 'spent'],
    ['reused when it was used before', { spentForSeconds: 10.1 }, 'reused'],
    ['invalid when its session has been ended', { revoked: true, spentForSeconds: 60 }, 'invalid'],
    ['invalid when its session has run out', { expired: true }, 'invalid'],
  ])('is %s', (_, known, verdict) => {
    expect(judgeRefreshToken({ revoked: false, expired: false, spentForSeconds: null, ...known })).toBe(verdict);
  });
});
