-- When the organisation works, and how long answering may take unless a subject says otherwise. What was counted by a version
-- goes on being counted by it.
create table working_calendar (
  version integer primary key check (version > 0),
  -- Seven days, Monday first, each as `09:00-12:30, 13:00-17:00`; empty: closed.
  week text[] not null check (cardinality(week) = 7),
  keeps_holidays boolean not null,
  -- Days that go otherwise than their weekday: `{"2026-12-24": "09:00-12:00"}`.
  other_days jsonb not null check (jsonb_typeof(other_days) = 'object'),
  -- As `5 workingDays`, `8 workingHours` or `42 days`.
  first_term text not null check (first_term ~ '^[1-9][0-9]{0,2} (workingDays|workingHours|days)$'),
  resolution_term text not null check (resolution_term ~ '^[1-9][0-9]{0,2} (workingDays|workingHours|days)$'),
  made_by uuid references account,
  made_at timestamptz not null
);
create trigger working_calendar_kept before update or delete on working_calendar
  for each row execute function keep_as_written();

-- What every organisation begins with.
create function give_first_calendar() returns void language sql as $$
  insert into working_calendar (version, week, keeps_holidays, other_days, first_term, resolution_term, made_at) values (
    1, '{09:00-17:00,09:00-17:00,09:00-17:00,09:00-17:00,09:00-17:00,"",""}', true, '{}', '5 workingDays', '5 workingDays', now()
  )
$$;
select give_first_calendar();

-- How long answering may take; null: as what lies above it says, else as the organisation does.
alter table subject_version
  add first_term text check (first_term ~ '^[1-9][0-9]{0,2} (workingDays|workingHours|days)$'),
  add resolution_term text check (resolution_term ~ '^[1-9][0-9]{0,2} (workingDays|workingHours|days)$');
create function subject_terms(subject_id uuid, out first_term text, out resolution_term text) language sql stable as $$
  select (array_agg(newest.first_term order by steps) filter (where newest.first_term is not null))[1],
    (array_agg(newest.resolution_term order by steps) filter (where newest.resolution_term is not null))[1]
  from unnest(subject_path(subject_terms.subject_id)) with ordinality as above (id, steps)
  join lateral (
    select v.first_term, v.resolution_term from subject_version v where v.subject_id = above.id order by version desc limit 1
  ) newest on true
$$;
