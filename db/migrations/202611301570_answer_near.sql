-- Where what was said is about: whoever asked says so with what they say, staff by an entry of its own. The place stands apart, and is
-- let go of half a year after the answer, as who asked is.
alter table conversation_entry
  add column is_somewhere boolean,
  add constraint conversation_entry_located check ((kind = 'located') = (is_somewhere is not null));

create table conversation_place (
  conversation_id uuid not null,
  seq integer not null,
  -- An address, a street, an area, or what somebody called it.
  name text not null check (name <> ''),
  -- The name is of what is nearest: it was pointed at.
  is_near boolean not null,
  -- Degrees, WGS 84; of a street or an area there is no point.
  longitude double precision,
  latitude double precision,
  -- The smallest area that it is known to lie in: what may be told to others than staff.
  area_code text,
  area_year integer,
  primary key (conversation_id, seq),
  foreign key (conversation_id, seq) references conversation_entry (conversation_id, seq) on delete cascade,
  foreign key (area_code, area_year) references area,
  check ((longitude is null) = (latitude is null)),
  check ((area_code is null) = (area_year is null))
);

-- What lies nearest to a point. A degree of longitude is 0.6157 of one of latitude at 52 degrees north, in the middle of the country.
create index address_nearest on address using gist (point(longitude * 0.6157, latitude));

-- A conversation is found by where it is about as well, and by what its files are called and what is seen on them.
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
    select string_agg(left(body, 50000), E'\n\uE000\n' order by seq = 1 desc, seq desc)
    from conversation_entry where conversation_id = conversation.id and body is not null
  ))
  from conversation left join conversation_contact as contact on contact.conversation_id = conversation.id
  where conversation.id = conversation_text.id
$$;

create function follow_place_or_file() returns trigger language plpgsql as $$
begin
  perform make_findable(coalesce(new.conversation_id, old.conversation_id));
  return null;
end $$;
create trigger conversation_place_findable after insert or update or delete on conversation_place
  for each row execute function follow_place_or_file();
-- Written after the files themselves were given to the entry, and taken away after they were.
create trigger conversation_file_findable after insert or delete on conversation_file
  for each row execute function follow_place_or_file();

-- Those with files from before: the job makes their words anew.
update conversation_search set words = null
where conversation_id in (select conversation_id from conversation_file);
