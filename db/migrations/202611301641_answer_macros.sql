-- A macro can also label, put off, and close without an answer; what that takes is asked of who runs it.
alter table macro
  add column label_id uuid references label,
  add column snooze_days integer check (snooze_days between 1 and 366),
  add column close_as text check (close_as in ('solved', 'not-ours', 'no-answer', 'double', 'spam')),
  drop constraint macro_check1,
  add constraint macro_does_something check (coalesce(
    text_id::text, assign, subject_id::text, answering_unit_id::text, label_id::text, snooze_days::text, close_as
  ) is not null),
  -- What is closed does not come back by itself.
  add constraint macro_closes_or_snoozes check (snooze_days is null or close_as is null);
create index macro_label on macro (label_id) where label_id is not null;
