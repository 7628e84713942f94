-- What counts on a day: a role, or a mandate. It can be ended at once, whatever its days say, and what was done before stays explained.
create function is_in_force(from_on date, to_on date, ended_at timestamptz, on_day date) returns boolean
  language sql immutable
  return ended_at is null and from_on <= on_day and (to_on is null or to_on >= on_day);

-- The roles of staff: who works here is who holds one today. They stay, as what was done under them does.
create table staff_role (
  id uuid primary key,
  account_id uuid not null references staff_member on delete cascade,
  role text not null check (role in ('administrator', 'policy_maker', 'responder')),
  unit_id uuid not null references unit,
  from_on date not null,
  -- The last day; null: until it is ended.
  to_on date check (to_on >= from_on),
  ended_at timestamptz,
  given_at timestamptz not null
);
create index staff_role_account on staff_role (account_id);
create index staff_role_unit on staff_role (unit_id);
create unique index staff_role_once on staff_role (account_id, role, unit_id) where to_on is null and ended_at is null;

insert into staff_role (id, account_id, role, unit_id, from_on, ended_at, given_at)
  select gen_random_uuid(), account_id, role, unit_id, (created_at at time zone 'UTC')::date, case when not active then now() end, created_at
  from staff_member;
alter table staff_member drop column unit_id, drop column role, drop column active;

-- When somebody is away, and who does their work meanwhile; never why. `absences` of domains/people lets go of them.
create table absence (
  id uuid primary key,
  account_id uuid not null references staff_member on delete cascade,
  from_on date not null,
  to_on date not null check (to_on >= from_on),
  deputy_id uuid references staff_member on delete set null check (deputy_id <> account_id)
);
create index absence_account on absence (account_id, to_on);
create index absence_deputy on absence (deputy_id, to_on) where deputy_id is not null;
create index absence_over on absence (to_on);

-- A unit that is closed takes nothing new; what it did stays under its name.
alter table unit add closed_on date;

-- The unit that answers what is about it; else that of the nearest above it does.
alter table subject_version add unit_id uuid references unit;
create index subject_version_unit on subject_version (unit_id) where unit_id is not null;
create function answering_unit(subject_id uuid) returns uuid language sql stable as $$
  select newest.unit_id
  from unnest(subject_path(answering_unit.subject_id)) with ordinality as above (id, steps)
  join lateral (
    select unit_id from subject_version v where v.subject_id = above.id order by version desc limit 1
  ) newest on newest.unit_id is not null
  order by steps limit 1
$$;

-- Whether the role counts wherever it is held; else on the unit of what it is about, or above it.
alter table mandate add held_anywhere boolean not null default false check (role is not null or not held_anywhere);
alter table mandate add ended_at timestamptz;

create or replace function keep_mandate() returns trigger language plpgsql as $$
declare
  ended mandate := new;
begin
  ended.to_on := old.to_on;
  ended.ended_at := old.ended_at;
  if ended is distinct from old
    or (new.to_on is distinct from old.to_on and (new.to_on is null or new.to_on > old.to_on))
    or (new.ended_at is distinct from old.ended_at and old.ended_at is not null)
  then
    raise exception 'mandate % can only be ended', old.id using errcode = 'check_violation', constraint = 'mandate_kept';
  end if;
  return new;
end $$;

create or replace function check_delegation() returns trigger language plpgsql as $$
declare
  source mandate;
begin
  if new.delegated_from is null then return new; end if;
  select * into source from mandate where id = new.delegated_from for share;
  if source.delegated_from is not null
    or new.account_id is null
    or new.account_id = source.account_id
    or source.ended_at is not null
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

-- The mandate under which somebody does something on a day, or none; `missing` are its conditions that they do not meet.
-- They ask for themselves, and for everybody for whom they stand in that day (`for_account`; null: for themselves). For each of
-- these: nearest subject first, then nearest unit, a person before a role, the strictest approval. Of what is found the mildest
-- counts, and one's own before another's; but what is forbidden to somebody is not done in another's place either.
-- A delegated mandate counts only where the one it comes from does, so that it ends with it, or with the work of who gave it, and never
-- reaches further, whatever moved in the trees since.
drop function find_mandate(uuid, text, uuid, uuid, text, text, date);
create function find_mandate(
  by_account uuid, for_act text, in_unit uuid, about_subject uuid, by_channel text, with_visibility text, on_day date
) returns table (mandate_id uuid, approval text, missing text[], for_account uuid) language plpgsql stable as $$
declare
  units uuid[] := unit_path(in_unit);
  subjects uuid[] := subject_path(about_subject);
begin
  return query
  with held as (
    select r.account_id, array_agg(r.role) as anywhere,
      array_agg(r.role) filter (where in_unit is null or r.unit_id = any (units)) as above
    from staff_role r
    where is_in_force(r.from_on, r.to_on, r.ended_at, on_day) and (r.account_id = by_account or r.account_id in (
      select a.account_id from absence a where a.deputy_id = by_account and on_day between a.from_on and a.to_on
    ))
    group by r.account_id
  ), found as (
    select distinct on (held.account_id) held.account_id, m.id, m.approval
    from held
    join mandate m on m.account_id = held.account_id
      or m.role = any (case when m.held_anywhere then held.anywhere else held.above end)
    left join mandate source on source.id = m.delegated_from
    where m.act = for_act
      and (m.unit_id is null or m.unit_id = any (units))
      and (m.subject_id is null or m.subject_id = any (subjects))
      and (m.channel is null or m.channel = by_channel)
      and (m.visibility is null or m.visibility = with_visibility)
      and is_in_force(m.from_on, m.to_on, m.ended_at, on_day)
      and (source.id is null or (
        (source.unit_id is null or source.unit_id = any (units))
        and (source.subject_id is null or source.subject_id = any (subjects))
        and is_in_force(source.from_on, source.to_on, source.ended_at, on_day)
        and (source.account_id is null or exists (
          select from staff_role r where r.account_id = source.account_id and is_in_force(r.from_on, r.to_on, r.ended_at, on_day)
        ))
      ))
    order by held.account_id, array_position(subjects, m.subject_id), array_position(units, m.unit_id),
      m.account_id is null, approval_strictness(m.approval) desc, m.id
  )
  select found.id, found.approval, array(
    select c.key from mandate_condition c
    where c.mandate_id = found.id and not exists (
      select from condition_met
      where condition_met.account_id = by_account and condition_met.key = c.key
        and (until_on is null or until_on >= on_day)
    )
    order by c.key
  ), nullif(found.account_id, by_account)
  from found
  where exists (select from held where held.account_id = by_account)
  order by found.account_id = by_account and found.approval = 'forbidden' desc, approval_strictness(found.approval),
    found.account_id <> by_account, found.account_id
  limit 1;
end $$;

-- What is so until an organisation decides otherwise: whoever may answer at the desk sends answers to one person for every unit;
-- approving, and publishing for everybody, is for those who make policy and for administrators.
create function give_first_mandates() returns void language sql as $$
  insert into mandate (id, act, role, held_anywhere, visibility, approval, from_on, decision, given_at)
  -- Ids that stand before all that are made later.
  select ('00000000-0000-7000-8000-' || lpad((row_number() over ())::text, 12, '0'))::uuid, act, role, true, visibility, 'none', date '2000-01-01',
    'Zoals het was bij de start van Weerklank. Vervang dit door uw eigen mandaatbesluit.', now()
  from (values
    ('send', 'private', '{responder, policy_maker, administrator}'::text[]),
    ('approve', 'private', '{policy_maker, administrator}'),
    ('publish', 'public', '{policy_maker, administrator}')
  ) as first (act, visibility, roles), unnest(roles) as role
  on conflict do nothing
$$;
select give_first_mandates();
