-- What an administrator said of a subject that is about public order, or was taken for it; the newest counts, nothing is written over.
create table public_order_decision (
  id uuid primary key,
  subject_id uuid not null references subject on delete cascade,
  -- off: it is, and no watch follows it; watched: it is, and watches may; other: it is not about public order.
  stance text not null check (stance in ('off', 'watched', 'other')),
  reason text not null check (reason <> ''),
  decided_by uuid not null references account,
  decided_at timestamptz not null
);
create index public_order_decision_subject on public_order_decision (subject_id, decided_at desc, id desc);
create index public_order_decision_by on public_order_decision (decided_by);
