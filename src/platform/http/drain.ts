import type { FastifyInstance } from 'fastify';

const SWEEP_MS = 50;

/**
 * Lets a server that closes come to its end: each answer tells its client to go, and a connection that nothing is asked
 * on any more is closed. Node does the latter only once, and an answer that was on its way then would keep its
 * connection for as long as its client likes.
 */
export function drainOnClose(fastify: FastifyInstance): void {
  let closing = false;
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    if (closing) reply.header('Connection', 'close');
    done();
  });
  fastify.addHook('preClose', (done) => {
    closing = true;
    const sweep = setInterval(() => fastify.server.closeIdleConnections(), SWEEP_MS);
    fastify.server.once('close', () => clearInterval(sweep));
    done();
  });
}
