-- A dialogue: one question, short statements, and a vote of each participant on each statement.
-- Who may take part, and the key of the pseudonyms, stand in its entrance.
create table dialogue (
  id uuid primary key references entrance,
  dossier_id uuid not null references dossier,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  question text not null,
  introduction text not null default '',
  -- BCP 47; `und` where an import does not say.
  language text not null check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
  state text not null default 'draft' check (state in ('draft', 'importing', 'open', 'closed')),
  moderation text not null default 'strict' check (moderation in ('strict', 'light')),
  -- The last day on which a vote counts.
  closes_on date,
  -- When its results are to be seen: stays once it was open.
  results text not null default 'live' check (results in ('live', 'after-closing')),
  created_at timestamptz not null,
  opened_at timestamptz,
  closed_at timestamptz,
  check (state <> 'open' or opened_at is not null)
);
create index dialogue_dossier on dialogue (dossier_id, id desc);

create function keep_results() returns trigger language plpgsql as $$
begin
  raise exception 'when the results of a dialogue show stays once it was open';
end
$$;

create trigger dialogue_results before update of results on dialogue
  for each row when (old.opened_at is not null and old.results is distinct from new.results)
  execute function keep_results();

-- What was changed of a dialogue since it opened. Append only.
create table dialogue_terms_change (
  dialogue_id uuid not null references dialogue on delete cascade,
  id uuid not null,
  closes_on_before date,
  closes_on_after date,
  moderation_before text not null check (moderation_before in ('strict', 'light')),
  moderation_after text not null check (moderation_after in ('strict', 'light')),
  changed_by uuid not null references account,
  changed_at timestamptz not null,
  primary key (dialogue_id, id),
  check ((closes_on_before, moderation_before) is distinct from (closes_on_after, moderation_after))
);

-- The numbers to give next. Apart from the dialogue, which every vote reads and which should therefore seldom change.
create table dialogue_numbering (
  dialogue_id uuid primary key references dialogue on delete cascade,
  next_participant integer not null default 1,
  next_statement integer not null default 1
) with (fillfactor = 50);

create table participant (
  dialogue_id uuid not null references dialogue on delete cascade,
  number integer not null check (number >= 0),
  pseudonym bytea not null,
  -- The votes as one input of the dossier, registered with the first vote.
  input_id uuid references input,
  joined_at timestamptz not null,
  primary key (dialogue_id, number),
  unique (dialogue_id, pseudonym),
  unique (dialogue_id, input_id)
);

create table statement (
  dialogue_id uuid not null references dialogue on delete cascade,
  number integer not null check (number >= 0),
  text text not null,
  -- The text without capitals, accents and punctuation: finds the same statement said before.
  fingerprint text not null,
  language text not null,
  -- A closed statement is one with a newer version: it keeps its votes and is asked no more.
  state text not null check (state in ('held', 'published', 'refused', 'closed')),
  -- Whether the organisation wrote it; null where an import does not say.
  is_seed boolean default false,
  -- A fact about people, as “I live nearby”: asked, and kept out of what is said of opinions.
  is_meta boolean not null default false,
  -- Shown where it was imported from, without anybody having looked at it.
  is_unread boolean not null default false,
  -- The number of the participant who wrote it; in an import that may be somebody who never voted.
  author integer,
  reason_code text,
  input_id uuid references input,
  created_at timestamptz not null,
  primary key (dialogue_id, number),
  unique (dialogue_id, input_id),
  check (state <> 'published' or text <> ''),
  check ((state = 'refused') = (reason_code is not null))
);
create index statement_fingerprint on statement (dialogue_id, fingerprint);
create index statement_held on statement (dialogue_id, number) where state = 'held';

-- When staff said that a statement is a fact about people, or no longer; ids run with time.
create table statement_fact_change (
  dialogue_id uuid not null,
  id uuid not null,
  statement integer not null,
  is_fact boolean not null,
  made_by uuid not null references account,
  made_at timestamptz not null,
  primary key (dialogue_id, id),
  foreign key (dialogue_id, statement) references statement on delete cascade
);
create index statement_fact_change_statement on statement_fact_change (dialogue_id, statement);

-- Which statement came in the place of which, and why. A newer version has a higher number, so there are no circles.
create table statement_lineage (
  dialogue_id uuid not null,
  from_statement integer not null,
  to_statement integer not null,
  kind text not null check (kind in ('corrected', 'split', 'merged')),
  reason text not null check (reason <> ''),
  made_by uuid not null references account,
  made_at timestamptz not null,
  -- The rows that were made in one go; ids run with time, as those of decisions do.
  revision uuid not null,
  primary key (dialogue_id, from_statement, to_statement),
  foreign key (dialogue_id, from_statement) references statement on delete cascade,
  foreign key (dialogue_id, to_statement) references statement on delete cascade,
  check (from_statement < to_statement)
);
create index statement_lineage_to on statement_lineage (dialogue_id, to_statement);
create index statement_lineage_revision on statement_lineage (dialogue_id, revision desc);

-- The latest vote of a participant on a statement.
create table vote (
  dialogue_id uuid not null,
  participant integer not null,
  statement integer not null,
  choice smallint not null check (choice in (1, 0, -1)),
  pass_reason text check (pass_reason in ('unsure', 'unclear', 'not_relevant')),
  channel text not null check (channel in ('web', 'paper', 'import')),
  voted_at timestamptz not null,
  primary key (dialogue_id, participant, statement),
  -- No cascade takes votes away: the tally would not know.
  foreign key (dialogue_id, participant) references participant,
  foreign key (dialogue_id, statement) references statement,
  check (pass_reason is null or choice = 0)
) with (fillfactor = 80);
create index vote_statement on vote (dialogue_id, statement);

-- Every vote as it was cast; no choice where it was taken back. To read it in commit order and skip none, read what
-- is below pg_snapshot_xmin(pg_current_snapshot()), by (transaction, position).
create table vote_history (
  dialogue_id uuid not null references dialogue on delete cascade,
  transaction xid8 not null default pg_current_xact_id(),
  position bigint generated always as identity,
  participant integer not null,
  statement integer not null,
  choice smallint check (choice in (1, 0, -1)),
  pass_reason text check (pass_reason in ('unsure', 'unclear', 'not_relevant')),
  channel text not null check (channel in ('web', 'paper', 'import')),
  voted_at timestamptz not null,
  primary key (dialogue_id, transaction, position)
);

-- How many agree, disagree and pass, exact at every commit: written by the statement that writes the votes. Sixteen rows
-- for each statement, so that people who vote on one statement at once seldom wait for each other.
create table statement_tally (
  dialogue_id uuid not null,
  statement integer not null,
  shard smallint not null,
  agree integer not null,
  disagree integer not null,
  pass integer not null,
  primary key (dialogue_id, statement, shard),
  foreign key (dialogue_id, statement) references statement on delete cascade
) with (fillfactor = 50);

-- What everybody may know of the answers to a statement: as they stood at a step of ten people that ten more have passed.
-- Told with the opinion map that is made of the same votes, by whoever makes it.
create table statement_figures (
  dialogue_id uuid not null references dialogue on delete cascade,
  statement integer not null,
  agree integer not null,
  disagree integer not null,
  pass integer not null,
  -- Why people passed, where they said so.
  pass_unsure integer not null,
  pass_unclear integer not null,
  pass_not_relevant integer not null,
  primary key (dialogue_id, statement),
  foreign key (dialogue_id, statement) references statement on delete cascade
) with (fillfactor = 50);

-- Which conversation from elsewhere a dialogue came from; the digest of its files once all of it is in. Who imports locks
-- the origin, so that it becomes one dialogue.
create table dialogue_import (
  dialogue_id uuid primary key references dialogue on delete cascade,
  origin text not null,
  digest bytea,
  -- Whether the dossier was made for it, and is opened with it.
  made_dossier boolean not null,
  imported_at timestamptz
);
create index dialogue_import_origin on dialogue_import (origin);

-- Whom the maths leaves out, decided by a person, with the reason. Append only: the latest decision counts.
create table participant_exclusion (
  dialogue_id uuid not null,
  participant integer not null,
  position bigint generated always as identity,
  -- Whom one decision leaves out, or takes back: everybody reads its reason and how many people, staff who decided.
  decision uuid not null,
  is_excluded boolean not null,
  reason text not null check (reason <> ''),
  decided_by uuid not null references account,
  decided_at timestamptz not null,
  primary key (dialogue_id, participant, position),
  foreign key (dialogue_id, participant) references participant on delete cascade
);
create index participant_exclusion_decision on participant_exclusion (dialogue_id, decision desc);

-- What participants may tell about themselves, of their own will: up to three questions, each with a few options.
create table background_question (
  dialogue_id uuid not null references dialogue on delete cascade,
  number smallint not null check (number between 1 and 3),
  question text not null check (question <> ''),
  -- Whether figures of its answers are shown: then it stays as it was asked, also when all answers are taken back.
  is_shown boolean not null default false,
  primary key (dialogue_id, number)
);

create table background_option (
  dialogue_id uuid not null,
  question smallint not null,
  number smallint not null check (number between 1 and 12),
  label text not null check (label <> ''),
  -- How many people of the population there are, where that is known of every option of the question.
  population integer check (population >= 0),
  primary key (dialogue_id, question, number),
  foreign key (dialogue_id, question) references background_question on delete cascade
);

-- Beside votes these are special personal data: they go with the participant and with the key of the dialogue.
create table background_answer (
  dialogue_id uuid not null,
  participant integer not null,
  question smallint not null,
  option smallint not null,
  told_at timestamptz not null,
  primary key (dialogue_id, participant, question),
  foreign key (dialogue_id, participant) references participant on delete cascade,
  foreign key (dialogue_id, question, option) references background_option
);

-- Which statement was shown, and how likely that was: to weigh answers by how likely they were to be asked for.
-- Append only, apart from the votes, and written some at a time: what a crash loses here is a moment of it. Read on from
-- a moment in commit order, as votes are.
create table showing (
  dialogue_id uuid not null references dialogue on delete cascade,
  transaction xid8 not null default pg_current_xact_id(),
  position bigint generated always as identity,
  statement integer not null,
  -- Nobody where somebody had not voted yet.
  participant integer,
  -- The probability with which it was drawn.
  propensity real not null check (propensity > 0 and propensity <= 1),
  shown_at timestamptz not null,
  primary key (dialogue_id, transaction, position)
);

-- How often each statement was shown.
create table showing_count (
  dialogue_id uuid not null references dialogue on delete cascade,
  statement integer not null,
  shown integer not null,
  primary key (dialogue_id, statement)
) with (fillfactor = 50);

-- How many rows are of one dialogue, PostgreSQL would guess from the dialogues that it looked at last: one that was filled
-- since, by an import or in an evening, counted as empty, and every vote of it was compared with every other. Without such
-- statistics it takes any dialogue for a part of the table.
alter table statement alter column dialogue_id set statistics 0;
alter table participant alter column dialogue_id set statistics 0;
alter table vote alter column dialogue_id set statistics 0;
alter table vote_history alter column dialogue_id set statistics 0;
alter table statement_tally alter column dialogue_id set statistics 0;
alter table showing alter column dialogue_id set statistics 0;
alter table background_answer alter column dialogue_id set statistics 0;
