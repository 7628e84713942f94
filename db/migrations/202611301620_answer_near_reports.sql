-- What was reported somewhere, as everybody may read it: in the words of staff, never in those of whoever told us.
create table near_report (
  id uuid primary key,
  -- By what everybody knows it: random, as all that is read outside the desk.
  public_id uuid not null unique,
  language text not null check (language in ('nl', 'en')),
  title text not null check (title <> ''),
  -- What it is about and who deals with it: what mandates are found by.
  subject_id uuid references subject,
  unit_id uuid references unit,
  -- The smallest area that it is known to lie in. Where somebody lives is told by no more than this.
  area_code text not null check (area_code ~ '^(GM[0-9]{4}|WK[0-9]{4}[0-9A-Z]{2}|BU[0-9]{4}[0-9A-Z]{4})$'),
  area_year integer not null,
  -- The district of that area: its code begins with that of what it lies in.
  district_code text generated always as (
    case left(area_code, 2) when 'BU' then 'WK' || substr(area_code, 3, 6) when 'WK' then area_code end
  ) stored,
  -- Of a thing in the street, where staff chose to show it: what stands there, and degrees, WGS 84.
  place_name text check (place_name <> ''),
  longitude double precision,
  latitude double precision,
  -- As of its last step, written with it.
  state text not null check (state in ('reported', 'working', 'solved', 'declined', 'withdrawn')),
  is_open boolean generated always as (state in ('reported', 'working')) stored,
  last_seq integer not null check (last_seq > 0),
  changed_at timestamptz not null,
  foreign key (area_code, area_year) references area,
  check ((longitude is null) = (latitude is null)),
  check ((longitude is null) = (place_name is null))
);
create index near_report_newest on near_report (is_open, changed_at desc, public_id desc) where state <> 'withdrawn';
create index near_report_district on near_report (is_open, district_code, changed_at desc, public_id desc)
  where state <> 'withdrawn';
create index near_report_area on near_report (is_open, area_code, changed_at desc, public_id desc)
  where state <> 'withdrawn';
-- A degree of longitude is as much of one of latitude as in address_nearest.
create index near_report_nearest on near_report using gist (point(longitude * 0.6157, latitude))
  where is_open and longitude is not null;
create index near_report_found on near_report using gin (public.found_words(title)) where state <> 'withdrawn';
create index near_report_withdrawn on near_report (changed_at) where state = 'withdrawn';

-- What became of it: only added to, each under the mandate of whoever published it.
create table near_report_step (
  report_id uuid not null references near_report on delete cascade,
  seq integer not null check (seq > 0),
  state text not null check (state in ('reported', 'working', 'solved', 'declined', 'withdrawn')),
  words text not null,
  withdrawn_as text check (withdrawn_as in ('mistake', 'personal', 'double')),
  at timestamptz not null,
  by_account uuid not null references account,
  mandate_id uuid not null references mandate,
  mandated_for uuid references account,
  mandated_on date not null,
  primary key (report_id, seq),
  check (state <> 'declined' or words <> ''),
  check ((state = 'withdrawn') = (withdrawn_as is not null)),
  check (abs(mandated_on - (at at time zone 'UTC')::date) <= 1)
);

-- Which conversations stand behind it: for staff, and for whoever holds the code of one of them.
create table near_report_source (
  report_id uuid not null references near_report on delete cascade,
  conversation_id uuid not null references conversation on delete cascade,
  at timestamptz not null,
  by_account uuid not null references account,
  mandate_id uuid not null references mandate,
  mandated_for uuid references account,
  mandated_on date not null,
  primary key (report_id, conversation_id)
);
create index near_report_source_conversation on near_report_source (conversation_id);

-- What stands in the way of publishing about a subject, on behalf of a unit; or else the mandate.
create function find_near_obstacle(in_unit uuid, about_subject uuid, by_account uuid, on_day date)
returns table (obstacle text, mandate_id uuid, missing text[], for_account uuid) language plpgsql stable as $$
declare
  held record;
begin
  select * into held from find_mandate(by_account, 'publish', in_unit, about_subject, 'web', 'public', on_day);
  mandate_id := held.mandate_id;
  missing := held.missing;
  for_account := held.for_account;
  obstacle := case
    when held.mandate_id is null then 'no-mandate'
    when held.approval = 'forbidden' then 'forbidden'
    when cardinality(held.missing) > 0 then 'conditions'
    when held.approval <> 'none' then 'needs-' || held.approval
  end;
  return next;
end $$;

-- A step rests on a mandate about what the report is about; a conversation behind it, on one about what that is about. The mandate is
-- looked up here, whatever the statement says, and held until the transaction ends.
create function write_near_mandate() returns trigger language plpgsql as $$
declare
  report near_report;
  found record;
  held uuid;
begin
  select * into report from near_report where id = new.report_id;
  loop
    if tg_table_name = 'near_report_step' then
      select * into found from find_near_obstacle(report.unit_id, report.subject_id, new.by_account, new.mandated_on);
    else
      select * into found from find_publish_obstacle(new.conversation_id, new.by_account, new.mandated_on);
    end if;
    if found.obstacle is not null then
      raise exception 'account % may not publish report %: %', new.by_account, new.report_id, found.obstacle
        using errcode = 'check_violation', constraint = 'mandate_' || replace(found.obstacle, '-', '_');
    end if;
    exit when found.mandate_id = held;
    held := found.mandate_id;
    perform from mandate where id = held for share;
  end loop;
  new.mandate_id := held;
  new.mandated_for := found.for_account;
  return new;
end $$;
create trigger near_report_step_mandate before insert on near_report_step
  for each row execute function write_near_mandate();
create trigger near_report_source_mandate before insert on near_report_source
  for each row execute function write_near_mandate();

-- What was published stays as it was, until the whole report is let go of.
create function keep_near_step() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and not exists (select from near_report where id = old.report_id) then return old; end if;
  raise exception 'step % of report % stays as it was published', old.seq, old.report_id
    using errcode = 'check_violation', constraint = 'near_report_step_kept';
end $$;
create trigger near_report_step_kept before update or delete on near_report_step
  for each row execute function keep_near_step();
