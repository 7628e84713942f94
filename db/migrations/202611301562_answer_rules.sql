-- What is done with a conversation that fits: conditions of which all must hold (null: any), and what it says then.
create table rule (
  id uuid primary key,
  title text not null check (title <> ''),
  -- The order in which rules are looked at.
  place integer not null,
  version integer not null check (version > 0),
  channel text check (channel in ('web', 'mail', 'phone', 'desk', 'paper')),
  language text check (language in ('nl', 'en')),
  -- One of these words, or words in a row, was said.
  words text[] not null default '{}',
  sender_domain text check (sender_domain <> ''),
  -- It is about this, or about what lies in it; and the unit that answers it.
  subject_id uuid references subject,
  unit_id uuid references unit,
  set_subject_id uuid references subject,
  set_unit_id uuid references unit,
  assign_to uuid references account,
  -- Who made it, or changed it last: they hear it when it breaks.
  owner uuid not null references account,
  changed_at timestamptz not null,
  is_on boolean not null,
  broken_at timestamptz,
  broken_why text check (broken_why in ('unit-closed', 'subject-replaced', 'colleague-gone', 'fault')),
  ended_at timestamptz,
  check (num_nonnulls(channel, language, sender_domain, subject_id, unit_id) + cardinality(words) > 0),
  check (num_nonnulls(set_subject_id, set_unit_id, assign_to) > 0),
  check ((broken_at is null) = (broken_why is null))
);

-- What a broken rule would have caught, until somebody has looked at it.
create table rule_missed (
  rule_id uuid not null references rule,
  conversation_id uuid not null references conversation on delete cascade,
  missed_at timestamptz not null,
  primary key (rule_id, conversation_id)
);
create index rule_missed_conversation on rule_missed (conversation_id);

-- Conversations at which no rule has looked since they began, or since they were said to be about something else. Written with what
-- causes it, so that none is missed, and let go of with what the rules did.
create table conversation_unsorted (
  conversation_id uuid primary key references conversation on delete cascade,
  since timestamptz not null default now()
);
create index conversation_unsorted_since on conversation_unsorted (since, conversation_id);
create function leave_unsorted() returns trigger language plpgsql as $$
begin
  insert into conversation_unsorted (conversation_id) values (new.id) on conflict do nothing;
  return null;
end $$;
create trigger conversation_begun after insert on conversation
  for each row execute function leave_unsorted();
create trigger conversation_classified after update of subject_id, unit_id on conversation
  for each row when (new.subject_id is distinct from old.subject_id or new.unit_id is distinct from old.unit_id)
  execute function leave_unsorted();

-- What a rule did says which: it is nobody of the staff.
alter table conversation_entry
  add by_rule uuid references rule,
  add constraint conversation_entry_rule check (
    by_rule is null or (by_account is null and kind in ('assigned', 'classified'))
  ),
  drop constraint conversation_entry_author,
  add constraint conversation_entry_author check (
    by_account is not null or by_rule is not null or kind in ('received', 'receipt')
    or (kind = 'task' and task_step = 'done' and task_party is not null)
  );
