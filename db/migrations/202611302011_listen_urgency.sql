-- When a watch is urgent, and who is told then, whether or not they follow it. How long nobody looked counts in working hours.
create table watch_urgency (
  watch_id uuid primary key references watch on delete cascade,
  many_posts smallint check (many_posts between 2 and 1000),
  many_sources smallint check (many_sources between 1 and 100),
  many_hours smallint check (many_hours between 1 and 168),
  idle_hours smallint check (idle_hours between 1 and 80),
  account_id uuid references account,
  unit_id uuid references unit,
  at_any_hour boolean not null,
  set_by uuid not null references account,
  set_at timestamptz not null,
  check (num_nonnulls(many_posts, many_sources, many_hours) in (0, 3)),
  check (many_posts is not null or idle_hours is not null),
  check (num_nonnulls(account_id, unit_id) = 1)
);

-- That somebody was told, of how many posts of how many sources.
create table watch_escalation (
  id uuid primary key,
  watch_id uuid not null references watch on delete cascade,
  step text not null check (step in ('many', 'idle')),
  posts integer not null,
  sources integer not null,
  told_at timestamptz not null
);
create index watch_escalation_newest on watch_escalation (watch_id, told_at desc, id desc);
create index watch_escalation_age on watch_escalation (told_at);

create table watch_escalation_told (
  escalation_id uuid not null references watch_escalation on delete cascade,
  account_id uuid not null references account,
  primary key (escalation_id, account_id)
);

-- Somebody looked at it or did something with it: who is not kept. And by which step it was told, so that each tells it once.
alter table watch_find add column attended_at timestamptz, add column told_as_many boolean not null default false,
  add column told_as_idle boolean not null default false;
create index watch_find_open on watch_find (watch_id, found_at) where attended_at is null;
