-- For whoever manages devices: when one last told what contradicts its history, and how.
alter table identity.devices
  add column last_conflict_at timestamptz,
  add column last_conflict_code text,
  add check ((last_conflict_at is null) = (last_conflict_code is null));

drop function identity.note_sync(uuid, uuid, bigint, timestamptz);
-- Of two batches that end at once the later mark stays. in_conflict null: the batch has contradicted nothing.
create function identity.note_sync(in_business uuid, in_device uuid, in_applied_through bigint, in_conflict text,
                                   in_at timestamptz) returns void
  language plpgsql as $$
begin
  update identity.devices d
     set last_synced_at = greatest(d.last_synced_at, in_at),
         applied_through = greatest(d.applied_through, in_applied_through),
         last_conflict_at = case when in_conflict is null then d.last_conflict_at
                                 else greatest(d.last_conflict_at, in_at) end,
         last_conflict_code = coalesce(in_conflict, d.last_conflict_code)
   where d.business_id = in_business and d.id = in_device;
end $$;
