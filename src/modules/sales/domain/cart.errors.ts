import { DomainError } from '../../../kernel/domain-error';
import type { ComboChoice } from './cart';

export const productNotFound = (productId: string) =>
  new DomainError('not-found', 'catalog.product-not-found', 'There is no such product.', { productId });

export const variantNotFound = (variantId: string) =>
  new DomainError('not-found', 'catalog.variant-not-found', 'The product has no such variant.', { variantId });

export const unitNotFound = (unitId: string) =>
  new DomainError('not-found', 'catalog.unit-not-found', 'The product is not sold in such a unit.', { unitId });

export const variantRequired = (productId: string) =>
  new DomainError('invalid', 'sales.variant-required', 'The product is sold by its variants; choose one.', {
    productId,
  });

export const modifierNotFound = (modifierId: string) =>
  new DomainError('not-found', 'catalog.modifier-not-found', 'The product has no such modifier.', { modifierId });

export const modifierSelection = (groupId: string, minSelect: number, maxSelect: number, chosen: number) =>
  new DomainError('invalid', 'sales.modifier-selection', `Choose ${minSelect} to ${maxSelect} of this group.`, {
    groupId,
    minSelect,
    maxSelect,
    chosen,
  });

export const comboChoiceNotFound = ({ slotId, productId, variantId }: ComboChoice) =>
  new DomainError('not-found', 'catalog.combo-choice-not-found', 'The product offers no such choice.', {
    slotId,
    productId,
    variantId,
  });

export const comboSelection = (slotId: string, minSelect: number, maxSelect: number, chosen: number) =>
  new DomainError('invalid', 'sales.combo-selection', `Choose ${minSelect} to ${maxSelect} of this slot.`, {
    slotId,
    minSelect,
    maxSelect,
    chosen,
  });

export const comboNested = (productId: string) =>
  new DomainError('conflict', 'sales.combo-nested', 'A combo is no choice of another.', { productId });

export const tooManyLines = (max: number) =>
  new DomainError(
    'invalid',
    'sales.too-many-lines',
    `A sale has ${max} lines at most, with all that its combos hold.`,
    {
      max,
    },
  );

export const quantityTooFine = (productId: string, decimals: number) =>
  new DomainError('invalid', 'sales.quantity-too-fine', `The quantity may have ${decimals} decimals.`, {
    productId,
    decimals,
  });
