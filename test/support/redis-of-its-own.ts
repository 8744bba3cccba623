/**
 * The run's Redis, with keys of one's own: attempts to log in are counted there for a quarter of an hour. No variable
 * where the run has none.
 */
export function redisOfItsOwn(name: string): { REDIS_URL?: string } {
  const { TEST_REDIS_URL } = process.env;
  if (!TEST_REDIS_URL) return {};
  const url = new URL(TEST_REDIS_URL);
  url.searchParams.set('keyPrefix', `${name}:`); // ioredis reads its options from the query too
  return { REDIS_URL: url.toString() };
}
