-- By which rules texts are published and refused. A space is what they stand in: a dialogue. Append only: the newest version
-- counts, the others stay readable.
create table moderation_policy (
  space_id uuid not null,
  version integer not null check (version > 0),
  text text not null check (text <> ''),
  -- Empty for the text that every new space begins with.
  published_by uuid references account,
  published_at timestamptz not null,
  primary key (space_id, version)
);

-- What a moderator decided about a text, who and when; a later decision is a new row. A text is of a kind, stands in a space
-- and has a number there; whose room it is looks after the rest.
create table moderation_decision (
  space_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('statement')),
  number integer not null,
  -- Of the input that the text is; the organisation's own texts are none.
  input_id uuid references input on delete cascade,
  decision text not null check (decision in ('added', 'published', 'refused')),
  reason_code text,
  explanation text not null default '',
  decided_by uuid not null references account,
  -- Who asked to remove what was published already; a second person decided it.
  requested_by uuid references account,
  decided_at timestamptz not null,
  primary key (space_id, id),
  unique (space_id, id, decided_by),
  check (requested_by <> decided_by),
  check (decision <> 'added' or explanation <> '')
);
-- For whoever knows a decision, and looks for its space.
create index moderation_decision_id on moderation_decision (id);
create index moderation_decision_text on moderation_decision (space_id, number);
create index moderation_decision_input on moderation_decision (input_id) where input_id is not null;

-- A request to remove a published text; one at a time for each text.
create table moderation_removal (
  space_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('statement')),
  number integer not null,
  reason_code text not null,
  explanation text not null default '',
  requested_by uuid not null references account,
  requested_at timestamptz not null,
  outcome text check (outcome in ('confirmed', 'rejected')),
  settled_by uuid references account,
  settled_at timestamptz,
  primary key (space_id, id),
  check (num_nulls(outcome, settled_by, settled_at) in (0, 3)),
  check (outcome <> 'confirmed' or settled_by <> requested_by)
);
create unique index moderation_removal_open on moderation_removal (space_id, number) where outcome is null;
create index moderation_removal_text on moderation_removal (space_id, number);

-- An author who asks for a second look at a refusal: once for each decision, and never by who took it.
create table moderation_appeal (
  space_id uuid not null,
  id uuid not null,
  decision_id uuid not null,
  refused_by uuid not null,
  words text not null check (words <> ''),
  lodged_at timestamptz not null,
  -- The last day on which the answer is in time.
  due_on date not null,
  outcome text check (outcome in ('upheld', 'overturned')),
  explanation text not null default '',
  decided_by uuid references account,
  decided_at timestamptz,
  primary key (space_id, id),
  unique (space_id, decision_id),
  foreign key (space_id, decision_id, refused_by)
    references moderation_decision (space_id, id, decided_by) on delete cascade,
  check (num_nulls(outcome, decided_by, decided_at) in (0, 3)),
  check (outcome is null or explanation <> ''),
  check (decided_by <> refused_by)
);
-- Ids run with time, and so do the days on which appeals are due.
create index moderation_appeal_open on moderation_appeal (id) where outcome is null;
-- For whoever knows an appeal, and looks for its space.
create index moderation_appeal_id on moderation_appeal (id);
