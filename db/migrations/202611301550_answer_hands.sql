-- A conversation that is over without an answer of ours, and why; and one that need not be looked at before a day.
alter table conversation
  drop constraint conversation_status_check,
  add constraint conversation_status_check check (status in ('open', 'answered', 'closed')),
  add column closed_as text check (closed_as in ('solved', 'not-ours', 'no-answer', 'double', 'spam')),
  add column closed_at timestamptz,
  -- It comes back by itself on this day: lists compare it with today.
  add column snoozed_until date,
  add constraint conversation_closed_as check ((status = 'closed') = (closed_as is not null)),
  add constraint conversation_closed_at check ((status = 'closed') = (closed_at is not null)),
  add constraint conversation_snoozed_open check (snoozed_until is null or status = 'open');
create index conversation_closed on conversation (closed_at desc, id desc) where status = 'closed';
create index conversation_spam on conversation (received_at desc, id desc) where closed_as = 'spam';
create index conversation_snoozed on conversation (snoozed_until, id) where snoozed_until is not null;

alter table conversation_entry
  drop constraint conversation_entry_status_check,
  add constraint conversation_entry_status_check check (status in ('open', 'answered', 'closed')),
  add column closed_as text check (closed_as in ('solved', 'not-ours', 'no-answer', 'double', 'spam')),
  add column snoozed_until date,
  add constraint conversation_entry_closed check ((coalesce(status, '') = 'closed') = (closed_as is not null)),
  add constraint conversation_entry_snoozed check (snoozed_until is null or kind = 'snoozed');

-- "Solved" and "needs no answer" settle what somebody asked: they take the mandate that answering takes. The other reasons answer
-- nobody, and whoever asked reads that.
alter table conversation_entry
  drop constraint conversation_entry_mandated,
  add constraint conversation_entry_mandated check (
    (kind in ('approved', 'sent')
      or (kind = 'status' and (status = 'answered' or coalesce(closed_as, '') in ('solved', 'no-answer'))))
      = (before_mandates or (mandate_id is not null and mandated_on is not null))
  );
drop trigger conversation_entry_mandate on conversation_entry;
create trigger conversation_entry_mandate before insert on conversation_entry
  for each row when (
    new.kind in ('approved', 'sent')
    or (new.kind = 'status' and (new.status = 'answered' or new.closed_as in ('solved', 'no-answer')))
  )
  execute function write_mandate();
