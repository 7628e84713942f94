-- Units that give out by themselves what comes in.
create table distribution (
  unit_id uuid primary key references unit,
  is_on boolean not null,
  changed_by uuid not null references account,
  changed_at timestamptz not null
);
-- Whoever has no row answers eight hours on each working day; whoever has one, as their rows say.
create table answering_hours (
  account_id uuid not null references account on delete cascade,
  -- 1 is Monday, 7 is Sunday.
  weekday smallint not null check (weekday between 1 and 7),
  minutes integer not null check (minutes between 0 and 1440),
  primary key (account_id, weekday)
);

-- An assignment that nobody of the staff made says why it went to whom: they answered the same address before, or had the least work.
alter table conversation_entry
  add dealt_because text check (dealt_because in ('known', 'load')),
  add constraint conversation_entry_dealt check (
    dealt_because is null or (kind = 'assigned' and by_account is null and by_rule is null and assigned_to is not null)
  ),
  drop constraint conversation_entry_author,
  add constraint conversation_entry_author check (
    by_account is not null or by_rule is not null or dealt_because is not null or kind in ('received', 'receipt')
    or (kind = 'task' and task_step = 'done' and task_party is not null)
  );
