import type { Prisma } from '../../../platform/database/generated/client';

/** What belongs to a product on a till, in the order of the menu. */
export const productParts = {
  variants: { where: { active: true }, orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }] },
  productModifierGroups: {
    orderBy: [{ sortOrder: 'asc' }, { groupId: 'asc' }],
    include: {
      modifierGroup: {
        include: { modifiers: { where: { active: true }, orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }] } },
      },
    },
  },
} satisfies Prisma.ProductInclude;
