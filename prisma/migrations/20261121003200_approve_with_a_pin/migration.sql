-- The PIN that an employee types at a till. ADR 0013 says why its hash can be looked up.
create table identity.employee_pins (
  business_id uuid not null,
  employee_id uuid not null,
  fingerprint bytea not null check (length(fingerprint) = 32), -- argon2id, salted per business
  set_at timestamptz not null default clock_timestamp(),
  primary key (business_id, employee_id),
  constraint one_employee_per_pin unique (fingerprint, business_id),
  foreign key (business_id, employee_id) references identity.employees
);
call platform.seal_tenant_table('identity.employee_pins');

create table identity.approvals (
  business_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  action text not null,                     -- the permission that is lent
  subject_id uuid not null,                 -- what it is lent for
  approved_by uuid not null,
  requested_by uuid not null,
  approved_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  taken_at timestamptz,
  taken_by uuid,
  primary key (business_id, id),
  foreign key (business_id, outlet_id) references identity.outlets,
  foreign key (business_id, approved_by) references identity.employees,
  foreign key (business_id, requested_by) references identity.employees,
  foreign key (business_id, taken_by) references identity.employees,
  check ((taken_at is null) = (taken_by is null))
);
call platform.seal_tenant_table('identity.approvals');

/* Takes an approval, once, in the commit of what it allows. Returns who approved. Whatever it does not fit, the answer
   is one: TB403 identity.approval-invalid. */
create function identity.take_approval(
  in_business uuid, in_approval uuid, in_action text, in_subject uuid, in_taken_by uuid
) returns uuid
  language plpgsql as $$
declare
  approver uuid;
begin
  update identity.approvals a
     set taken_at = clock_timestamp(),
         taken_by = in_taken_by
   where a.business_id = in_business
     and a.id = in_approval
     and a.action = in_action
     and a.subject_id = in_subject
     and a.taken_at is null
     and a.expires_at > clock_timestamp()
  returning a.approved_by into approver;
  if approver is null then
    raise exception 'The approval is unknown, used, expired or for something else.'
      using errcode = 'TB403', detail = 'identity.approval-invalid';
  end if;
  return approver;
end $$;
