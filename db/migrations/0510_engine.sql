-- A dialogue's opinion map as it was at a moment: what pages show, and what places one participant on it. Written by the
-- one worker that owns the dialogue; the number of the version keeps a worker that lost it from writing another.
create table opinion_snapshot (
  dialogue_id uuid not null references dialogue on delete cascade,
  version integer not null check (version > 0),
  made_at timestamptz not null,
  -- Every change of a transaction below this one is in it: where its maker went on reading.
  through_transaction xid8 not null,
  -- When the last vote in it was cast.
  through_votes_at timestamptz,
  -- Whether the slow findings in it are of these very votes; else its maker still has work.
  is_settled boolean not null,
  map jsonb not null,
  -- Axes, spread and groups, packed: places a participant without reading anybody else's votes.
  placer bytea not null,
  primary key (dialogue_id, version)
);

-- Whom the maths leaves out, decided by a person, with the reason. Append only: the latest decision counts.
create table participant_exclusion (
  dialogue_id uuid not null,
  participant integer not null,
  position bigint generated always as identity,
  is_excluded boolean not null,
  reason text not null check (reason <> ''),
  decided_by uuid not null references account,
  decided_at timestamptz not null,
  primary key (dialogue_id, participant, position),
  foreign key (dialogue_id, participant) references participant on delete cascade
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
