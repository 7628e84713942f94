-- What figures of the desk are counted from: a row for each run of a conversation, folded from its entries by a job. It says nothing
-- that the entries do not say, names nobody, and goes with its conversation.
create table conversation_run (
  conversation_id uuid not null references conversation on delete cascade,
  run integer not null check (run > 0),
  -- The day on which it began, by the organisation's clock.
  began_on date not null,
  -- By which way it was asked, what it is about, and which unit answers it.
  channel text not null,
  subject_id uuid,
  unit_id uuid,
  -- How it ended; null while it is open.
  ended_as text check (ended_as in ('answered', 'solved', 'no-answer', 'not-ours', 'double', 'spam')),
  -- Working minutes until a person first answered, and until it was settled, without those that it waited for whoever asked.
  first_minutes integer check (first_minutes >= 0),
  solved_minutes integer check (solved_minutes >= 0),
  first_due text not null,
  solved_due text not null,
  -- Whether it came too late; null where it did not come, or where nothing was owed.
  first_late boolean,
  solved_late boolean,
  -- Whether it was settled, and opened again.
  is_reopened boolean not null,
  primary key (conversation_id, run)
);
create index conversation_run_began on conversation_run (began_on);

-- Entries that no run counts yet. One row for each, so that an entry that is written while others are counted waits for nobody, and
-- is counted the next time.
create table conversation_uncounted (
  conversation_id uuid not null references conversation on delete cascade,
  seq integer not null,
  primary key (conversation_id, seq)
);
create function leave_uncounted() returns trigger language plpgsql as $$
begin
  insert into conversation_uncounted (conversation_id, seq) values (new.conversation_id, new.seq);
  return null;
end $$;
create trigger conversation_entry_uncounted after insert on conversation_entry
  for each row when (new.kind in ('received', 'sent', 'status', 'classified', 'due', 'merged'))
  execute function leave_uncounted();
insert into conversation_uncounted (conversation_id, seq) select id, last_seq from conversation;
