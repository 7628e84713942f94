-- Words of the organisation by which staff mark conversations; one that is ended is offered no more, and stays where it is.
create table label (
  id uuid primary key,
  name text not null check (name ~ '\S' and char_length(name) <= 40),
  made_at timestamptz not null,
  made_by uuid not null references account,
  ended_at timestamptz
);
create unique index label_name on label (lower(name)) where ended_at is null;

-- Which a conversation has, folded from its entries like the rest, in the order of their ids.
alter table conversation add column label_ids uuid[] not null default '{}';

alter table conversation_entry
  add column label_id uuid references label,
  -- Put on, or taken off.
  add column label_on boolean,
  add constraint conversation_entry_labelled check (
    (kind = 'labelled') = (label_id is not null) and (label_id is null) = (label_on is null)
  );
