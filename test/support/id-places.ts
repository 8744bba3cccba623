import type { ApiContract, JsonSchema, Operation } from './api-contract';

/** A place in a request where a client names something by its id, such as `POST /api/v1/shifts body outletId`. */
export type IdPlace = string;

/** Every such place of the API, as it describes itself. */
export function idPlaces(contract: ApiContract): IdPlace[] {
  return [...new Set(contract.operations.flatMap((operation) => [...placesOf(operation, contract)]))];
}

function* placesOf({ method, path, parameters, requestBody }: Operation, contract: ApiContract): Generator<IdPlace> {
  for (const { name, in: where, schema } of parameters) {
    if (isId(schema) || schema.anyOf?.some(isId)) yield `${method} ${path} ${where} ${name}`;
  }
  for (const { schema } of Object.values(requestBody?.content ?? {})) {
    for (const name of idsWithin(schema, contract)) yield `${method} ${path} body ${name}`;
  }
}

function* idsWithin(given: JsonSchema, contract: ApiContract, name = ''): Generator<string> {
  const schema = contract.resolve(given);
  if (isId(schema)) yield name;
  for (const [key, one] of Object.entries(schema.properties ?? {})) {
    yield* idsWithin(one, contract, name === '' ? key : `${name}.${key}`);
  }
  if (schema.items) yield* idsWithin(schema.items, contract, `${name}[]`);
  for (const one of [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) yield* idsWithin(one, contract, name);
}

function isId({ format }: JsonSchema): boolean {
  return format === 'uuid';
}
