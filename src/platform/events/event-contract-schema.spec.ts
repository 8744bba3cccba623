import { z } from 'zod';
import type { EventContract } from './event-contract';
import { amountField, quantityField } from './event-contract-fields';
import { fingerprintOf, publishedSchema } from './event-contract-schema';

const schema = z.object({ saleId: z.uuid(), total: amountField, status: z.enum(['paid', 'open']) });
const sold: EventContract = { type: 'sales.thing-sold', version: 1, description: 'A thing was sold.', schema };
const fingerprint = (changed: Partial<EventContract>) => fingerprintOf(publishedSchema({ ...sold, ...changed }));

describe('the published schema of an event', () => {
  it('says what happened, in which unit, and allows no fact that it does not name', () => {
    expect(publishedSchema(sold)).toEqual({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: 'urn:tillbook:event:sales.thing-sold:1',
      title: 'sales.thing-sold.v1',
      description: 'A thing was sold.',
      type: 'object',
      properties: {
        saleId: { type: 'string', format: 'uuid' },
        total: expect.objectContaining({ type: 'integer', description: expect.stringContaining('minor units') }),
        status: { type: 'string', enum: ['paid', 'open'] },
      },
      required: ['saleId', 'total', 'status'],
      additionalProperties: false,
    });
  });

  it('knows a quantity by its decimals', () => {
    const { pattern } = (publishedSchema({ ...sold, schema: z.object({ quantity: quantityField }) }) as any).properties
      .quantity;
    const isQuantity = (text: string) => new RegExp(pattern).test(text);
    expect(['2', '0.25', '-1.5'].filter(isQuantity)).toEqual(['2', '0.25', '-1.5']);
    expect(['', '1.23456', '1e3', '.5', '1,5'].filter(isQuantity)).toEqual([]);
  });
});

describe('the fingerprint of a schema', () => {
  it('stays when the facts are written in another order', () => {
    const status = z.enum(['open', 'paid']);
    expect(fingerprint({ schema: z.object({ status, total: amountField, saleId: z.uuid() }) })).toBe(fingerprint({}));
  });

  it.each<[string, Partial<EventContract>]>([
    ['a fact is added', { schema: schema.extend({ cashier: z.string() }) }],
    ['a fact is added that may be absent', { schema: schema.extend({ cashier: z.string().optional() }) }],
    ['a fact is gone', { schema: schema.omit({ total: true }) }],
    ['a fact may be absent', { schema: schema.partial({ total: true }) }],
    ['a fact may be null', { schema: schema.extend({ total: amountField.nullable() }) }],
    ['a fact is of another type', { schema: schema.extend({ total: z.string() }) }],
    ['a fact is in another unit', { schema: schema.extend({ total: amountField.describe('Thousands of rupiah.') }) }],
    ['a choice is added', { schema: schema.extend({ status: z.enum(['paid', 'open', 'void']) }) }],
    ['it means something else', { description: 'A thing was given away.' }],
    ['it is another version', { version: 2 }],
    ['it is another event', { type: 'sales.thing-returned' }],
  ])('changes when %s', (_, changed) => {
    expect(fingerprint(changed)).not.toBe(fingerprint({}));
  });
});
