-- Mailboxes that are read, each from where it was left. What they are read for, and the address of its server without
-- its password, stand in the settings too; a mailbox that these no longer name is read by nobody, and not told of.
create table mailbox (
  id uuid primary key,
  -- What it is read for, as its owner calls it.
  name text not null check (name <> ''),
  -- As user@host:port.
  account text not null,
  folder text not null,
  -- The server's numbering of its mail; another one begins again at 1.
  uid_validity bigint,
  -- All mail up to this number was stored.
  last_uid bigint not null default 0,
  -- When all that was there, or a part of it, was last stored, and how much was still to be fetched then.
  read_at timestamptz,
  waiting integer not null default 0,
  failing_since timestamptz,
  failure text check (failure in ('login', 'folder', 'encryption', 'unreachable', 'broken-off')),
  -- When the server's numbers were last held against ours, and how many of them we had missed.
  compared_at timestamptz,
  missed integer not null default 0,
  unique (name, account, folder),
  check ((failing_since is null) = (failure is null))
);

-- Which mail of a mailbox was stored, by the number that its server gives it; gone with the mail there.
create table mailbox_uid (
  mailbox_id uuid not null references mailbox on delete cascade,
  uid bigint not null,
  primary key (mailbox_id, uid)
);

-- How large a mail is that stayed with its server; raw is then its header alone.
alter table received_raw add column left_bytes bigint check (left_bytes is null or state = 'held');
