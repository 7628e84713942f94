-- A conversation is the list of its entries. What stands here is folded from them in the transaction that appends,
-- so that lists can be read by an index and two people cannot append after the same entry.
create table conversation (
  id uuid primary key,
  input_id uuid not null unique references input,
  subject text not null,
  language text not null check (language in ('nl', 'en')),
  last_seq integer not null check (last_seq > 0),
  heard_seq integer not null,
  status text not null check (status in ('open', 'answered')),
  assigned_to uuid references account,
  due_on date not null,
  received_at timestamptz not null,
  answered_at timestamptz,
  check ((status = 'answered') = (answered_at is not null))
);
create index conversation_open_due on conversation (due_on, id) where status = 'open';
create index conversation_open_newest on conversation (received_at desc, id desc) where status = 'open';
create index conversation_mine_due on conversation (assigned_to, due_on, id) where status = 'open';
create index conversation_mine_newest on conversation (assigned_to, received_at desc, id desc) where status = 'open';
create index conversation_answered on conversation (answered_at desc, id desc) where status = 'answered';

-- Only ever added to. A sent refers to the draft that it sends, and each draft is sent once at most.
create table conversation_entry (
  conversation_id uuid not null references conversation on delete cascade,
  seq integer not null check (seq > 0),
  kind text not null
    check (kind in ('received', 'receipt', 'note', 'draft', 'sent', 'assigned', 'status', 'linked')),
  at timestamptz not null,
  by_account uuid references account,
  body text,
  channel text check (channel in ('web', 'mail', 'phone', 'desk', 'paper')),
  due_on date,
  mail_id uuid unique references outgoing_mail on delete set null,
  draft_seq integer,
  draft_kind text generated always as (case when draft_seq is not null then 'draft' end) stored,
  assigned_to uuid references account,
  status text check (status in ('open', 'answered')),
  dossier_id uuid references dossier,
  primary key (conversation_id, seq),
  unique (conversation_id, seq, kind),
  unique (conversation_id, draft_seq),
  foreign key (conversation_id, draft_seq, draft_kind) references conversation_entry (conversation_id, seq, kind),
  check ((kind = 'sent') = (draft_seq is not null)),
  check (draft_seq < seq),
  check (body is null or kind in ('received', 'note', 'draft')),
  check (mail_id is null or kind in ('receipt', 'sent')),
  check ((kind = 'received') = (channel is not null and due_on is not null)),
  check ((kind = 'status') = (status is not null)),
  check (by_account is not null or kind in ('received', 'receipt'))
);

-- Who asked, apart from what was asked: read only to answer, and erased on its own.
create table conversation_contact (
  conversation_id uuid primary key references conversation on delete cascade,
  name text,
  address text,
  given_at timestamptz not null,
  check (name is not null or address is not null)
);

-- How far each member of staff has read.
create table conversation_reading (
  account_id uuid not null references account on delete cascade,
  conversation_id uuid not null references conversation on delete cascade,
  seq integer not null,
  primary key (account_id, conversation_id)
);
create index conversation_reading_conversation on conversation_reading (conversation_id);
