-- What the consumers of RabbitMQ have taken, so that a message that comes again has no second effect.

create table platform.consumed_messages (
  business_id uuid not null references identity.businesses,
  consumer text not null,
  message_id text not null check (length(message_id) between 1 and 255),
  consumed_at timestamptz not null default now(),
  primary key (business_id, consumer, message_id)
);
create index consumed_messages_by_age on platform.consumed_messages (consumer, business_id, consumed_at);
call platform.seal_tenant_table('platform.consumed_messages', 'erasable');

/* Notes in this database transaction that the consumer takes the message. False when it has taken it before; while
   another transaction is about to, this one waits for its end. A note is kept for thirty days: each new one sweeps out
   two that are older, so that the table stays as large as a month. */
create function platform.consume_once(in_business uuid, in_consumer text, in_message_id text) returns boolean
  language plpgsql as $$
declare
  old_notes cursor for
    select from platform.consumed_messages o
     where o.business_id = in_business and o.consumer = in_consumer and o.consumed_at < now() - interval '30 days'
     order by o.consumed_at
     limit 2
       for update skip locked;
begin
  insert into platform.consumed_messages (business_id, consumer, message_id)
  values (in_business, in_consumer, in_message_id)
  on conflict do nothing;
  if not found then
    return false;
  end if;

  for note in old_notes loop
    delete from platform.consumed_messages where current of old_notes;
  end loop;
  return true;
end $$;
