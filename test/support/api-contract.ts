import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import type { OpenAPIObject } from '@nestjs/swagger';

export interface Operation {
  readonly method: string;
  /** Such as `/api/v1/products/{id}`. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: JsonSchema }> };
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema?: JsonSchema }> }>;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly schema: JsonSchema;
}

export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly properties?: Record<string, JsonSchema>;
  readonly additionalProperties?: unknown;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

const PUBLISHED = join(__dirname, '../../docs/openapi.json');
const DOCUMENT = 'api';
/** Fastify gives these before it knows the route. */
const OF_THE_TRANSPORT = [404, 413, 415];

/** The published description of the API, held against what a server says. */
export class ApiContract {
  readonly operations: readonly Operation[];
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false, validateSchema: false });
  private readonly validators = new Map<string, ValidateFunction>();

  constructor(readonly document: OpenAPIObject) {
    this.ajv.addSchema(document, DOCUMENT);
    this.operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        ...({ parameters: [], ...operation } as Omit<Operation, 'method' | 'path'>),
        method: method.toUpperCase(),
        path,
      })),
    );
  }

  /** A server describes itself in the same words, which `operability.spec` demands. */
  static published(): ApiContract {
    return new ApiContract(JSON.parse(readFileSync(PUBLISHED, 'utf8')) as OpenAPIObject);
  }

  /** What the answer has against the description; empty when it is as described. */
  complaints(method: string, pathname: string, answer: Answered): string[] {
    const operation = this.find(method, pathname.replace(/\/$/, '')); // the routes take both
    const isRefusal = answer.status >= 400;
    if (!operation) return isRefusal ? [] : [`${method} ${pathname} is not described`];
    if (isRefusal && OF_THE_TRANSPORT.includes(answer.status) && !operation.responses[answer.status]) return [];

    const described = operation.responses[answer.status];
    if (!described) return [`${method} ${operation.path} does not tell of ${answer.status}`];
    const type = (answer.headers.get('content-type') ?? '').split(';')[0]!;
    if (answer.status === 204) return answer.text === '' ? [] : ['204 has a body'];
    if (!described.content?.[type]?.schema) return [`${method} ${operation.path} ${answer.status} is not ${type}`];

    const pointer = [
      'paths',
      operation.path,
      method.toLowerCase(),
      'responses',
      answer.status,
      'content',
      type,
      'schema',
    ];
    return this.against(pointer, type.endsWith('json') ? JSON.parse(answer.text) : answer.text);
  }

  /** A reference is followed; anything else is itself. */
  resolve(schema: JsonSchema): JsonSchema {
    if (!schema.$ref) return schema;
    const name = schema.$ref.replace('#/components/schemas/', '');
    return this.document.components!.schemas![name] as JsonSchema;
  }

  private find(method: string, pathname: string): Operation | undefined {
    const fitting = this.operations.filter(
      (operation) => operation.method === method && fits(operation.path, pathname),
    );
    return fitting.find(({ path }) => path === pathname) ?? fitting[0];
  }

  private against(pointer: readonly (string | number)[], value: unknown): string[] {
    const reference = `${DOCUMENT}#/${pointer.map(escapePointer).join('/')}`;
    const validate = this.validators.get(reference) ?? this.ajv.compile({ $ref: reference });
    this.validators.set(reference, validate);
    if (validate(value)) return [];
    return validate.errors!.map(
      ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  }
}

function fits(template: string, pathname: string): boolean {
  const [wanted, given] = [template.split('/'), pathname.split('/')];
  return wanted.length === given.length && wanted.every((part, place) => part.startsWith('{') || part === given[place]);
}

function escapePointer(part: string | number): string {
  return encodeURIComponent(String(part).replaceAll('~', '~0').replaceAll('/', '~1'));
}
