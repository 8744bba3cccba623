-- What providers tell, as it came: kept before anything follows from it, each event of theirs once.
create table payments.webhooks (
  business_id uuid not null,
  id uuid not null,
  provider text not null,
  event_id text not null,                   -- the provider's own
  intent_id uuid not null,                  -- as it names it; there may be none
  news jsonb,                               -- what was understood; null: something that is not followed
  body bytea not null check (octet_length(body) <= 65536),
  received_at timestamptz not null,
  primary key (business_id, id),
  unique (event_id, provider, business_id),
  constraint webhooks_business_fkey foreign key (business_id) references identity.businesses
);
call platform.seal_tenant_table('payments.webhooks', 'append-only');

-- What followed from each.
create table payments.webhook_outcomes (
  business_id uuid not null,
  webhook_id uuid not null,
  outcome text not null check (outcome in ('nothing', 'paid', 'ended', 'late', 'mismatched', 'unknown-intent')),
  heard_at timestamptz not null,
  primary key (business_id, webhook_id),
  foreign key (business_id, webhook_id) references payments.webhooks
);
call platform.seal_tenant_table('payments.webhook_outcomes', 'append-only');
