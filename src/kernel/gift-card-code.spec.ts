import { formatGiftCardCode, giftCardCode, giftCardEnding, readGiftCardCode } from './gift-card-code';

const bytes = (text: string) => Buffer.from(text, 'hex');

describe('The code of a gift card', () => {
  it('has a hundred bits of what it is made of', () => {
    expect(giftCardCode(bytes('00'.repeat(32)))).toBe('0'.repeat(20));
    expect(giftCardCode(bytes('ff'.repeat(32)))).toBe('Z'.repeat(20));
    expect(giftCardCode(bytes('08421084210842108421084210'))).toBe('1'.repeat(20));
    expect(giftCardCode(bytes('00000000000000000000000010'))).toBe(`${'0'.repeat(19)}1`);
  });

  it('is printed in groups, and read however it is typed', () => {
    const code = 'ABCDE01234FGHJK56789';
    expect(formatGiftCardCode(code)).toBe('ABCDE-01234-FGHJK-56789');
    for (const typed of ['ABCDE-01234-FGHJK-56789', 'abcde o1234 fghjk 56789', 'ABCDEOI234FGHJK56789']) {
      expect(readGiftCardCode(typed)).toBe(code);
    }
    expect(giftCardEnding(code)).toBe('6789');
  });

  it.each(['', 'ABCDE', 'ABCDE-01234-FGHJK-5678', 'ABCDE-01234-FGHJK-56789-0', 'UBCDE-01234-FGHJK-56789'])(
    'is not %p',
    (typed) => {
      expect(readGiftCardCode(typed)).toBeNull();
    },
  );
});
