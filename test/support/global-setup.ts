import { resolveService, ServiceUnavailable } from './services';
import { LABELS, VARIABLES, type Service, type ServiceName } from './services/service';
import { services, stopServices } from './services/started';
import { prepareTemplateDatabase } from './template-database';
import { currentRun, dropDatabasesOfDeadRuns, templateName } from './test-run';

/** What these folders hold needs no service, so `npm test -- src` starts at once. */
const WITHOUT_SERVICES = /^(\.\/)?(src|test\/(architecture|properties))(\/|$)/;

interface JestConfig {
  readonly testPathPatterns: { readonly patterns: string[] };
}

/** Once for the whole run: finds the services, and tells the workers through the environment. */
export default async function globalSetup({ testPathPatterns: { patterns } }: JestConfig): Promise<void> {
  if (patterns.length > 0 && patterns.every((pattern) => WITHOUT_SERVICES.test(pattern))) return;
  try {
    const [postgres] = await Promise.all([find('postgres'), findOptional('redis'), findOptional('rabbitmq')]);
    await dropDatabasesOfDeadRuns(postgres.url);
    process.env.TEST_RUN = currentRun();
    await prepareTemplateDatabase(postgres.url, templateName(currentRun()));
  } catch (error) {
    await stopServices(); // jest calls no tear-down after a set-up that failed
    throw error;
  }
}

async function find(name: ServiceName): Promise<Service> {
  const service = await resolveService(name);
  services.push(service);
  process.env[`TEST_${name.toUpperCase()}_URL`] = service.url;
  return service;
}

async function findOptional(name: ServiceName): Promise<void> {
  try {
    await find(name);
  } catch (error) {
    if (!(error instanceof ServiceUnavailable)) throw error;
    const fate = process.env.REQUIRE_SERVICES === '1' ? 'fails (REQUIRE_SERVICES=1)' : 'is skipped';
    const line = `No ${LABELS[name]}: what needs it ${fate}. Set ${VARIABLES[name]}, start Docker, or install it.`;
    process.env[`TEST_${name.toUpperCase()}_MISSING`] = `${line} Looked for: ${error.message}`;
    process.stderr.write(`\n${line}\n`);
  }
}
