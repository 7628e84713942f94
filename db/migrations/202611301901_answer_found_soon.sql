-- Mail that comes in much at once is stored first and made findable just after it: whoever stores it says so for their transaction,
-- and what is to be made stands here until then. Whatever else changes what is said makes the words itself, at once.
create table conversation_unfound (conversation_id uuid primary key references conversation on delete cascade);

insert into conversation_unfound (conversation_id) select conversation_id from conversation_search where words is null;
drop index conversation_search_unmade;
delete from conversation_search where words is null;
alter table conversation_search alter words set not null;

create or replace function make_findable(id uuid) returns void language plpgsql as $$
begin
  if current_setting('weerklank.found_soon', true) = 'on' then
    insert into conversation_unfound (conversation_id) values (make_findable.id) on conflict do nothing;
    return;
  end if;
  perform from conversation where conversation.id = make_findable.id for no key update;
  insert into conversation_search (conversation_id, at, words, subject_id)
  select conversation.id, coalesce(max(entry.at) filter (where entry.body is not null), max(entry.at)),
    found_words(conversation_text(conversation.id)), conversation.subject_id
  from conversation join conversation_entry as entry on entry.conversation_id = conversation.id
  where conversation.id = make_findable.id
  group by conversation.id
  on conflict (conversation_id) do update
    set at = excluded.at, words = excluded.words, subject_id = excluded.subject_id;
  delete from conversation_unfound where conversation_id = make_findable.id;
end $$;
