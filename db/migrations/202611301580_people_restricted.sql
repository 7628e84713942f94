-- What is about a restricted subject is read by those who answer it alone, so that there must be a unit that does.
alter table subject_version
  add restricted boolean not null default false,
  add constraint subject_version_restricted_has_unit check (not restricted or unit_id is not null);
create index subject_version_restricted on subject_version (subject_id) where restricted;

-- Whether a subject is restricted, or one that it lies in or was replaced by.
create function is_restricted(subject_id uuid) returns boolean language sql stable as $$
  select exists (
    select from unnest(subject_path(is_restricted.subject_id)) as above (id)
    join lateral (
      select restricted from subject_version v where v.subject_id = above.id order by version desc limit 1
    ) newest on newest.restricted
  )
$$;

-- Whether somebody reads what is about a subject: of one that is restricted, who holds a role on that day in the unit that answers
-- it, or in one above that.
create function may_read_subject(by_account uuid, subject_id uuid, on_day date) returns boolean language sql stable as $$
  select subject_id is null or not is_restricted(subject_id) or exists (
    select from staff_role r
    where r.account_id = by_account and is_in_force(r.from_on, r.to_on, r.ended_at, on_day)
      and r.unit_id = any (unit_path(answering_unit(may_read_subject.subject_id)))
  )
$$;

-- The same for all subjects together: those of which somebody reads nothing. Trees are walked once; where nothing is restricted,
-- not at all.
create function find_hidden_subjects(by_account uuid, on_day date) returns uuid[] language plpgsql stable as $$
begin
  if not exists (select from subject_version where restricted) then return '{}'; end if;
  return array(
    with recursive newest as materialized (
      select s.id, coalesce(s.replaced_by, v.parent_id) as above, v.unit_id, v.restricted
      from subject s
      join lateral (
        select parent_id, unit_id, restricted from subject_version where subject_id = s.id order by version desc limit 1
      ) v on true
    ), confined (id, unit_id) as (
      select n.id, n.unit_id from newest n where n.restricted
      union
      select n.id, coalesce(n.unit_id, c.unit_id) from confined c join newest n on n.above = c.id
    ), theirs (id) as (
      select r.unit_id from staff_role r
      where r.account_id = by_account and is_in_force(r.from_on, r.to_on, r.ended_at, on_day)
      union
      select u.id from theirs t join unit u on u.parent_id = t.id
    )
    select distinct c.id from confined c where c.unit_id not in (select id from theirs) order by c.id
  );
end $$;
