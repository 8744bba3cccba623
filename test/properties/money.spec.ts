import fc from 'fast-check';
import { allocate, divideHalfUp, sum } from '../../src/kernel/money';
import { fitsDecimals, formatQuantity, parseQuantity } from '../../src/kernel/quantity';

const amount = fc.bigInt({ min: 0n, max: 2n ** 53n - 1n });
const weights = fc.array(fc.oneof(fc.constant(0n), fc.bigInt({ min: 0n, max: 10n ** 12n })), {
  minLength: 1,
  maxLength: 60,
});

it('an allocation loses nothing, and gives nobody more than a unit above the fair share', () => {
  fc.assert(
    fc.property(amount, weights, (whole, parts) => {
      const shares = allocate(whole, parts);
      const total = sum(parts);
      expect(shares).toHaveLength(parts.length);
      expect(sum(shares)).toBe(whole);
      fc.pre(total > 0n);
      shares.forEach((share, index) => {
        const floor = (whole * parts[index]!) / total;
        expect(share === floor || share === floor + 1n).toBe(true);
        expect(share === 0n || parts[index]! > 0n).toBe(true);
      });
    }),
  );
});

it('a division is never further than half a unit from the truth, on either side of zero alike', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.bigInt({ min: 1n, max: 10n ** 9n }), (n, d) => {
      const rounded = divideHalfUp(n, d);
      const error = 2n * (rounded * d - n);
      expect(error <= d && error >= -d).toBe(true);
      expect(divideHalfUp(-n, d)).toBe(-rounded);
    }),
  );
});

it('a quantity is read back as it was written', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 9_999_999_999_999n }), (quantity) => {
      const text = formatQuantity(quantity);
      expect(parseQuantity(text)).toBe(quantity);
      expect(formatQuantity(parseQuantity(text)!)).toBe(text);
      const decimals = text.split('.')[1]?.length ?? 0;
      expect(fitsDecimals(quantity, decimals)).toBe(true);
      expect(decimals > 0 && fitsDecimals(quantity, decimals - 1)).toBe(false);
    }),
  );
});

it('whatever is not a plain decimal of at most four places is no quantity', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.double().map(String), fc.float().map(String)), (text) => {
      const quantity = parseQuantity(text);
      expect(quantity !== null).toBe(/^[0-9]{1,9}(\.[0-9]{1,4})?$/.test(text));
      expect(quantity === null || Number(formatQuantity(quantity)) === Number(text)).toBe(true);
    }),
  );
});
