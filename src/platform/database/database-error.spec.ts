import { DatabaseError } from 'pg';
import { type DatabaseComplaint, outcomeOf, readComplaint, toDomainError } from './database-error';

/** As node-postgres throws it. */
function fromPostgres(code: string, fields: Partial<DatabaseError> = {}): DatabaseError {
  return Object.assign(new DatabaseError('it is refused', 0, 'error'), { code, severity: 'ERROR', ...fields });
}

/** As Prisma throws it, with the adapter's own inside. */
function fromPrisma(code: string, cause: Record<string, unknown>, message = 'Raw query failed.'): Error {
  return Object.assign(new Error(message), { code, meta: { driverAdapterError: { cause } } });
}

describe('A complaint of PostgreSQL', () => {
  const expected: DatabaseComplaint = {
    sqlState: 'TB409',
    message: 'it is refused',
    detail: 'sales.shift-not-open',
    hint: '{"a":1}',
    constraint: undefined,
  };
  const { detail, hint } = expected;

  it.each([
    ['node-postgres', fromPostgres('TB409', { detail, hint })],
    [
      'Prisma',
      fromPrisma('P2010', { kind: 'postgres', originalCode: 'TB409', originalMessage: 'it is refused', detail, hint }),
    ],
  ])('is read alike from %s', (_, thrown) => {
    expect(readComplaint(thrown)).toEqual(expected);
  });

  it('names the constraint that was broken', () => {
    expect(readComplaint(fromPostgres('23505', { constraint: 'sales_pkey' }))?.constraint).toBe('sales_pkey');
    const constraint = { index: 'sales_pkey' };
    expect(readComplaint(fromPrisma('P2010', { originalCode: '23505', constraint }))?.constraint).toBe('sales_pkey');
  });

  it.each([
    undefined,
    null,
    'text',
    new Error('no'),
    Object.assign(new Error('no'), { code: 'EPIPE' }),
    new Error('no', { cause: { code: 'ECONNREFUSED' } }),
  ])('is not %s', (thrown) => {
    expect(readComplaint(thrown)).toBeNull();
  });

  it('becomes a refusal when it is one of ours', () => {
    expect(toDomainError(expected)).toMatchObject({
      kind: 'conflict',
      code: 'sales.shift-not-open',
      message: 'it is refused',
      details: { facts: { a: 1 } },
    });
    expect(toDomainError({ ...expected, hint: undefined })?.details).toEqual({});
    expect(toDomainError({ ...expected, detail: undefined })).toBeNull();
    expect(toDomainError({ ...expected, sqlState: 'TB001' })).toBeNull();
    expect(toDomainError({ ...expected, sqlState: '23505' })).toBeNull();
  });
});

describe('What became of a transaction that threw', () => {
  const system = (code: string) => Object.assign(new Error(`connect ${code}`), { code, errno: -1, syscall: 'connect' });

  it.each([
    ['rolled-back', 'a deadlock', fromPostgres('40P01')],
    ['rolled-back', 'a serialization failure', fromPostgres('40001')],
    ['rolled-back', 'a write conflict, as Prisma says it', fromPrisma('P2034', { kind: 'TransactionWriteConflict' })],
    [
      'rolled-back',
      'a deadlock under raw SQL',
      fromPrisma('P2010', { kind: 'TransactionWriteConflict', originalCode: '40P01' }),
    ],
    ['unavailable', 'a lock that took too long', fromPostgres('55P03')],
    ['unavailable', 'a statement that took too long', fromPostgres('57014')],
    ['unavailable', 'too many connections', fromPostgres('53300')],
    ['unavailable', 'a server that starts up', fromPostgres('57P03')],
    [
      'unavailable',
      'a transaction that took too long',
      new Error('Transaction API error: A query cannot be executed on an expired transaction.'),
    ],
    ['unknown', 'a session that was ended', fromPostgres('57P01')],
    ['unknown', 'a connection failure', fromPostgres('08006')],
    ['unknown', 'a connection that broke', new Error('Connection terminated unexpectedly')],
    ['unknown', 'a client that is broken', new Error('Client has encountered a connection error and is not queryable')],
    ['unknown', 'silence', new Error('Query read timeout')],
    ['unknown', 'a reset', system('ECONNRESET')],
    ['unknown', 'a broken pipe', system('EPIPE')],
    ['unknown', 'a closed port', system('ECONNREFUSED')],
    ['unknown', 'an unknown host', system('EAI_AGAIN')],
    ['unavailable', 'a pool that is empty', new Error('timeout exceeded when trying to connect')],
    [
      'unknown',
      'a connection that broke under Prisma',
      fromPrisma('P1017', { kind: 'ConnectionClosed' }, 'Server has closed the connection.'),
    ],
    ['unknown', 'the same under raw SQL', fromPrisma('P2010', { kind: 'ConnectionClosed' })],
    ['unknown', 'a server that Prisma cannot reach', fromPrisma('P1001', { kind: 'DatabaseNotReachable' })],
    ['refused', 'a broken constraint', fromPostgres('23505')],
    ['refused', 'a refusal of ours', fromPrisma('P2010', { originalCode: 'TB409' })],
    ['refused', 'a mistake of ours', new TypeError('x is not a function')],
    ['refused', 'nothing', undefined],
  ])('%s: %s', (outcome, _, thrown) => {
    expect(outcomeOf(thrown)).toBe(outcome);
  });
});
