-- Who was told that something is nearly due, due, or long due: once for each run and level. It goes with its conversation.
create table escalation (
  conversation_id uuid not null references conversation on delete cascade,
  run integer not null,
  level smallint not null check (level between 1 and 3),
  told_at timestamptz not null,
  primary key (conversation_id, run, level)
);
