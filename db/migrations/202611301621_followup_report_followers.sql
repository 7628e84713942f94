-- Who is told by mail what becomes of a report near them: by their contact, which goes once there is nothing more to tell.
create table report_follow (
  report_id uuid not null references near_report on delete cascade,
  contact_id uuid not null references notice_contact on delete cascade,
  -- The last step that they know of: by a mail, or because it stood there when they asked.
  told integer not null check (told > 0),
  primary key (report_id, contact_id)
);
create index report_follow_contact on report_follow (contact_id);

-- The mails that told them, to be discarded with them. The contact is no foreign key: it goes first.
create table report_notice (
  mail_id uuid primary key references outgoing_mail on delete cascade,
  contact_id uuid not null
);
create index report_notice_contact on report_notice (contact_id);
