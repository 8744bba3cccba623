import type { PlantedDefect } from './planted-defect';

const aPromotion = (limits: string) => `
  with promotion as (
    insert into catalog.promotions (business_id, id, name, kind, rate_bps, amount, quantities, max_uses, max_uses_per_customer)
    select business_id, gen_random_uuid(), 'Promo', 'percentage', 1000, 0, '{1}', ${limits}
      from sales.transactions where id = :sale
    returning business_id, id)`;

export const inOffers: readonly PlantedDefect[] = [
  {
    title: 'a use of a promotion was taken by no sale',
    sql: `${aPromotion('5, null')}
          insert into catalog.promotion_uses (business_id, promotion_id, uses) select business_id, id, 1 from promotion`,
    caughtBy: ['catalog.promotions-are-counted'],
  },
  {
    title: 'a promotion was given to a customer and not counted',
    sql: `${aPromotion('null, 1')}, counted as (
            insert into catalog.promotion_uses (business_id, promotion_id, uses) select business_id, id, 1 from promotion)
          insert into sales.item_discounts (business_id, id, item_id, position, scope, source, source_id, name, amount, before_tax)
          select i.business_id, gen_random_uuid(), i.id, 1, 'line', 'promotion', p.id, 'Promo', 1, 1
            from sales.transaction_items i, promotion p where i.transaction_id = :sale and i.line_number = 1`,
    caughtBy: ['catalog.promotions-are-counted-per-customer', 'sales.discounts-have-reasons'],
  },
  {
    title: 'a voucher was spent by no sale',
    sql: `insert into catalog.vouchers (business_id, id, batch_id, code, value, remaining)
          select business_id, gen_random_uuid(), gen_random_uuid(), 'WORTH', 10000, 9999 from sales.transactions where id = :sale`,
    caughtBy: ['catalog.vouchers-are-their-sales'],
  },
  {
    title: 'a voucher was used by no sale',
    sql: `${aPromotion('null, null')}
          insert into catalog.vouchers (business_id, id, batch_id, code, promotion_id, max_uses, uses)
          select business_id, gen_random_uuid(), gen_random_uuid(), 'MERDEKA', id, 2, 1 from promotion`,
    caughtBy: ['catalog.vouchers-are-their-sales'],
  },
  {
    title: 'an approval of a sale was never given',
    sql: `insert into sales.sale_approvals (business_id, transaction_id, action, approval_id, approved_by)
          select business_id, id, 'sale.discount', gen_random_uuid(), employee_id from sales.transactions where id = :sale`,
    caughtBy: ['sales.approvals-were-lent'],
  },
];
