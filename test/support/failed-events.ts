import type { Client } from 'pg';

/** In each business an event that a listener could not take, and that was given up. By business. */
export async function failOnce(owner: Client): Promise<Map<string, string>> {
  const { rows } = await owner.query<{ business_id: string; event_id: string }>(
    `with failed as (
       insert into outbox.failures (business_id, stream_id, seq, listener, state, next_attempt_at, last_error)
       select business_id, stream_id, seq, 'audit', 'discarded', now(), 'poison' from outbox.events where seq = 1
       returning business_id, stream_id, seq
     )
     select business_id, event_id from failed join outbox.events using (business_id, stream_id, seq)`,
  );
  return new Map(rows.map((row) => [row.business_id, row.event_id]));
}
