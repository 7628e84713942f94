-- What somebody else approved goes to nobody whom they could not know of: whoever was in none of the mail gets an answer from who may
-- send it without approval.
create function refuse_new_reader_of_approved() returns trigger language plpgsql as $$
begin
  if exists (
    select from conversation_entry entry
    where entry.conversation_id = new.conversation_id and entry.seq = new.seq and entry.approval_seq is not null
  ) then
    raise exception 'a copy of entry % goes to somebody of whom its approver did not know', new.seq
      using errcode = 'check_violation', constraint = 'reply_copy_as_approved';
  end if;
  return null;
end $$;
create trigger reply_copy_as_approved after insert on reply_copy
  for each row when (new.reason is not null) execute function refuse_new_reader_of_approved();
