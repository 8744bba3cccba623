import { chooseOutlet, readHandshake } from './handshake';

const MENTENG = '019aa000-0000-7000-8000-000000000001';
const TEBET = '019aa000-0000-7000-8000-000000000002';
const ABROAD = '019aa000-0000-7000-8000-000000000003';
const withCode = (code: string) => expect.objectContaining({ code });

describe('The handshake of a socket', () => {
  it('brings a token, and may bring a position and an outlet', () => {
    expect(readHandshake({ token: 't', after: 7, outletId: TEBET })).toEqual({ token: 't', after: 7, outletId: TEBET });
    expect(readHandshake({ token: 't' })).toEqual({ token: 't', after: null, outletId: null });
    expect(readHandshake({ token: 't', after: null, join: 'outlet:x' })).toEqual({
      token: 't',
      after: null,
      outletId: null,
    });
  });

  it.each([undefined, null, 'token', {}, { token: '' }, { token: 5 }])('is refused without a token: %p', (auth) => {
    expect(() => readHandshake(auth)).toThrow(withCode('auth.token-missing'));
  });

  it.each([{ after: -1 }, { after: 1.5 }, { after: '7' }, { after: 2 ** 60 }, { outletId: 'all' }])(
    'is refused with %p',
    (more) => {
      expect(() => readHandshake({ token: 't', ...more })).toThrow(withCode('realtime.handshake-invalid'));
    },
  );
});

describe('The outlet of a socket', () => {
  it('is the one that is asked for, when the employee works there', () => {
    expect(chooseOutlet({ outletId: MENTENG, outletIds: [MENTENG, TEBET] }, TEBET)).toBe(TEBET);
    expect(() => chooseOutlet({ outletId: MENTENG, outletIds: [MENTENG] }, ABROAD)).toThrow(
      withCode('identity.outlet-not-found'),
    );
  });

  it('is the one chosen at log-in, or the only one', () => {
    expect(chooseOutlet({ outletId: TEBET, outletIds: [MENTENG, TEBET] }, null)).toBe(TEBET);
    expect(chooseOutlet({ outletId: null, outletIds: [MENTENG] }, null)).toBe(MENTENG);
  });

  it('must be chosen where there are several', () => {
    expect(() => chooseOutlet({ outletId: null, outletIds: [MENTENG, TEBET] }, null)).toThrow(
      withCode('realtime.outlet-missing'),
    );
  });
});
