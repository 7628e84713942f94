-- Of what somebody types in one field in two windows, neither is put over the other: who does not know the newest version keeps a text of
-- their window's own, apart.
alter table unsent_text
  add column version uuid not null default gen_random_uuid(),
  -- The window that saved it last; empty: none that said so.
  add column written_in text not null default '' check (length(written_in) <= 64),
  -- Of a text apart, its window; empty: what the field shows.
  add column apart_in text not null default '' check (length(apart_in) <= 64),
  drop constraint unsent_text_place_field_account_id_key,
  add constraint unsent_text_once unique (place, field, account_id, apart_in);
