-- A dialogue's opinion map as it was at a moment: what pages show, and what places one participant on it. Written by the
-- one worker that owns the dialogue; the number of the version keeps a worker that lost it from writing another.
create table opinion_snapshot (
  dialogue_id uuid not null references dialogue on delete cascade,
  version integer not null check (version > 0),
  -- How it is written: a program reads maps of its own format only.
  format smallint not null,
  made_at timestamptz not null,
  -- Every change of a transaction below this one is in it: where its maker went on reading.
  through_transaction xid8 not null,
  -- The cluster that gave this number: on another it means nothing.
  cluster text not null,
  -- Whether the slow findings in it are of these very votes; else its maker still has work.
  is_settled boolean not null,
  -- Whether all votes are in it, and no more will come.
  is_final boolean not null,
  map jsonb not null,
  -- Axes, spread and groups, packed: places a participant without reading anybody else's votes.
  placer bytea not null,
  -- In which group figures are told of each participant, by their number: never shown. The next groups follow only where
  -- nobody or at least ten people of each came and went.
  members bytea not null,
  -- Whom the maths left out.
  left_out integer[] not null,
  -- After how many rows of vote_history the dialogue was over, went on, was over again: then all that waited was told.
  turns bigint[] not null,
  primary key (dialogue_id, version)
);

-- That statements or exclusions of a dialogue changed, by transaction: its owner reads them again, in commit order like
-- the votes. One row a transaction, so that nobody waits for anybody; the owner removes what it has read.
create table opinion_change (
  dialogue_id uuid not null references dialogue on delete cascade,
  transaction xid8 not null default pg_current_xact_id(),
  primary key (dialogue_id, transaction)
);

create function note_opinion_change() returns trigger language plpgsql as $$
begin
  insert into opinion_change (dialogue_id) values (new.dialogue_id) on conflict do nothing;
  return null;
end
$$;

create trigger statement_added after insert on statement
  for each row execute function note_opinion_change();
create trigger statement_moderated after update of state, is_meta on statement
  for each row when ((old.state, old.is_meta) is distinct from (new.state, new.is_meta))
  execute function note_opinion_change();
create trigger participant_excluded after insert on participant_exclusion
  for each row execute function note_opinion_change();

-- Once a dialogue takes no more answers, all of them are told.
create function note_dialogue_turned() returns trigger language plpgsql as $$
begin
  insert into opinion_change (dialogue_id) values (new.id) on conflict do nothing;
  return null;
end
$$;

create function note_dossier_turned() returns trigger language plpgsql as $$
begin
  insert into opinion_change (dialogue_id) select id from dialogue where dossier_id = new.id on conflict do nothing;
  return null;
end
$$;

create trigger dialogue_turned after update of state, closes_on on dialogue
  for each row when ((old.state, old.closes_on) is distinct from (new.state, new.closes_on))
  execute function note_dialogue_turned();
create trigger dossier_turned after update of state on dossier
  for each row when (old.state is distinct from new.state)
  execute function note_dossier_turned();

-- A report of a dialogue as it was published: numbers only, no texts and nobody's votes, so that it can stay for good.
create table dialogue_report (
  dialogue_id uuid not null references dialogue on delete cascade,
  version integer not null check (version > 0),
  content jsonb not null,
  made_at timestamptz not null,
  made_by uuid not null references account,
  primary key (dialogue_id, version)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is never changed', tg_table_name;
end
$$;

create trigger dialogue_report_stays before update on dialogue_report
  for each row execute function refuse_change();

-- Who took part, as groups: the last figures that were worked out, as they may be shown.
create table representativeness (
  dialogue_id uuid primary key references dialogue on delete cascade,
  made_at timestamptz not null,
  -- The version of the opinion map whose votes are in it.
  version integer not null,
  -- How many told something then.
  people integer not null,
  figures jsonb not null
);
