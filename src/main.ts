import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { setTimeout as afterMs } from 'node:timers/promises';
import { AppModule } from './app.module';
import { banner } from './demo/banner';
import { launch } from './launch';
import { type Environment, InvalidEnvironment, readEnvironment } from './platform/config/environment';
import { Departure } from './platform/http/departure';
import { createHttpApplication } from './platform/http/http-application';
import { createLogger, NestLogger } from './platform/observability/logger';

const EXIT_CONFIG = 78;

async function main(): Promise<void> {
  const environment = readEnvironmentOrExit();
  const log = createLogger(environment.LOG_LEVEL);
  const launched = await launch(environment, log);
  const app = await createHttpApplication(
    AppModule.of(launched.environment),
    launched.environment,
    new NestLogger(log),
  );
  closeOnSignal(environment.SHUTDOWN_GRACE_MS, async (signal) => {
    app.get(Departure).announce();
    // A balancer keeps connections: one that is closed as it sends a request cannot know what became of it.
    if (signal === 'SIGTERM') await afterMs(environment.SHUTDOWN_NOTICE_MS);
    await app.close();
    await launched.stop();
  });
  await app.listen(environment.PORT, environment.HOST);

  const { port } = app.getHttpServer().address() as AddressInfo;
  const url = environment.PUBLIC_URL ?? `http://localhost:${port}`;
  if (environment.DEMO_MODE) process.stdout.write(banner(url, environment.DEMO_PASSWORD, launched.embeddedIn));
  else log.info(`Tillbook serves ${url} as ${environment.APP_ROLE}`);
}

/** What is under way is answered and committed, and nothing new begins; what is not done in time is cut. */
function closeOnSignal(graceMs: number, close: (signal: NodeJS.Signals) => Promise<void>): void {
  let closing = false;
  const end = (signal: NodeJS.Signals): void => {
    if (closing) return;
    closing = true;
    setTimeout(() => process.exit(1), graceMs).unref();
    close(signal).then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', end).on('SIGINT', end);
}

function readEnvironmentOrExit(): Environment {
  try {
    return readEnvironment();
  } catch (error) {
    if (!(error instanceof InvalidEnvironment)) throw error;
    process.stderr.write(`The configuration is not valid:\n${error.message}\n`);
    process.exit(EXIT_CONFIG);
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
