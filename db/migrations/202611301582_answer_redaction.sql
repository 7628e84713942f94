-- Words that were removed: an entry says so and why, and names the entry whose words they were, or none: then all that was said so far.
alter table conversation_entry
  add redacted_seq integer,
  add redaction_reason text check (redaction_reason in ('asked', 'personal', 'misdirected', 'mistake')),
  add constraint conversation_entry_redacted check ((kind = 'redacted') = (redaction_reason is not null)),
  add constraint conversation_entry_redacts check (redacted_seq is null or (kind = 'redacted' and redacted_seq < seq)),
  add constraint conversation_entry_redacted_once unique (conversation_id, redacted_seq),
  add foreign key (conversation_id, redacted_seq) references conversation_entry (conversation_id, seq);

-- What is kept of somebody is found by their address.
create index mail_message_from on mail_message (lower(from_address)) where from_address <> '';
