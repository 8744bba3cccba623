import type { FastifyInstance } from 'fastify';
import type { RequestRecord } from './request-record';

/** Before all other hooks: what they log is the request's too. */
export function watchRequests(fastify: FastifyInstance, record: RequestRecord): void {
  fastify
    .addHook('onRequest', (request, _reply, done) => record.begin(request, done))
    .addHook('onResponse', (request, reply, done) => {
      record.end(request, reply);
      done();
    });
}
