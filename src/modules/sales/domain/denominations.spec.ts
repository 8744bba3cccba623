import { requireDenominationsSum } from './denominations';

const notes = (...pairs: [value: bigint, count: bigint][]) => pairs.map(([value, count]) => ({ value, count }));
const refusal = (code: string) => expect.objectContaining({ code });

describe('What was counted by note and coin', () => {
  it('comes to what was counted', () => {
    expect(() => requireDenominationsSum(notes([100_000n, 2n], [500n, 3n], [50n, 0n]), 201_500n)).not.toThrow();
    expect(() => requireDenominationsSum([], 0n)).not.toThrow();
  });

  it.each([201_499n, 201_501n, 0n])('does not come to %s', (counted) => {
    expect(() => requireDenominationsSum(notes([100_000n, 2n], [500n, 3n]), counted)).toThrow(
      refusal('sales.denominations-differ'),
    );
  });

  it('says each value once', () => {
    expect(() => requireDenominationsSum(notes([500n, 1n], [500n, 1n]), 1_000n)).toThrow(
      refusal('sales.denomination-twice'),
    );
  });
});
