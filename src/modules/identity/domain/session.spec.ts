import { chooseOutlet, claimsOf, type Employee, keepOutlet, sessionUser } from './session';

const employee = (...outletIds: string[]): Employee => ({
  businessId: 'kopi-senja',
  employeeId: 'sari',
  name: 'Sari',
  role: 'cashier',
  outletIds,
});

describe('the outlet of a session', () => {
  it('is the one asked for', () => {
    expect(chooseOutlet('jkt1', employee('jkt1', 'mks1'))).toBe('jkt1');
  });

  it('is the first, where nobody asks, and none for who works at none', () => {
    expect(chooseOutlet(undefined, employee('jkt1', 'mks1'))).toBe('jkt1');
    expect(chooseOutlet(undefined, employee())).toBeNull();
  });

  it('is not one where the employee does not work', () => {
    expect(() => chooseOutlet('bdg1', employee('jkt1'))).toThrow(
      expect.objectContaining({ kind: 'forbidden', code: 'identity.outlet-forbidden' }),
    );
  });

  it('stays for as long as the employee works there', () => {
    expect(keepOutlet('jkt1', employee('jkt1', 'mks1'))).toBe('jkt1');
    expect(keepOutlet('mks1', employee('jkt1', 'mks1'))).toBe('mks1');
    expect(keepOutlet('bdg1', employee('jkt1', 'mks1'))).toBe('jkt1');
    expect(keepOutlet('bdg1', employee())).toBeNull();
  });
});

it('an access token says who, where and in which session', () => {
  const user = sessionUser(employee('jkt1'), 'jkt1');
  expect(user.userId).toBe(user.employeeId);
  expect(claimsOf({ sessionId: 'morning', refreshToken: 'secret', user })).toEqual({
    businessId: 'kopi-senja',
    employeeId: 'sari',
    role: 'cashier',
    outletIds: ['jkt1'],
    outletId: 'jkt1',
    sessionId: 'morning',
  });
});
