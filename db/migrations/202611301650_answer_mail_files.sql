-- A conversation is found by what the files of its mail are called as well, as long as the mail is kept.
create or replace function conversation_text(id uuid) returns text language sql stable as $$
  select concat_ws(E'\n\uE000\n', subject, contact.name, (
    select string_agg(concat_ws(' ', place.name, area.name), E'\n\uE000\n' order by seq desc)
    from conversation_place as place
    left join area on area.code = place.area_code and area.year = place.area_year
    where place.conversation_id = conversation.id
  ), (
    select string_agg(left(concat_ws(' ', use.name, use.alternative), 1000), E'\n\uE000\n' order by file.seq desc, use.id)
    from conversation_file as file
    join blob_use as use on use.owner = 'conversation:' || file.conversation_id || ':' || file.seq
    where file.conversation_id = conversation.id
  ), (
    select string_agg(left(file ->> 'name', 500), E'\n\uE000\n' order by mail.seq desc)
    from mail_message as mail cross join jsonb_array_elements(mail.files) as file
    where mail.conversation_id = conversation.id and file ->> 'name' <> ''
  ), (
    select string_agg(left(body, 50000), E'\n\uE000\n' order by seq = 1 desc, seq desc)
    from conversation_entry where conversation_id = conversation.id and body is not null
  ))
  from conversation left join conversation_contact as contact on contact.conversation_id = conversation.id
  where conversation.id = conversation_text.id
$$;

create trigger mail_message_findable after insert on mail_message
  for each row when (new.files <> '[]') execute function follow_place_or_file();
create trigger mail_message_refindable after update of files on mail_message
  for each row when (old.files <> '[]' and new.files = '[]') execute function follow_place_or_file();

-- Those with files from before: the job makes their words anew.
update conversation_search set words = null
where conversation_id in (select conversation_id from mail_message where files <> '[]');
