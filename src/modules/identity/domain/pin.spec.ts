import { ROLES } from '../../../kernel/roles';
import { maySetPinOf, refuseSimplePin } from './pin';

describe('a PIN', () => {
  it.each([['000000'], ['777777'], ['123456'], ['98765432'], ['890123'], ['135791'], ['246802']])(
    '%s is too simple',
    (pin) => expect(() => refuseSimplePin(pin)).toThrow(expect.objectContaining({ code: 'identity.pin-too-simple' })),
  );

  it.each([['112233'], ['123457'], ['490217'], ['10000000']])('%s is not', (pin) =>
    expect(() => refuseSimplePin(pin)).not.toThrow(),
  );

  it('is set by an owner for everybody, by a manager for who is below, and by nobody else', () => {
    const settable = (setter: (typeof ROLES)[number]) => ROLES.filter((holder) => maySetPinOf(setter, holder));
    expect(settable('owner')).toEqual(ROLES);
    expect(settable('manager')).toEqual(ROLES.filter((role) => role !== 'owner' && role !== 'manager'));
    expect(ROLES.filter((role) => role !== 'owner' && role !== 'manager').flatMap(settable)).toEqual([]);
  });
});
