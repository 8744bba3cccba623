import { derivedId } from '../kernel/ids';

/** The ids of what a `BusinessPlan` names: the same business and name always give the same id. */
export const idsOf = (businessId: string) => {
  const of = (kind: string) => (name: string) => derivedId(businessId, `${kind}:${name}`);
  return {
    outlet: of('outlet'),
    employee: of('employee'),
    account: of('account'),
    taxRule: of('tax-rule'),
    category: of('category'),
    product: of('product'),
    variant: of('variant'),
    modifierGroup: of('modifier-group'),
    modifier: (group: string, name: string) => derivedId(businessId, `modifier:${group}/${name}`),
    comboSlot: (combo: string, name: string) => derivedId(businessId, `combo-slot:${combo}/${name}`),
    comboChoice: (combo: string, slot: string, sku: string) =>
      derivedId(businessId, `combo-choice:${combo}/${slot}/${sku}`),
    ingredient: of('ingredient'),
    tier: of('tier'),
    customer: of('customer'),
    table: (outlet: string, code: string) => derivedId(businessId, `table:${outlet}/${code}`),
  };
};

export type BusinessIds = ReturnType<typeof idsOf>;
