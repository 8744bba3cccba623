-- No row holds the code of a gift card. Of an operation that told one its end is kept, and the hash stays that of what
-- was told: the chain from one operation to the next can be checked as ever, this text no longer.
alter table sales.offline_operations
  add column codes_left_out boolean not null default false,
  drop constraint offline_operations_check,
  add constraint offline_operations_content_check check (codes_left_out or hash = sha256(convert_to(content, 'UTF8')));

create or replace function sales.take_turn(in_business uuid, in_operation jsonb) returns void
  language plpgsql as $$
declare
  device uuid := (in_operation->>'deviceId')::uuid;
  history sales.device_histories;
begin
  perform identity.require_device(in_business, device);
  insert into sales.device_histories (business_id, device_id) values (in_business, device) on conflict do nothing;
  select * into strict history from sales.device_histories h
   where h.business_id = in_business and h.device_id = device
     for no key update;
  if (in_operation->>'sequence')::bigint <> history.applied_through + 1
     or decode(in_operation->>'previousHash', 'hex') <> history.applied_hash then
    raise exception 'The operation is not the next of its device.' using errcode = 'TB409', detail = 'sync.out-of-turn';
  end if;
  insert into sales.offline_operations (business_id, id, device_id, outlet_id, sequence, hash, previous_hash, kind, content,
                                        codes_left_out, refusal)
  values (in_business, (in_operation->>'id')::uuid, device, (in_operation->>'outletId')::uuid,
          (in_operation->>'sequence')::bigint, decode(in_operation->>'hash', 'hex'),
          decode(in_operation->>'previousHash', 'hex'), in_operation->>'kind', in_operation->>'content',
          (in_operation->>'codesLeftOut')::boolean,
          nullif(in_operation->'refusal', 'null'));
  update sales.device_histories h
     set applied_through = history.applied_through + 1, applied_hash = decode(in_operation->>'hash', 'hex')
   where h.business_id = in_business and h.device_id = device;
end $$;
