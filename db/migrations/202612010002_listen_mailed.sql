-- Newsletters and mailing lists come by mail, each to an address of its own: a channel of mail with the key of the source behind a plus.
alter table source drop constraint source_kind_check;
alter table source add constraint source_kind_check check (kind in ('feed', 'by-hand', 'mail'));

create table source_mail (
  source_id uuid primary key references source on delete cascade,
  key text not null unique check (key ~ '^[a-z0-9]{16}$'),
  -- Whose mail staff said this is: a list, by its List-Id, or whoever writes from a domain. Nothing is taken in before.
  list_id text,
  domain text,
  -- The first mail of somebody else since staff last looked, such as one that asks to confirm; it is read from the file, which goes by itself.
  held_raw_id uuid references source_raw on delete set null,
  -- Where one says that no more is wanted, as the newest mail named it.
  unsubscribe text
);
create index source_mail_held on source_mail (held_raw_id) where held_raw_id is not null;
