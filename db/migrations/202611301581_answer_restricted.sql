-- What a found conversation is about stands beside its words, so that nobody finds or counts what they may not read.
alter table conversation_search add subject_id uuid;
update conversation_search set subject_id = conversation.subject_id
from conversation where conversation.id = conversation_id and conversation.subject_id is not null;

create or replace function make_findable(id uuid) returns void language plpgsql as $$
begin
  perform from conversation where conversation.id = make_findable.id for no key update;
  insert into conversation_search (conversation_id, at, words, subject_id)
  select conversation.id, coalesce(max(entry.at) filter (where entry.body is not null), max(entry.at)),
    found_words(conversation_text(conversation.id)), conversation.subject_id
  from conversation join conversation_entry as entry on entry.conversation_id = conversation.id
  where conversation.id = make_findable.id
  group by conversation.id
  on conflict (conversation_id) do update
    set at = excluded.at, words = excluded.words, subject_id = excluded.subject_id;
end $$;

create function follow_classification() returns trigger language plpgsql as $$
begin
  update conversation_search set subject_id = new.subject_id where conversation_id = new.id;
  return null;
end $$;
create trigger conversation_classified_findable after update of subject_id on conversation
  for each row when (old.subject_id is distinct from new.subject_id) execute function follow_classification();

-- What somebody may not read they do not answer, approve or publish either, whatever their mandates say.
create or replace function find_answer_mandate(
  talk uuid, by_account uuid, for_act text, by_channel text, with_visibility text, on_day date
) returns table (mandate_id uuid, approval text, missing text[], for_account uuid) language plpgsql stable as $$
declare
  latest conversation_entry;
begin
  select * into latest from conversation_entry e
  where e.conversation_id = talk and e.kind = 'classified' order by e.seq desc limit 1;
  if not may_read_subject(by_account, latest.subject_id, on_day) then return; end if;
  return query select m.mandate_id, m.approval, m.missing, m.for_account from find_mandate(
    by_account, for_act, latest.unit_id, latest.subject_id, by_channel, with_visibility, on_day
  ) m;
end $$;
