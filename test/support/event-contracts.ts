import Ajv2020 from 'ajv/dist/2020';
import type { Client } from 'pg';
import { EVENT_CONTRACTS } from '../../src/cli/event-contracts';
import { contractName, type EventContract } from '../../src/platform/events/event-contract';
import { publishedSchema } from '../../src/platform/events/event-contract-schema';

interface LoggedEvent {
  readonly type: string;
  readonly version: number;
  readonly payload: unknown;
}

type Complaints = (payload: unknown) => string[];

const ajv = new Ajv2020({ allErrors: true, validateFormats: false }); // formats are zod's part

/** The published schema allows no fact that it does not name; zod knows what an id or an instant looks like. */
function complaintsOf(contract: EventContract): Complaints {
  const fits = ajv.compile(publishedSchema(contract));
  return (payload) => {
    if (!fits(payload)) return [ajv.errorsText(fits.errors)];
    return (
      contract.schema.safeParse(payload).error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`) ?? []
    );
  };
}

const declared = new Map(EVENT_CONTRACTS.map((contract) => [contractName(contract), complaintsOf(contract)]));

/** What the log holds, of all tenants, that no contract declares, or not so. */
export async function undeclaredFacts(owner: Client): Promise<string[]> {
  const { rows } = await owner.query<LoggedEvent>('select type, version, payload from outbox.events');
  const complaints = rows.flatMap((event) => {
    const name = contractName(event);
    return (declared.get(name)?.(event.payload) ?? ['has no contract']).map((complaint) => `${name} ${complaint}`);
  });
  return [...new Set(complaints)];
}
