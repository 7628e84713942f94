-- What programs of others bring by a signed webhook: kept as it came, before it is understood.
create table received_hook (
  id uuid primary key,
  channel_id uuid not null references channel,
  -- By which whoever sends it knows it, and sends it again.
  hook_id text not null,
  -- Null once it is let go of.
  raw bytea,
  stored_at timestamptz not null,
  state text not null check (state in ('new', 'understood', 'held')),
  -- The first thing in it that is not as was agreed.
  reason text,
  unique (channel_id, hook_id),
  check ((state = 'held') = (reason is not null))
);
create index received_hook_channel on received_hook (channel_id, id);
create index received_hook_new on received_hook (id) where state = 'new';
create index received_hook_held on received_hook (stored_at) where state = 'held';

-- A message that was in one, by a hash of its name over there: it becomes an entry once, in however many it comes.
create table hook_message (
  channel_id uuid not null references channel,
  hash bytea not null,
  received_id uuid not null references received_hook,
  conversation_id uuid not null,
  seq integer not null,
  primary key (channel_id, hash),
  foreign key (conversation_id, seq) references conversation_entry (conversation_id, seq) on delete cascade
);
create index hook_message_conversation on hook_message (conversation_id, seq);
create index hook_message_received on hook_message (received_id);

-- Where somebody writes over there: what they write next goes on in the same conversation, and what we answer goes there.
create table hook_thread (
  channel_id uuid not null references channel,
  -- A hash of both.
  hash bytea not null,
  conversation_id uuid not null unique references conversation on delete cascade,
  thread text not null check (thread <> ''),
  author text not null check (author <> ''),
  primary key (channel_id, hash)
);

-- What leaves to them. The row stays, without its body, once it has left or never will.
create table outgoing_hook (
  id uuid primary key,
  -- By its name in the settings, which say where it goes and how it is signed.
  channel text not null,
  body text not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'refused')),
  attempts integer not null default 0,
  last_error text,
  created_at timestamptz not null,
  sent_at timestamptz
);
create index outgoing_hook_waiting on outgoing_hook (created_at) where state = 'waiting';
create index outgoing_hook_refused on outgoing_hook (id) where state = 'refused';

alter table channel
  drop constraint channel_kind_check,
  add constraint channel_kind_check check (kind in ('mail', 'hook')),
  -- Whether answers go back by it.
  add column takes_answers boolean not null default true;

alter table input
  drop constraint input_channel_check,
  add constraint input_channel_check
    check (channel in ('web', 'mail', 'phone', 'desk', 'paper', 'feed', 'hook', 'import'));

alter table conversation_entry
  drop constraint conversation_entry_channel_check,
  add constraint conversation_entry_channel_check
    check (channel in ('web', 'mail', 'phone', 'desk', 'paper', 'feed', 'hook')),
  add column hook_id uuid unique references outgoing_hook,
  add constraint conversation_entry_hook check (hook_id is null or (kind = 'sent' and mail_id is null));

alter table rule
  drop constraint rule_channel_check,
  add constraint rule_channel_check check (channel in ('web', 'mail', 'phone', 'desk', 'paper', 'feed', 'hook'));

create or replace function answer_channel(talk uuid) returns text language sql stable as $$
  select case
    when exists (select from hook_thread where conversation_id = talk) then 'hook'
    when exists (select from conversation_contact where conversation_id = talk and address is not null) then 'mail'
    when exists (select from post_conversation where conversation_id = talk) then 'feed'
    else 'web'
  end
$$;

-- All that leaves by one is an answer, and an answer leaves only with the entry that says that it was sent.
create function refuse_hook_without_sent() returns trigger language plpgsql as $$
begin
  if not exists (select from conversation_entry where hook_id = new.id and kind = 'sent') then
    raise exception 'hook % is an answer that no entry says was sent', new.id
      using errcode = 'check_violation', constraint = 'reply_has_sent';
  end if;
  return null;
end $$;
create constraint trigger hook_has_sent after insert on outgoing_hook deferrable initially deferred
  for each row execute function refuse_hook_without_sent();
