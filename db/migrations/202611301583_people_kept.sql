-- How many days after the end of a conversation what belongs to it is kept; null: as what it lies in says, or else as for all.
alter table subject_version
  add mail_days integer check (mail_days between 1 and 7300),
  add words_days integer check (words_days between 1 and 7300),
  add contact_days integer check (contact_days between 1 and 7300),
  add files_days integer check (files_days between 1 and 7300);

-- What each subject says, or else the nearest above it that does. One look at the tree for all of them.
create function find_kept_days()
returns table (subject_id uuid, mail_days integer, words_days integer, contact_days integer, files_days integer)
language sql stable as $$
  with recursive newest as materialized (
    select s.id, coalesce(s.replaced_by, v.parent_id) as above, v.mail_days, v.words_days, v.contact_days, v.files_days
    from subject s
    join lateral (select * from subject_version where subject_id = s.id order by version desc limit 1) v on true
  ), said as (
    select * from newest where above is null
    union all
    select n.id, n.above, coalesce(n.mail_days, said.mail_days), coalesce(n.words_days, said.words_days),
      coalesce(n.contact_days, said.contact_days), coalesce(n.files_days, said.files_days)
    from said join newest n on n.above = said.id
  )
  select id, mail_days, words_days, contact_days, files_days from said
$$;
