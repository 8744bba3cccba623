import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

/** The API description, OpenAPI 3.1; also committed as docs/openapi.json, and CI compares the two. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Tillbook')
    .setDescription(
      'Point of sale and ledger: the till and the book in one commit. Errors are RFC 9457 problems with a stable `code`. ' +
        'Money is an integer in minor units; quantities are decimal strings.',
    )
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addBearerAuth()
    .addSecurity('device', {
      type: 'http',
      scheme: 'device',
      description: 'The token of an enrolled till: `Authorization: Device <token>`.',
    })
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  for (const operation of Object.values(document.paths).flatMap((path) => Object.values(path) as Operation[])) {
    for (const [status, response] of Object.entries(operation.responses)) {
      if (Number(status) >= 400) nameProblemType(response);
    }
  }
  return document;
}

interface Operation {
  readonly responses: Record<string, { content?: Record<string, unknown> }>;
}

/** Nest writes every schema under one media type; a refusal has its own (RFC 9457). */
function nameProblemType(response: { content?: Record<string, unknown> }): void {
  const { 'application/json': schema, ...others } = response.content ?? {};
  if (schema) response.content = { ...others, 'application/problem+json': schema };
}
