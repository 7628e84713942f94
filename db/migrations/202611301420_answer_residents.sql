-- Whoever asked says that an answer did not help: the conversation is open anew, once an answer.
alter table conversation_entry
  add column unhelped_seq integer,
  add constraint conversation_entry_unhelped unique (conversation_id, unhelped_seq),
  add foreign key (conversation_id, unhelped_seq) references conversation_entry (conversation_id, seq),
  add check (unhelped_seq is null or (kind = 'received' and unhelped_seq < seq));

-- That whoever asked said whether an answer helped, so that nobody is asked twice; what they said is only counted.
create table answer_judged (
  conversation_id uuid not null,
  seq integer not null,
  primary key (conversation_id, seq),
  foreign key (conversation_id, seq) references conversation_entry (conversation_id, seq) on delete cascade
);

-- How many people were helped, by month: of no conversation, no member of staff and no moment.
create table helped_month (
  month date primary key check (extract(day from month) = 1),
  people integer not null check (people > 0),
  helped integer not null check (helped between 0 and people)
);

-- For whom somebody asks, and how else than by mail they can be reached: a telephone number, a postal address.
alter table conversation_contact
  add column on_behalf_of text check (on_behalf_of <> ''),
  add column reach text check (reach <> ''),
  drop constraint conversation_contact_check,
  add check (coalesce(name, address, on_behalf_of, reach) is not null);
