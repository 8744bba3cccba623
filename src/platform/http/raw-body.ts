import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** The routes to which others send what they have signed byte by byte. */
const SIGNED = /^\/api\/v1\/webhooks\//;

interface SignedRequest extends FastifyRequest {
  rawBody?: Buffer;
}

/** Reads JSON by Fastify's own parser, and keeps the bytes where a signature is over them. */
export function keepRawBodies(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeContentTypeParser('application/json');
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (SIGNED.test(request.url)) (request as SignedRequest).rawBody = body as Buffer;
    void parse(request, body.toString('utf8'), done);
  });
}

/** The bytes of the body as they came; none where there was no body. Only where signed requests are sent. */
export const RawBody = createParamDecorator(
  (_: unknown, context: ExecutionContext): Buffer =>
    context.switchToHttp().getRequest<SignedRequest>().rawBody ?? Buffer.alloc(0),
);
