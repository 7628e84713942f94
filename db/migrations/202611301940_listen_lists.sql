-- A list of sources that a member of staff brought (OPML), with why all of them are read. It goes after a month: what came of it are
-- sources in the register.
create table source_list (
  id uuid primary key,
  title text not null,
  purpose text not null,
  legal_basis text not null check (legal_basis in ('public_task', 'legal_obligation', 'consent')),
  added_by uuid not null references account,
  added_at timestamptz not null
);
create index source_list_added on source_list (added_at);

-- Each address of a list, and what came of it once it was tried.
create table source_list_line (
  list_id uuid not null references source_list on delete cascade,
  number integer not null check (number >= 0),
  address text not null,
  title text not null,
  outcome text check (outcome in ('added', 'already-added', 'unusable')),
  problem text,
  source_id uuid references source on delete cascade,
  primary key (list_id, number),
  check ((outcome = 'unusable') = (problem is not null))
);
create index source_list_line_source on source_list_line (source_id);
