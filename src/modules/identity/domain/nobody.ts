/** The actor of a database transaction that nobody has signed in to yet. */
export const NOBODY = { employeeId: '00000000-0000-0000-0000-000000000000', role: 'nobody' };
