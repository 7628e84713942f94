-- What came in by a channel. It is kept as it came, in the transaction that takes it over; what it says is understood
-- afterwards, and can be understood again.
create table channel (
  id uuid primary key,
  -- Where people write to, as a mail address, or another name for files that are taken in.
  name text not null unique check (name ~ '\S'),
  kind text not null check (kind in ('mail')),
  made_at timestamptz not null
);

create table received_raw (
  id uuid primary key,
  channel_id uuid not null references channel,
  -- Of what was sent, without what servers wrote on the way: the same mail by two ways has one.
  fingerprint bytea not null check (octet_length(fingerprint) = 32),
  -- Null once it was kept long enough: `receivedMail` lets go of it.
  raw bytea,
  envelope_from text,
  envelope_to text[] not null default '{}',
  -- When it reached the mail server, where that is known; stored_at is when it reached us.
  arrived_at timestamptz,
  stored_at timestamptz not null,
  -- Held: it cannot be understood, for the reason. Duplicate: another channel had the same mail first.
  state text not null default 'new' check (state in ('new', 'understood', 'held', 'duplicate')),
  reason text,
  -- The entry that it became; of a report about mail of ours, the entry with which that was sent.
  conversation_id uuid,
  seq integer,
  unique (channel_id, fingerprint),
  foreign key (conversation_id, seq) references conversation_entry on delete cascade,
  check ((state = 'held') = (reason is not null)),
  check ((state in ('understood', 'duplicate')) = (num_nonnulls(conversation_id, seq) = 2))
);
create index received_raw_new on received_raw (id) where state = 'new';
create index received_raw_held on received_raw (id) where state = 'held';
create index received_raw_fingerprint on received_raw (fingerprint);
create index received_raw_channel on received_raw (channel_id, id);
create index received_raw_entry on received_raw (conversation_id, seq);

-- What the mail of an entry says besides its text. Names, addresses, files and subject go with the raw mail.
create table mail_message (
  raw_id uuid primary key references received_raw on delete cascade,
  conversation_id uuid not null,
  seq integer not null,
  message_id text,
  from_name text not null,
  from_address text not null,
  subject text not null,
  -- By the sender's clock.
  written_at timestamptz,
  -- A machine wrote it, or sent it to many: no machine of ours answers it.
  is_automatic boolean not null,
  has_html boolean not null,
  -- The text was too long to be an entry; all of it is in the raw mail.
  is_cut boolean not null,
  -- Name, type and bytes of each, in the order of the mail.
  files jsonb not null check (jsonb_typeof(files) = 'array'),
  unique (conversation_id, seq),
  foreign key (conversation_id, seq) references conversation_entry on delete cascade
);

-- By which Message-IDs a conversation is found: of its own mail, and those that its mail refers to. Hashed, because they
-- may be long.
create table mail_reference (
  hash bytea not null,
  conversation_id uuid not null references conversation on delete cascade,
  is_own boolean not null,
  primary key (hash, conversation_id)
);
create index mail_reference_conversation on mail_reference (conversation_id);

-- Who takes part in a conversation by mail, as seals of addresses and lists; goes with the names of who asked.
create table mail_participant (
  conversation_id uuid not null references conversation on delete cascade,
  seal bytea not null,
  primary key (conversation_id, seal)
);

-- Two conversations that may be one: somebody quoted the other, and takes no part in it. Staff say whether they are, and
-- can say otherwise later; neither is ever made part of the other.
create table conversation_tie (
  conversation_id uuid not null references conversation on delete cascade,
  other_id uuid not null references conversation on delete cascade,
  found_at timestamptz not null,
  state text not null default 'possibly' check (state in ('possibly', 'together', 'apart')),
  decided_by uuid references account,
  decided_at timestamptz,
  primary key (conversation_id, other_id),
  check (conversation_id <> other_id),
  check ((state = 'possibly') = (decided_by is null)),
  check ((decided_by is null) = (decided_at is null))
);
create index conversation_tie_other on conversation_tie (other_id);

-- A machine that writes asks for no answer: what it sent is received, and nothing is due.
alter table conversation_entry drop constraint conversation_entry_check4;
alter table conversation_entry add constraint conversation_entry_received
  check ((kind = 'received') = (channel is not null) and (due_on is null or kind = 'received'));
