-- A conversation that goes on where another one of the same person stood: what was split off from it, or what they wrote long after it was
-- solved. Whoever has the code of the first reads both.
alter table conversation
  add column continues uuid references conversation,
  add constraint conversation_continues check (continues <> id);
create index conversation_continues on conversation (continues, id) where continues is not null;

-- What somebody wrote about something else is split off once, to be answered by itself: `split_seq` is the entry that was, `other_id` and
-- `other_seq` the one that now has its words. That one names where it came from in the same way. Neither can be changed.
alter table conversation_entry
  add column split_seq integer,
  drop constraint conversation_entry_other,
  add constraint conversation_entry_other check (
    (other_id is null) = (other_seq is null)
    and (kind = 'received' or (kind in ('merged', 'elsewhere', 'split')) = (other_id is not null))
  ),
  add constraint conversation_entry_split check ((kind = 'split') = (split_seq is not null) and (split_seq is null or split_seq < seq)),
  add constraint conversation_entry_split_once unique (conversation_id, split_seq),
  add foreign key (conversation_id, split_seq) references conversation_entry (conversation_id, seq);

-- A reply that waits may answer what is answered elsewhere from now on.
alter table leaving_reply
  drop constraint leaving_reply_held_why_check,
  add constraint leaving_reply_held_why_check check (held_why in (
    'heard', 'stopped', 'merged', 'split',
    'no-mandate', 'forbidden', 'conditions', 'needs-colleague', 'needs-approver', 'own-draft', 'returned', 'draft-replaced',
    'open-field'
  )),
  drop constraint leaving_reply_held_by_check,
  add constraint leaving_reply_held_by_check check (held_by is null or held_why in ('stopped', 'merged', 'split'));

create or replace function hold_leaving_reply() returns trigger language plpgsql as $$
begin
  update leaving_reply set
    held_at = greatest(new.at, ordered_at),
    held_why = case new.kind when 'received' then 'heard' when 'status' then 'stopped' else new.kind end,
    held_by = case when new.kind <> 'received' then new.by_account end
  where conversation_id = new.conversation_id and held_at is null and seen < new.seq;
  return null;
end $$;
drop trigger conversation_entry_holds_reply on conversation_entry;
create trigger conversation_entry_holds_reply after insert on conversation_entry
  for each row when (
    (new.kind = 'received' and new.due_on is not null) or (new.kind = 'status' and new.closed_as = 'spam') or new.kind in ('merged', 'split')
  )
  execute function hold_leaving_reply();

drop trigger conversation_entry_uncounted on conversation_entry;
create trigger conversation_entry_uncounted after insert on conversation_entry
  for each row when (new.kind in ('received', 'sent', 'status', 'classified', 'due', 'merged', 'split'))
  execute function leave_uncounted();
