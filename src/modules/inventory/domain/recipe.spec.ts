import { formatQuantity, parseQuantity } from '../../../kernel/quantity';
import { ingredientUses, type RecipeLine } from './recipe';

const line = (ingredientId: string, quantity: string, variantId: string | null = null): RecipeLine => ({
  productId: 'coffee',
  variantId,
  ingredientId,
  quantity: parseQuantity(quantity)!,
});
const RECIPE = [line('beans', '20'), line('milk', '200'), line('sugar', '10')];

const uses = (quantity: string, lines: RecipeLine[], variantId: string | null = null, productId = 'coffee') =>
  ingredientUses([{ itemId: 'item', productId, variantId, quantity: parseQuantity(quantity)! }], lines).map((use) => [
    use.ingredientId,
    formatQuantity(use.quantity),
  ]);

describe('What a sold item takes of its ingredients', () => {
  it('is the recipe times the quantity', () => {
    expect(uses('2', RECIPE)).toEqual([
      ['beans', '40'],
      ['milk', '400'],
      ['sugar', '20'],
    ]);
  });

  it('follows the recipe of the variant where it has its own', () => {
    expect(uses('1', [...RECIPE, line('beans', '30', 'large')], 'large')).toEqual([['beans', '30']]);
  });

  it('follows the general recipe where the variant has none', () => {
    expect(uses('1', [...RECIPE, line('beans', '30', 'large')], 'small')).toHaveLength(3);
  });

  it('is nothing without a recipe', () => {
    expect(uses('1', RECIPE, null, 'tea')).toEqual([]);
  });

  it('is rounded half up to four decimals, and left out when that is nothing', () => {
    expect(uses('0.5', [line('saffron', '0.0003'), line('gold', '0.0001')])).toEqual([
      ['saffron', '0.0002'],
      ['gold', '0.0001'],
    ]);
    expect(uses('0.4', [line('gold', '0.0001')])).toEqual([]);
  });
});
