-- When an answer is due: a run begins with what somebody asks, and a new one each time that a conversation is opened again. Moments
-- that are due stand by the clock on the wall, as `2026-05-08T24:00`, and sort as text.
alter table conversation
  add run integer not null default 1 check (run > 0),
  -- The entry with which it began.
  add run_seq integer not null default 1,
  add first_due text check (first_due ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d$'),
  add first_met_at timestamptz,
  add resolution_due text check (resolution_due ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d$'),
  -- Since when, and at most until when, it waits for whoever asked.
  add paused_since timestamptz,
  add paused_until timestamptz,
  add check ((paused_since is null) = (paused_until is null));

-- What follows for these moments is counted as something is appended, and stands with it.
alter table conversation_entry
  drop constraint conversation_entry_check3,
  add constraint conversation_entry_mail check (mail_id is null or kind in ('receipt', 'sent', 'due')),
  -- By which calendar and which terms it counts from here on.
  add calendar_version integer references working_calendar,
  add first_term text check (first_term ~ '^[1-9][0-9]{0,2} (workingDays|workingHours|days)$'),
  add resolution_term text check (resolution_term ~ '^[1-9][0-9]{0,2} (workingDays|workingHours|days)$'),
  add constraint conversation_entry_terms check (
    num_nonnulls(calendar_version, first_term, resolution_term) in (0, 3)
    and (calendar_version is null or kind in ('received', 'status', 'classified', 'due'))
  ),
  add first_due text check (first_due ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d$'),
  add resolution_due text check (resolution_due ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d$'),
  add constraint conversation_entry_deadlines check (
    (first_due is null or kind in ('received', 'status', 'classified', 'due'))
    and (resolution_due is null or kind in ('received', 'status', 'classified', 'due', 'sent'))
  ),
  -- A reply that asks for something: until when it waits at most.
  add paused_until timestamptz check (paused_until is null or (kind = 'sent' and resolution_due is not null)),
  -- Why something is due later than was told.
  add due_reason text check (due_reason in ('research', 'others', 'visit', 'busy')),
  add constraint conversation_entry_due check (
    (kind = 'due') = (due_reason is not null)
    and (kind <> 'due' or num_nonnulls(first_due, resolution_due) > 0)
  );

-- What stands: whatever was said while an answer was owed belongs to the run that it fell in, and both are due on the day told.
with step as (
  select conversation_id, seq, at, case
    when kind = 'sent' or (kind = 'status' and status = 'answered') then 'answered'
    when (kind = 'received' and due_on is not null) or (kind = 'status' and status = 'open') then 'open'
    when kind = 'status' then 'closed'
  end as turns
  from conversation_entry
), turn as (
  select *, turns = 'open' and coalesce(lag(turns) over (partition by conversation_id order by seq), 'none') <> 'open' as begins
  from step where turns is not null
), run as (
  select *, count(*) filter (where begins) over (partition by conversation_id order by seq) as run from turn
), last_run as (
  select conversation_id, max(run) as run, max(seq) filter (where begins) as run_seq from run group by conversation_id
)
update conversation set run = last_run.run, run_seq = last_run.run_seq, first_met_at = (
  select at from run where run.conversation_id = conversation.id and run.run = last_run.run and turns = 'answered'
  order by seq limit 1
)
from last_run where last_run.conversation_id = conversation.id;
update conversation set first_due = due_on || 'T24:00', resolution_due = due_on || 'T24:00';
alter table conversation
  alter run drop default,
  alter run_seq drop default,
  alter first_due set not null,
  alter resolution_due set not null,
  -- What is due next.
  add due_by text not null generated always as (
    case when first_met_at is null then least(first_due, resolution_due) else resolution_due end
  ) stored;
