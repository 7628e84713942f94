-- A watch that names somebody, or seems to, finds nothing until a second colleague agreed, and again when the time of that is over.
alter table watch add column held boolean not null default false;

-- Each time that somebody asked whether a watch may name whom it names: which office they hold (null: it is no person at all), and what a second
-- colleague said. Nothing is written over; it goes a year after it was replaced by the next, or its watch ended.
create table watch_person (
  id uuid primary key,
  watch_id uuid not null references watch on delete cascade,
  names text[] not null check (cardinality(names) > 0),
  -- The query with all that it takes in: for another, it is asked anew.
  query text not null check (query <> ''),
  office text check (office <> ''),
  reason text not null check (reason <> ''),
  asked_by uuid not null references account,
  asked_at timestamptz not null,
  decided_by uuid references account check (decided_by <> asked_by),
  decided_at timestamptz,
  -- Until when it may; null where it may not.
  until timestamptz,
  replaced_at timestamptz,
  check ((decided_by is null) = (decided_at is null)),
  check (until is null or decided_by is not null)
);
create unique index watch_person_current on watch_person (watch_id) where replaced_at is null;
create index watch_person_watch on watch_person (watch_id, asked_at desc, id desc);
create index watch_person_undecided on watch_person (asked_at, id) where replaced_at is null and decided_by is null;
create index watch_person_until on watch_person (until) where replaced_at is null;
create index watch_person_replaced on watch_person (replaced_at);
create index watch_person_asked_by on watch_person (asked_by);
create index watch_person_decided_by on watch_person (decided_by);
