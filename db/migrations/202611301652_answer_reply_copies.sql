-- Somebody who gets a reply besides whoever asked, as who sent it chose: a mail of its own for each, so that it is known of each how far it
-- came. They belong to the `sent`; address and reason go as who asked does, and at once where somebody is to be forgotten.
create table reply_copy (
  conversation_id uuid not null,
  seq integer not null,
  kind text not null generated always as ('sent') stored,
  n integer not null check (n > 0),
  -- In lower case; empty once it is let go of.
  address text not null,
  -- Why somebody gets it who was in none of the mail.
  reason text check (reason <> ''),
  mail_id uuid unique references outgoing_mail on delete set null,
  primary key (conversation_id, seq, n),
  foreign key (conversation_id, seq, kind) references conversation_entry (conversation_id, seq, kind) on delete cascade
);
create index reply_copy_address on reply_copy (address) where address <> '';

alter table leaving_reply add column copies jsonb not null default '[]' check (jsonb_typeof(copies) = 'array');

-- A copy of a reply is one as well, and leaves with a `sent` as any.
create or replace function refuse_reply_without_sent() returns trigger language plpgsql as $$
begin
  if not exists (select from conversation_entry where mail_id = new.id and kind = 'sent')
    and not exists (select from reply_copy where mail_id = new.id)
    and exists (select from outgoing_mail where id = new.id)
  then
    raise exception 'mail % is a reply that no entry says was sent', new.id
      using errcode = 'check_violation', constraint = 'reply_has_sent';
  end if;
  return null;
end $$;
