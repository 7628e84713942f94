-- Which entries came with files; these have the entry as their owner: `conversation:<id>:<seq>`.
create table conversation_file (
  conversation_id uuid not null,
  seq integer not null,
  primary key (conversation_id, seq),
  foreign key (conversation_id, seq) references conversation_entry (conversation_id, seq) on delete cascade
);
