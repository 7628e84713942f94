-- Whether a mail came from somebody else than who asked: whoever holds the code of the conversation reads that somebody wrote, and not what.
-- And who else it was sent to, who may be answered too: name and address of each, none of them ours. They go with the mail.
alter table mail_message
  add column is_from_other boolean not null default false,
  add column others jsonb not null default '[]' check (jsonb_typeof(others) = 'array');

update mail_message set is_from_other = true
from conversation_contact as contact
where contact.conversation_id = mail_message.conversation_id and mail_message.seq > 1
  and contact.address <> '' and from_address <> '' and lower(from_address) <> lower(contact.address);

-- By an address, in lower case: whoever wants to know where they are named, or to be forgotten.
create index mail_message_others on mail_message using gin (others jsonb_path_ops) where others <> '[]';
