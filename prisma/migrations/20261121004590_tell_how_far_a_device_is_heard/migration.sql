-- For whoever manages devices: when one last brought what it did, and how far it is known.
alter table identity.devices
  add column last_synced_at timestamptz,
  add column applied_through bigint not null default 0 check (applied_through >= 0);

-- Of two batches that end at once the later mark stays.
create function identity.note_sync(in_business uuid, in_device uuid, in_applied_through bigint, in_at timestamptz)
  returns void
  language plpgsql as $$
begin
  update identity.devices d
     set last_synced_at = greatest(d.last_synced_at, in_at),
         applied_through = greatest(d.applied_through, in_applied_through)
   where d.business_id = in_business and d.id = in_device;
end $$;
