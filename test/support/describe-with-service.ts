import type { ServiceName } from './services/service';

/** The services that a machine may lack; PostgreSQL comes with the project. */
type OptionalService = Exclude<ServiceName, 'postgres'>;

/**
 * `describe` for tests that need Redis or RabbitMQ: skipped where there is none, which the start of the run has said
 * in one line, and failed instead under REQUIRE_SERVICES=1.
 */
export function describeWithService(name: OptionalService, title: string, tests: (url: string) => void): void {
  const url = process.env[`TEST_${name.toUpperCase()}_URL`];
  if (url) {
    describe(title, () => tests(url));
  } else if (process.env.REQUIRE_SERVICES === '1') {
    it(`${title}: needs ${name}, and REQUIRE_SERVICES=1 forbids to skip`, () => {
      throw new Error(process.env[`TEST_${name.toUpperCase()}_MISSING`] ?? `${name} was not looked for`);
    });
  } else {
    // Not called: without a URL its hooks and tests make no sense. Jest wants a test in every describe.
    describe.skip(title, () => it(`needs ${name}`, () => {}));
  }
}
