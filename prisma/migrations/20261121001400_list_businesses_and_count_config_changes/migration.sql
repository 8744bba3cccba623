-- What whoever runs the platform needs: the businesses there are, and a config that counts its changes.

-- From 1; a change may name the one that it was decided on.
alter table identity.tenant_config add column version integer not null default 1;

-- The operator's one look across tenants: ids only, a page at a time. What he does is done in one tenant.
create policy operator_lookup on identity.businesses for select to tillbook_doorkeeper using (true);
grant select (business_id) on identity.businesses to tillbook_doorkeeper;

grant create on schema identity to tillbook_doorkeeper;
create function identity.business_ids(after_id uuid, at_most integer) returns table (business_id uuid)
  language sql stable security definer
  set search_path = pg_catalog
  begin atomic
    select b.business_id
      from identity.businesses b
     where after_id is null or b.business_id > after_id
     order by b.business_id
     limit at_most;
  end;
alter function identity.business_ids owner to tillbook_doorkeeper;
revoke all on function identity.business_ids from public;
grant execute on function identity.business_ids to tillbook_app;
revoke create on schema identity from tillbook_doorkeeper;
