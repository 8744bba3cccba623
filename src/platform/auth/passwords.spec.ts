import { hashPassword, Passwords } from './passwords';

describe('passwords', () => {
  it('are kept as Argon2id with 19 MiB and two passes, salted', async () => {
    const [first, second] = await Promise.all([hashPassword('kopi hitam'), hashPassword('kopi hitam')]);
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(second).not.toBe(first);
  });

  it('fit their owners and nobody else', async () => {
    const passwords = new Passwords();
    await passwords.onModuleInit();
    const owners = await Promise.all(
      ['kopi hitam', 'kopi susu', 'kopi hitam'].map(async (password, id) => ({
        id,
        passwordHash: await hashPassword(password),
      })),
    );
    const found = await passwords.ownersOf('kopi hitam', owners);
    expect(found.map(({ id }) => id)).toEqual([0, 2]);
    await expect(passwords.ownersOf('kopi tubruk', owners)).resolves.toEqual([]);
    await expect(passwords.ownersOf('kopi hitam', [])).resolves.toEqual([]);
  });
});
