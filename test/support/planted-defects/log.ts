import type { PlantedDefect } from './planted-defect';

export const inTheLog: readonly PlantedDefect[] = [
  {
    title: 'a sale was not told',
    sql: `delete from outbox.events where type = 'sales.transaction-created' and payload->>'transactionId' = :sale::text`,
    caughtBy: ['log.one-event-per-sale', 'log.chain-holds', 'listeners.kitchen-order-per-sale'],
  },
  {
    title: 'a sale was told twice',
    sql: `select outbox.append(business_id, stream_id, jsonb_build_array(jsonb_build_object('eventId', gen_random_uuid(),
            'type', type, 'version', version, 'payload', payload, 'occurredAt', occurred_at, 'actor', actor,
            'correlationId', correlation_id)))
            from outbox.events where type = 'sales.transaction-created' and payload->>'transactionId' = :sale::text`,
    caughtBy: ['log.one-event-per-sale', 'listeners.have-seen-everything'],
  },
  {
    title: 'a sale was told that never was',
    sql: `select outbox.append(business_id, stream_id, jsonb_build_array(jsonb_build_object('eventId', gen_random_uuid(),
            'type', type, 'version', version, 'payload', jsonb_set(payload, '{transactionId}', to_jsonb(gen_random_uuid())),
            'occurredAt', occurred_at, 'actor', actor, 'correlationId', correlation_id)))
            from outbox.events where type = 'sales.transaction-created' and payload->>'transactionId' = :sale::text`,
    caughtBy: ['log.no-phantom-events'],
  },
  {
    title: 'an event was rewritten',
    sql: `update outbox.events set payload = jsonb_set(payload, '{grandTotal}', '1')
           where type = 'sales.transaction-created' and payload->>'transactionId' = :sale::text`,
    caughtBy: ['log.chain-holds', 'log.one-event-per-sale', 'listeners.audit-per-event'],
  },
  {
    title: 'an event was rewritten and its hash with it',
    sql: `update outbox.events e
             set correlation_id = 'forged',
                 hash = outbox.event_hash(prev_hash, business_id, stream_id, seq, event_id, type, version, payload,
                          occurred_at, actor, 'forged')
           where type = 'sales.transaction-created' and payload->>'transactionId' = :sale::text`,
    caughtBy: ['log.chain-holds'],
  },
  {
    title: 'the last event was cut off',
    sql: `delete from outbox.events e using outbox.streams s where s.stream_id = e.stream_id and s.head = e.seq`,
    caughtBy: ['log.head-is-the-last-event'],
  },
  {
    title: 'the head has another hash',
    sql: `update outbox.streams set head_hash = '\\x00' where head > 0`,
    caughtBy: ['log.head-is-the-last-event'],
  },
  {
    title: 'a listener is ahead of the log',
    sql: 'update outbox.cursors set position = position + 1',
    caughtBy: ['log.cursors-behind-the-head'],
  },
  {
    title: 'a clock ran ahead',
    sql: `update inventory.stock_movements set recorded_at = now() + interval '1 minute' where source_id = :sale`,
    caughtBy: ['log.nothing-from-the-future'],
  },
];
