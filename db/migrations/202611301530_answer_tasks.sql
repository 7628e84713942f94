-- A question to a team or a colleague about a conversation, as its entries add up to. Who is asked is a team, a person, or a person
-- of a team who took it. `shown` names the entries that whoever is asked may read; the question and the answer are entries too.
create table task (
  id uuid primary key,
  conversation_id uuid not null references conversation on delete cascade,
  unit_id uuid references unit,
  account_id uuid references account,
  state text not null check (state in ('asked', 'accepted', 'done', 'returned', 'withdrawn')),
  due_on date not null,
  asked_by uuid not null references account,
  asked_at timestamptz not null,
  asked_seq integer not null check (asked_seq > 1),
  last_seq integer not null check (last_seq >= asked_seq),
  changed_at timestamptz not null,
  shown integer[] not null,
  check (unit_id is not null or account_id is not null)
);
create index task_conversation on task (conversation_id, asked_seq);
create index task_open_unit on task (unit_id, due_on, id) where state in ('asked', 'accepted');
create index task_open_account on task (account_id, due_on, id) where state in ('asked', 'accepted');
create index task_asked_by on task (asked_by, changed_at desc, id desc);

-- What happened to a task, and whom it is for from then on. `task_party` is who answered, or was asked, outside the organisation.
alter table conversation_entry
  add task_id uuid references task,
  add task_step text check (task_step in (
    'asked', 'accepted', 'handed', 'outside', 'outside-ended', 'done', 'returned', 'withdrawn'
  )),
  add task_unit_id uuid references unit,
  add task_due_on date,
  add task_party text,
  add constraint conversation_entry_task check (
    (kind = 'task') = (task_id is not null)
    and (kind = 'task') = (task_step is not null)
    and (task_unit_id is null or task_step in ('asked', 'handed'))
    and (kind <> 'task' or (task_step = 'asked') = (task_due_on is not null))
    and (kind = 'task' or task_due_on is null)
    and (task_party is null or task_step in ('outside', 'outside-ended', 'done'))
    and (kind <> 'task' or assigned_to is null or task_step in ('asked', 'handed'))
  ),
  drop constraint conversation_entry_body,
  add constraint conversation_entry_body check (
    body is null or kind in ('received', 'note', 'draft', 'returned', 'task')
  ),
  drop constraint conversation_entry_check6,
  add constraint conversation_entry_author check (
    by_account is not null or kind in ('received', 'receipt')
    or (kind = 'task' and task_step = 'done' and task_party is not null)
  );
create index conversation_entry_task on conversation_entry (task_id, seq) where task_id is not null;

-- A way in for somebody without an account, to one task: the key is in their mail alone, here is its hash. With who they are and where
-- they were mailed it goes thirty days after it ended (`taskLinks`).
create table task_link (
  id uuid primary key,
  task_id uuid not null references task on delete cascade,
  seal bytea not null unique check (octet_length(seal) = 32),
  party text not null check (party <> ''),
  address text not null check (address <> ''),
  language text not null check (language in ('nl', 'en')),
  question text not null check (question <> ''),
  shown integer[] not null,
  made_by uuid not null references account,
  made_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > made_at),
  ended_at timestamptz,
  ended_how text check (ended_how in ('answered', 'revoked', 'over')),
  mail_id uuid references outgoing_mail on delete set null,
  check ((ended_at is null) = (ended_how is null))
);
create unique index task_link_live on task_link (task_id) where ended_at is null;
create index task_link_mail on task_link (mail_id);
create index task_link_expires on task_link (expires_at);

-- That an entry is of concern to a colleague: they are mentioned in a note, or their task began or came back. It goes after half a
-- year (`entryNotices`).
create table entry_notice (
  id uuid primary key,
  account_id uuid not null references account on delete cascade,
  conversation_id uuid not null,
  seq integer not null,
  task_id uuid references task on delete cascade,
  at timestamptz not null,
  read_at timestamptz,
  unique (account_id, conversation_id, seq),
  foreign key (conversation_id, seq) references conversation_entry on delete cascade
);
create index entry_notice_newest on entry_notice (account_id, at desc, id desc);
create index entry_notice_unread on entry_notice (account_id, conversation_id) where read_at is null;
create index entry_notice_entry on entry_notice (conversation_id, seq);
create index entry_notice_task on entry_notice (task_id) where task_id is not null;
create index entry_notice_at on entry_notice (at);
