-- A dead refund whose money went back without the provider's being asked for it is closed: by whom, why, and out of what.
alter table payments.refunds
  drop constraint refunds_state_check,
  add constraint refunds_state_check check (state in ('due', 'made', 'dead', 'closed')),
  add column paid_from text check (paid_from in ('provider', 'bank', 'safe')),
  add column closed_reason text,
  add column closed_by uuid,
  add column closed_at timestamptz,
  add column journal_entry_id uuid,
  add foreign key (business_id, journal_entry_id) references ledger.journal_entries,
  add check ((state = 'closed') = (paid_from is not null)),
  add check ((paid_from is null) = (closed_reason is null)
             and (paid_from is null) = (closed_by is null) and (paid_from is null) = (closed_at is null)),
  add check ((coalesce(paid_from, 'provider') <> 'provider') = (journal_entry_id is not null));
