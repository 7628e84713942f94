-- An address gets no notices before whoever reads it said yes. What was said of an address is kept as a seal that nothing
-- ties to an input; days only, so that nobody can be found by the time.
create table notice_address (
  seal bytea primary key,
  state text not null check (state in ('asked', 'confirmed', 'stopped')),
  changed_on date not null,
  -- How often we asked on the last day on which we asked.
  asked integer not null check (asked >= 0),
  asked_on date not null
);
create index notice_address_age on notice_address (state, changed_on);

alter table notice_contact add column is_confirmed boolean not null default false;
create index notice_contact_address on notice_contact (lower(address));
create index notice_contact_unconfirmed on notice_contact (created_at) where not is_confirmed;
