import type { Naming } from './naming';

export const LOCAL_SALE_PLACES: Record<string, Naming> = {
  'POST /api/v1/sales body items[].product_id': {
    send: (product_id, as) => as.post('/sales', { items: [{ product_id, quantity: 1 }] }),
    of: ({ ids }) => ids.product('KS-KOPI-SUSU'),
    answer: 'catalog.product-not-found',
  },
};
