-- What happens in a conversation that was merged into another goes on in that one: a reply that waits to leave in the first is held, since
-- whoever asked would get it beside what is said in the second.
alter table leaving_reply
  drop constraint leaving_reply_held_why_check,
  add constraint leaving_reply_held_why_check check (held_why in (
    'heard', 'stopped', 'merged',
    'no-mandate', 'forbidden', 'conditions', 'needs-colleague', 'needs-approver', 'own-draft', 'returned', 'draft-replaced',
    'open-field'
  )),
  drop constraint leaving_reply_check3,
  -- The colleague who stopped it, or merged its conversation.
  add constraint leaving_reply_held_by_check check (held_by is null or held_why in ('stopped', 'merged'));

create or replace function hold_leaving_reply() returns trigger language plpgsql as $$
begin
  update leaving_reply set
    held_at = greatest(new.at, ordered_at),
    held_why = case new.kind when 'received' then 'heard' when 'merged' then 'merged' else 'stopped' end,
    held_by = case when new.kind in ('status', 'merged') then new.by_account end
  where conversation_id = new.conversation_id and held_at is null and seen < new.seq;
  return null;
end $$;
drop trigger conversation_entry_holds_reply on conversation_entry;
create trigger conversation_entry_holds_reply after insert on conversation_entry
  for each row when (
    (new.kind = 'received' and new.due_on is not null) or (new.kind = 'status' and new.closed_as = 'spam') or new.kind = 'merged'
  )
  execute function hold_leaving_reply();

-- A colleague, or somebody outside, came back in a conversation that was merged into this one: `other_id` and `other_seq` name
-- what they said.
alter table conversation_entry
  drop constraint conversation_entry_kind_check,
  add constraint conversation_entry_kind_check check (kind in (
    'received', 'receipt', 'note', 'draft', 'approved', 'returned', 'sent', 'assigned', 'classified', 'status', 'linked',
    'due', 'task', 'labelled', 'snoozed', 'merged', 'split', 'located', 'redacted', 'elsewhere'
  )),
  drop constraint conversation_entry_merged,
  add constraint conversation_entry_other check (
    (kind in ('merged', 'elsewhere')) = (other_id is not null) and (other_id is null) = (other_seq is null)
  );
create index conversation_entry_other on conversation_entry (other_id) where other_id is not null;

-- What the clock does is nobody's: it takes work out of the hands of who no longer works here.
alter table conversation_entry
  drop constraint conversation_entry_author,
  add constraint conversation_entry_author check (
    by_account is not null or by_rule is not null or dealt_because is not null or kind in ('received', 'receipt', 'elsewhere')
    or (kind = 'task' and (task_step = 'handed' or (task_step = 'done' and task_party is not null)))
    or (kind = 'assigned' and assigned_to is null)
  );
