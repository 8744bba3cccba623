import { LABELS } from '../services/service';
import { rabbitMqProgram } from '../services/local-rabbitmq';
import { redisProgram } from './own-redis';

const PROGRAMS = { redis: redisProgram, rabbitmq: rabbitMqProgram };

/**
 * `describe` for tests that kill a Redis or a RabbitMQ and so need the program: a server that others use is nobody's to
 * kill. Skipped where it is not installed, and failed instead under REQUIRE_SERVICES=1.
 */
export function describeWithOwn(name: keyof typeof PROGRAMS, title: string, tests: () => void): void {
  if (PROGRAMS[name]()) return void describe(title, tests);
  const reason = `no ${LABELS[name]} is installed to start and to kill`;
  if (process.env.REQUIRE_SERVICES === '1') {
    it(`${title}: ${reason}, and REQUIRE_SERVICES=1 forbids to skip`, () => {
      throw new Error(reason);
    });
  } else {
    process.stderr.write(`\nSkipped, for ${reason}: ${title}\n`);
    describe.skip(title, () => it(reason, () => undefined));
  }
}
