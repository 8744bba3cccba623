import { formatPairingCode, readPairingCode } from './pairing-code';

describe('A pairing code', () => {
  it('is read however it was typed', () => {
    expect(formatPairingCode('AB1D0FGH23')).toBe('AB1D0-FGH23');
    for (const typed of ['AB1D0-FGH23', 'ab1d0fgh23', ' ABID0 FGH23 ', 'ABLDO-FGH23', 'a-b-1-d-0-f-g-h-2-3']) {
      expect(readPairingCode(typed)).toBe('AB1D0FGH23');
    }
  });

  it.each(['', 'AB1D0-FGH2', 'AB1D0-FGH234', 'AB1D0-FGHU3', 'AB1D0-FGH2!'])('is none where it reads "%s"', (typed) => {
    expect(readPairingCode(typed)).toBeNull();
  });
});
