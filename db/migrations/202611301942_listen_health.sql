-- What reading a source cost on a day (UTC): how often it was asked, and what came.
create table source_day (
  source_id uuid not null references source on delete cascade,
  day date not null,
  fetches integer not null check (fetches >= 0),
  -- Of these: answered that nothing changed, and failed.
  unchanged integer not null check (unchanged >= 0),
  failed integer not null check (failed >= 0),
  -- As they were after unpacking.
  bytes bigint not null check (bytes >= 0),
  primary key (source_id, day)
);

-- Its last day with posts, where it has been silent for so long that this is unlike it.
alter table source add column silent_since date;

-- What needs attention stands first: what fails longest, then what fell silent.
alter table source add column standing integer not null
  generated always as (-greatest(failures, case when silent_since is null then 0 else 1 end)) stored;
create index source_standing on source (standing, title, id) where stopped_at is null;
