-- A dialogue: one question, short statements, and a vote of each participant on each statement.
-- The key makes the pseudonyms of its participants; once it is gone, nobody can tell any more who a participant was.
create table dialogue (
  id uuid primary key,
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
  key bytea,
  key_destroyed_at timestamptz,
  created_at timestamptz not null,
  opened_at timestamptz,
  closed_at timestamptz,
  check ((key is null) = (key_destroyed_at is not null)),
  check (state <> 'open' or opened_at is not null)
);
create index dialogue_dossier on dialogue (dossier_id, id desc);

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
  input_id uuid unique references input,
  joined_at timestamptz not null,
  primary key (dialogue_id, number),
  unique (dialogue_id, pseudonym)
);

create table statement (
  dialogue_id uuid not null references dialogue on delete cascade,
  number integer not null check (number >= 0),
  text text not null,
  -- The text without capitals, accents and punctuation: finds the same statement said before.
  fingerprint text not null,
  language text not null,
  state text not null check (state in ('held', 'published', 'refused')),
  is_seed boolean not null default false,
  is_meta boolean not null default false,
  -- The number of the participant who wrote it; in an import that may be somebody who never voted.
  author integer,
  reason_code text,
  input_id uuid unique references input,
  created_at timestamptz not null,
  primary key (dialogue_id, number),
  check (state <> 'published' or text <> ''),
  check ((state = 'refused') = (reason_code is not null))
);
create index statement_fingerprint on statement (dialogue_id, fingerprint);
create index statement_held on statement (dialogue_id, number) where state = 'held';

-- What a moderator decided about a statement, who and when; a later decision is a new row.
create table statement_moderation (
  id uuid primary key,
  dialogue_id uuid not null,
  statement integer not null,
  decision text not null check (decision in ('published', 'refused')),
  reason_code text,
  explanation text not null default '',
  decided_by uuid not null references account,
  decided_at timestamptz not null,
  foreign key (dialogue_id, statement) references statement on delete cascade
);
create index statement_moderation_dialogue on statement_moderation (dialogue_id, id desc);
create index statement_moderation_statement on statement_moderation (dialogue_id, statement);

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
  foreign key (dialogue_id, participant) references participant on delete cascade,
  foreign key (dialogue_id, statement) references statement on delete cascade,
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

-- How many agree, disagree and pass, exact at every commit. Sixteen rows for each statement, so that people who vote
-- on one statement at once seldom wait for each other.
create table statement_tally (
  dialogue_id uuid not null references dialogue on delete cascade,
  statement integer not null,
  shard smallint not null,
  agree integer not null,
  disagree integer not null,
  pass integer not null,
  primary key (dialogue_id, statement, shard)
) with (fillfactor = 50);

-- Each takes its tally rows in one order, so that two of them never wait for each other in a circle.
create function tally_added_votes() returns trigger language plpgsql as $$
begin
  insert into statement_tally as tally (dialogue_id, statement, shard, agree, disagree, pass)
  select dialogue_id, statement, participant % 16,
    count(*) filter (where choice = 1), count(*) filter (where choice = -1), count(*) filter (where choice = 0)
  from added
  group by 1, 2, 3
  order by 1, 2, 3
  on conflict (dialogue_id, statement, shard) do update set
    agree = tally.agree + excluded.agree,
    disagree = tally.disagree + excluded.disagree,
    pass = tally.pass + excluded.pass;
  return null;
end
$$;

create function tally_removed_votes() returns trigger language plpgsql as $$
begin
  insert into statement_tally as tally (dialogue_id, statement, shard, agree, disagree, pass)
  select dialogue_id, statement, participant % 16,
    -count(*) filter (where choice = 1), -count(*) filter (where choice = -1), -count(*) filter (where choice = 0)
  from removed
  group by 1, 2, 3
  order by 1, 2, 3
  on conflict (dialogue_id, statement, shard) do update set
    agree = tally.agree + excluded.agree,
    disagree = tally.disagree + excluded.disagree,
    pass = tally.pass + excluded.pass;
  return null;
end
$$;

create function tally_changed_votes() returns trigger language plpgsql as $$
begin
  insert into statement_tally as tally (dialogue_id, statement, shard, agree, disagree, pass)
  select dialogue_id, statement, participant % 16,
    coalesce(sum(weight) filter (where choice = 1), 0),
    coalesce(sum(weight) filter (where choice = -1), 0),
    coalesce(sum(weight) filter (where choice = 0), 0)
  from (
    select dialogue_id, statement, participant, choice, 1 as weight from added
    union all
    select dialogue_id, statement, participant, choice, -1 from removed
  ) as change
  group by 1, 2, 3
  order by 1, 2, 3
  on conflict (dialogue_id, statement, shard) do update set
    agree = tally.agree + excluded.agree,
    disagree = tally.disagree + excluded.disagree,
    pass = tally.pass + excluded.pass;
  return null;
end
$$;

create trigger vote_added after insert on vote
  referencing new table as added
  for each statement execute function tally_added_votes();
create trigger vote_changed after update on vote
  referencing old table as removed new table as added
  for each statement execute function tally_changed_votes();
create trigger vote_removed after delete on vote
  referencing old table as removed
  for each statement execute function tally_removed_votes();

-- Which conversation from elsewhere a dialogue came from; the digest of its files once all of it is in.
create table dialogue_import (
  origin text primary key,
  dialogue_id uuid not null unique references dialogue on delete cascade,
  digest bytea,
  -- Whether the dossier was made for it, and is opened with it.
  made_dossier boolean not null,
  imported_at timestamptz
);
