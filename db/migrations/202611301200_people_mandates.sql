-- Units lie in each other.
alter table unit add parent_id uuid references unit check (parent_id <> id);
create index unit_parent on unit (parent_id) where parent_id is not null;

-- What conversations and the like are about. An id never changes meaning: a name or place that changes is a new version, and
-- another meaning is another subject, to which the replaced one leads.
create table subject (
  id uuid primary key,
  replaced_by uuid references subject check (replaced_by <> id),
  created_at timestamptz not null
);
create index subject_replaced on subject (replaced_by) where replaced_by is not null;
create table subject_version (
  subject_id uuid not null references subject,
  version integer not null check (version > 0),
  parent_id uuid references subject check (parent_id <> subject_id),
  name text not null check (name ~ '\S'),
  -- The same in the second language of the organisation; empty: not said there.
  other_name text not null default '',
  made_by uuid references account,
  made_at timestamptz not null,
  primary key (subject_id, version)
);
create index subject_version_parent on subject_version (parent_id) where parent_id is not null;

-- A unit and all above it, nearest first; empty for none. One that leads to itself is cut where it does.
create function unit_path(unit_id uuid) returns uuid[] language plpgsql stable as $$
declare
  path uuid[] := '{}';
  next_id uuid := unit_id;
begin
  while next_id is not null and next_id <> all (path) loop
    path := path || next_id;
    next_id := (select parent_id from unit where id = next_id);
  end loop;
  return path;
end $$;

-- A subject and all above it, nearest first: what replaced it, or else what its newest version lies in.
create function subject_path(subject_id uuid) returns uuid[] language plpgsql stable as $$
declare
  path uuid[] := '{}';
  next_id uuid := subject_id;
begin
  while next_id is not null and next_id <> all (path) loop
    path := path || next_id;
    next_id := coalesce(
      (select replaced_by from subject where id = next_id),
      (select parent_id from subject_version v where v.subject_id = next_id order by version desc limit 1)
    );
  end loop;
  return path;
end $$;

-- Looked at after the statement, so that rows that come together are seen. Trees change one at a time, else two changes that are right alone could make a circle together.
create function refuse_unit_circle() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtext('unit tree'));
  if new.id = any (unit_path(new.parent_id)) then
    raise exception 'unit % would lie in itself', new.id using errcode = 'check_violation', constraint = 'unit_circle';
  end if;
  return new;
end $$;
create trigger unit_circle after insert or update of parent_id on unit
  for each row execute function refuse_unit_circle();

create function refuse_subject_circle() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtext('subject tree'));
  if new.id = any (subject_path(new.replaced_by)) then
    raise exception 'subject % would replace itself', new.id using errcode = 'check_violation', constraint = 'subject_circle';
  end if;
  return new;
end $$;
create trigger subject_circle after insert or update of replaced_by on subject
  for each row execute function refuse_subject_circle();

create function refuse_subject_version_circle() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtext('subject tree'));
  if new.subject_id = any (subject_path(new.parent_id)) then
    raise exception 'subject % would lie in itself', new.subject_id
      using errcode = 'check_violation', constraint = 'subject_circle';
  end if;
  return new;
end $$;
create trigger subject_version_circle after insert on subject_version
  for each row execute function refuse_subject_version_circle();

create function keep_as_written() returns trigger language plpgsql as $$
begin
  raise exception 'a row of % stays as it was written', tg_table_name
    using errcode = 'check_violation', constraint = tg_name;
end $$;
create trigger subject_version_kept before update or delete on subject_version
  for each row execute function keep_as_written();

-- Who may do what for the organisation, and who must approve it. Where a column is null, all fit. Names of staff stand here as
-- long as the decision does.
create table mandate (
  id uuid primary key,
  act text not null check (act in ('draft', 'send', 'approve', 'publish')),
  role text check (role in ('administrator', 'policy_maker', 'responder')),
  account_id uuid references account,
  unit_id uuid references unit,
  subject_id uuid references subject,
  channel text check (channel ~ '\S'),
  visibility text check (visibility in ('private', 'public')),
  approval text not null check (approval in ('none', 'colleague', 'approver', 'forbidden')),
  from_on date not null,
  -- The last day; null: until it is ended.
  to_on date check (to_on >= from_on),
  -- What it rests on (Algemene wet bestuursrecht 10:5).
  decision text not null check (decision ~ '\S'),
  delegated_from uuid references mandate,
  given_at timestamptz not null,
  check (num_nonnulls(role, account_id) = 1)
);
create index mandate_account on mandate (account_id, act) where account_id is not null;
create index mandate_role on mandate (role, act) where role is not null;
create index mandate_unit on mandate (unit_id) where unit_id is not null;
create index mandate_subject on mandate (subject_id) where subject_id is not null;
create index mandate_delegated on mandate (delegated_from) where delegated_from is not null;

create function approval_strictness(approval text) returns integer language sql immutable
  return array_position(array['none', 'colleague', 'approver', 'forbidden'], approval);

-- Delegation is one step, and within what it comes from.
create function check_delegation() returns trigger language plpgsql as $$
declare
  source mandate;
begin
  if new.delegated_from is null then return new; end if;
  select * into source from mandate where id = new.delegated_from for share;
  if source.delegated_from is not null
    or source.act <> new.act
    or (source.unit_id is not null and source.unit_id <> all (unit_path(new.unit_id)))
    or (source.subject_id is not null and source.subject_id <> all (subject_path(new.subject_id)))
    or (source.channel is not null and source.channel is distinct from new.channel)
    or (source.visibility is not null and source.visibility is distinct from new.visibility)
    or approval_strictness(new.approval) < approval_strictness(source.approval)
    or new.from_on < source.from_on
    or new.from_on > source.to_on
  then
    raise exception 'mandate % goes beyond %', new.id, source.id
      using errcode = 'check_violation', constraint = 'mandate_delegation';
  end if;
  return new;
end $$;
create trigger mandate_delegation after insert on mandate
  for each row execute function check_delegation();

-- A mandate can be ended, and nothing else of it changes: what was done under it can be explained later.
create function keep_mandate() returns trigger language plpgsql as $$
declare
  ended mandate := new;
begin
  ended.to_on := old.to_on;
  if ended is distinct from old or new.to_on is null or new.to_on > old.to_on then
    raise exception 'mandate % can only be ended', old.id using errcode = 'check_violation', constraint = 'mandate_kept';
  end if;
  return new;
end $$;
create trigger mandate_kept before update or delete on mandate
  for each row execute function keep_mandate();

-- What somebody must have done before they use a mandate, such as a part of the handbook; and who has, until when.
create table mandate_condition (
  mandate_id uuid not null references mandate,
  key text not null check (key ~ '\S'),
  primary key (mandate_id, key)
);
create trigger mandate_condition_kept before update or delete on mandate_condition
  for each row execute function keep_as_written();
create table condition_met (
  key text not null check (key ~ '\S'),
  account_id uuid not null references account on delete cascade,
  until_on date,
  primary key (account_id, key)
);

-- The mandate under which somebody does something on a day, or none; `missing` are its conditions that they do not meet.
-- Nearest subject first, then nearest unit, a person before a role, the strictest approval. A delegated one counts only where
-- the one it comes from does, so that it ends with it and never reaches further, whatever moved in the trees since.
create function find_mandate(
  by_account uuid, for_act text, in_unit uuid, about_subject uuid, by_channel text, with_visibility text, on_day date
) returns table (mandate_id uuid, approval text, missing text[]) language plpgsql stable as $$
declare
  units uuid[] := unit_path(in_unit);
  subjects uuid[] := subject_path(about_subject);
  held text;
begin
  select role into held from staff_member
  where account_id = by_account and active and (in_unit is null or unit_id = any (units));
  if not found and not exists (select from staff_member where account_id = by_account and active) then return; end if;
  return query
  select m.id, m.approval, array(
    select c.key from mandate_condition c
    where c.mandate_id = m.id and not exists (
      select from condition_met
      where condition_met.account_id = by_account and condition_met.key = c.key
        and (until_on is null or until_on >= on_day)
    )
    order by c.key
  )
  from mandate m left join mandate source on source.id = m.delegated_from
  where (m.account_id = by_account or m.role = held) and m.act = for_act
    and (m.unit_id is null or m.unit_id = any (units))
    and (m.subject_id is null or m.subject_id = any (subjects))
    and (m.channel is null or m.channel = by_channel)
    and (m.visibility is null or m.visibility = with_visibility)
    and m.from_on <= on_day and (m.to_on is null or m.to_on >= on_day)
    and (source.id is null or (
      (source.unit_id is null or source.unit_id = any (units))
      and (source.subject_id is null or source.subject_id = any (subjects))
      and source.from_on <= on_day and (source.to_on is null or source.to_on >= on_day)
    ))
  order by array_position(subjects, m.subject_id), array_position(units, m.unit_id),
    m.account_id is null, approval_strictness(m.approval) desc, m.id
  limit 1;
end $$;
