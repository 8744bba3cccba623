import { randomUUID } from 'node:crypto';
import helmet from '@fastify/helmet';
import type { LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import type { Environment } from '../config/environment';
import { RequestRecord } from '../observability/request-record';
import { watchRequests } from '../observability/watch-requests';
import { installSockets } from '../realtime/socket-adapter';
import { drainOnClose } from './drain';
import { describeApi } from './openapi';
import { ProblemFilter } from './problem.filter';
import { keepRawBodies } from './raw-body';
import { createValidationPipe } from './validation';

const BODY_BYTES_MAX = 256 * 1_024;
const REQUEST_ID = /^[\w.:-]{1,128}$/;
const OUTSIDE_THE_PREFIX = ['health/live', 'health/ready', 'metrics', 'openapi.json'];

/** The application as it is served: the same for `npm start`, the image and the tests. */
export async function createHttpApplication(
  rootModule: Parameters<typeof NestFactory.create>[0],
  environment: Environment,
  logger: LoggerService,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_BYTES_MAX,
    trustProxy: environment.TRUST_PROXY,
    requestTimeout: 30_000,
    keepAliveTimeout: 65_000,
    return503OnClosing: false,
    routerOptions: { ignoreTrailingSlash: true },
    genReqId: (request: { headers: Record<string, unknown> }) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
    },
  });
  const app = await NestFactory.create<NestFastifyApplication>(rootModule, adapter, { logger, bodyParser: false });
  const fastify = app.getHttpAdapter().getInstance();
  watchRequests(fastify, app.get(RequestRecord));
  fastify.removeContentTypeParser('text/plain'); // JSON alone is read
  keepRawBodies(fastify);
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.header('X-Request-Id', request.id);
    done();
  });
  await app.register(helmet, {
    // Swagger UI brings its own inline styles and icons; nothing is fetched from elsewhere.
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        upgradeInsecureRequests: null,
      },
    },
  });
  const origins = environment.CORS_ORIGINS.split(',').filter(Boolean);
  if (origins.length > 0) app.enableCors({ origin: origins });
  app.setGlobalPrefix('api/v1', { exclude: OUTSIDE_THE_PREFIX });
  app.useGlobalPipes(createValidationPipe());
  app.useGlobalFilters(new ProblemFilter());
  drainOnClose(fastify);
  installSockets(app, origins);
  SwaggerModule.setup('docs', app, () => describeApi(app), {
    jsonDocumentUrl: 'openapi.json',
    yamlDocumentUrl: 'openapi.yaml',
  });
  return app;
}
