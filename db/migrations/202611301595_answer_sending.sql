-- A reply that somebody sent and that has not left: for ten seconds, or until the moment that they chose. Where it cannot leave it is
-- held, with why, until its writer takes it back. It goes with its conversation, once it has left, and 30 days after it was held.
create table leaving_reply (
  id uuid primary key,
  conversation_id uuid not null references conversation on delete cascade,
  -- Who ordered it, and under whose mandate it leaves.
  account_id uuid not null references account,
  -- The entry up to which they had read the conversation.
  seen integer not null,
  body text check (body <> ''),
  -- In place of a text of their own: the draft that stands in the conversation.
  draft_seq integer,
  answers_input boolean not null,
  -- It asks for something, and the conversation stays open.
  asks boolean not null default false,
  ordered_at timestamptz not null,
  leaves_at timestamptz not null check (leaves_at >= ordered_at),
  held_at timestamptz,
  held_why text check (held_why in (
    'heard', 'stopped',
    'no-mandate', 'forbidden', 'conditions', 'needs-colleague', 'needs-approver', 'own-draft', 'returned', 'draft-replaced',
    'open-field'
  )),
  -- The colleague who stopped it.
  held_by uuid references account,
  check ((body is null) <> (draft_seq is null)),
  check ((held_at is null) = (held_why is null)),
  check (held_by is null or held_why = 'stopped'),
  foreign key (conversation_id, draft_seq) references conversation_entry (conversation_id, seq) on delete cascade
);
create unique index leaving_reply_once on leaving_reply (conversation_id) where held_at is null;
create index leaving_reply_conversation on leaving_reply (conversation_id);
create index leaving_reply_due on leaving_reply (leaves_at, id) where held_at is null;
create index leaving_reply_of_account on leaving_reply (account_id, conversation_id);
create index leaving_reply_held on leaving_reply (held_at) where held_at is not null;

-- What somebody says to us after the reply was written stops it, by whatever way it comes in; what a machine mails does not. So does
-- whoever says that it is spam.
create function hold_leaving_reply() returns trigger language plpgsql as $$
begin
  update leaving_reply set
    held_at = greatest(new.at, ordered_at),
    held_why = case when new.kind = 'received' then 'heard' else 'stopped' end,
    held_by = case when new.kind = 'status' then new.by_account end
  where conversation_id = new.conversation_id and held_at is null and seen < new.seq;
  return null;
end $$;
create trigger conversation_entry_holds_reply after insert on conversation_entry
  for each row when (
    (new.kind = 'received' and new.due_on is not null) or (new.kind = 'status' and new.closed_as = 'spam')
  )
  execute function hold_leaving_reply();
