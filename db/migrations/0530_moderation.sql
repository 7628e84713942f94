-- A closed statement is one with a newer version: it keeps its votes and is asked no more.
alter table statement
  drop constraint statement_state_check,
  add constraint statement_state_check check (state in ('held', 'published', 'refused', 'closed'));

-- Which statement came in the place of which, and why. A newer version has a higher number, so there are no circles.
create table statement_lineage (
  dialogue_id uuid not null,
  from_statement integer not null,
  to_statement integer not null,
  kind text not null check (kind in ('corrected', 'split', 'merged')),
  reason text not null check (reason <> ''),
  made_by uuid not null references account,
  made_at timestamptz not null,
  primary key (dialogue_id, from_statement, to_statement),
  foreign key (dialogue_id, from_statement) references statement on delete cascade,
  foreign key (dialogue_id, to_statement) references statement on delete cascade,
  check (from_statement < to_statement)
);
create index statement_lineage_to on statement_lineage (dialogue_id, to_statement);

-- By which rules statements are published and refused. Append only: the newest version counts, the others stay readable.
create table moderation_policy (
  dialogue_id uuid not null references dialogue on delete cascade,
  version integer not null check (version > 0),
  text text not null check (text <> ''),
  -- Empty for the text that every new dialogue begins with.
  published_by uuid references account,
  published_at timestamptz not null,
  primary key (dialogue_id, version)
);

-- Who asked to remove what was published already; a second person decided it.
alter table statement_moderation
  add column requested_by uuid references account,
  add check (requested_by <> decided_by),
  add unique (id, decided_by);

-- A request to remove a published statement; one at a time for each statement.
create table statement_removal (
  id uuid primary key,
  dialogue_id uuid not null,
  statement integer not null,
  reason_code text not null,
  explanation text not null default '',
  requested_by uuid not null references account,
  requested_at timestamptz not null,
  outcome text check (outcome in ('confirmed', 'rejected')),
  settled_by uuid references account,
  settled_at timestamptz,
  foreign key (dialogue_id, statement) references statement on delete cascade,
  check (num_nulls(outcome, settled_by, settled_at) in (0, 3)),
  check (outcome <> 'confirmed' or settled_by <> requested_by)
);
create unique index statement_removal_open on statement_removal (dialogue_id, statement) where outcome is null;
create index statement_removal_statement on statement_removal (dialogue_id, statement);

-- An author who asks for a second look at a refusal: once for each decision, and never by who took it.
create table statement_appeal (
  id uuid primary key,
  decision_id uuid not null unique,
  refused_by uuid not null,
  words text not null check (words <> ''),
  lodged_at timestamptz not null,
  -- The last day on which the answer is in time.
  due_on date not null,
  outcome text check (outcome in ('upheld', 'overturned')),
  explanation text not null default '',
  decided_by uuid references account,
  decided_at timestamptz,
  foreign key (decision_id, refused_by) references statement_moderation (id, decided_by) on delete cascade,
  check (num_nulls(outcome, decided_by, decided_at) in (0, 3)),
  check (outcome is null or explanation <> ''),
  check (decided_by <> refused_by)
);
-- Ids run with time, and so do the days on which appeals are due.
create index statement_appeal_open on statement_appeal (id) where outcome is null;
