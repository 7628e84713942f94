-- An address is one however it is written, and nothing that stays joins the inputs of one person. No version was released
-- before this: whoever asked to be told until now is forgotten, with what they were told.
delete from notice;
delete from notice_contact;

-- By the seal of the address, as in notice_address, contacts of one address are found together. It goes with the row.
alter table notice_contact add column seal bytea not null;
drop index notice_contact_address;
create index notice_contact_seal on notice_contact (seal);
drop index conversation_contact_address;

-- What stays of a notice is that its mail left, and on which day: the same for all who were told that day. One that never
-- left goes with its contact. Ids are random: by their time the notices of one mail would stand together.
alter table notice
  drop column outcome,
  drop column settled_at,
  drop column created_at,
  add column sent_on date,
  add check ((sent_on is null) = (mail_id is not null));
