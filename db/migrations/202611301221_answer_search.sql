-- What a conversation is found by: the words of all that was said in it, of its subject, and the name of whoever asked. Never an
-- address. Written by the triggers below in the transaction that changes any of it, whoever does: what is erased is not found.
create table conversation_search (
  conversation_id uuid primary key references conversation on delete cascade,
  -- When something was last said in it.
  at timestamptz not null,
  -- Empty until a job has made them: of conversations from before this table.
  words tsvector
);
create index conversation_search_words on conversation_search using gin (words);
create index conversation_search_newest on conversation_search (at desc, conversation_id desc);
create index conversation_search_unmade on conversation_search (conversation_id) where words is null;

-- Begins with what tells most, for of very much text the end is left out. A word that nobody types stands between texts, so that
-- no phrase runs from one into the next.
create function conversation_text(id uuid) returns text language sql stable as $$
  select concat_ws(E'\n\uE000\n', subject, contact.name, (
    select string_agg(left(body, 50000), E'\n\uE000\n' order by seq = 1 desc, seq desc)
    from conversation_entry where conversation_id = conversation.id and body is not null
  ))
  from conversation left join conversation_contact as contact on contact.conversation_id = conversation.id
  where conversation.id = conversation_text.id
$$;

-- Who makes the words of a conversation holds it: else one who forgets a name and one who appends could each write what the other
-- changed.
create function make_findable(id uuid) returns void language plpgsql as $$
begin
  perform from conversation where conversation.id = make_findable.id for no key update;
  insert into conversation_search (conversation_id, at, words)
  select conversation.id, coalesce(max(entry.at) filter (where entry.body is not null), max(entry.at)),
    found_words(conversation_text(conversation.id))
  from conversation join conversation_entry as entry on entry.conversation_id = conversation.id
  where conversation.id = make_findable.id
  group by conversation.id
  on conflict (conversation_id) do update set at = excluded.at, words = excluded.words;
end $$;

create function follow_entry() returns trigger language plpgsql as $$
begin
  if new.body is distinct from old.body then
    perform make_findable(new.conversation_id);
  end if;
  return null;
end $$;
create trigger conversation_entry_findable after insert or update of body on conversation_entry
  for each row execute function follow_entry();

create function follow_contact() returns trigger language plpgsql as $$
begin
  if new.name is distinct from old.name then
    perform make_findable(coalesce(new.conversation_id, old.conversation_id));
  end if;
  return null;
end $$;
create trigger conversation_contact_findable after insert or update of name or delete on conversation_contact
  for each row execute function follow_contact();

create function follow_subject() returns trigger language plpgsql as $$
begin
  perform make_findable(new.id);
  return null;
end $$;
create trigger conversation_findable after update of subject on conversation
  for each row when (old.subject is distinct from new.subject) execute function follow_subject();

-- Conversations from before: a job makes their words, some at a time.
insert into conversation_search (conversation_id, at) select id, received_at from conversation;
