-- A list of the inbox, narrowed to something, under a name: of somebody, or of a unit for all who work in it. A column that says
-- nothing narrows by nothing. It goes with whom it is of.
create table inbox_view (
  id uuid primary key,
  account_id uuid references account on delete cascade,
  unit_id uuid references unit on delete cascade,
  name text not null check (name ~ '\S' and char_length(name) <= 40),
  -- Where it stands among those of the same person, or unit.
  place integer not null check (place >= 0),
  filter text not null check (filter in (
    'open', 'nobody', 'mine', 'late', 'approve', 'undelivered', 'snoozed', 'answered', 'closed', 'spam'
  )),
  sorting text not null check (sorting in ('due', 'newest')),
  label_id uuid references label,
  -- In whose hands: `colleague` names one.
  assigned text check (assigned in ('me', 'nobody', 'team', 'colleague')),
  assigned_to uuid references account on delete cascade,
  -- With all that lies in it.
  answering_unit_id uuid references unit on delete cascade,
  subject_id uuid references subject on delete cascade,
  channel text check (channel in ('web', 'mail', 'phone', 'desk', 'paper')),
  due text check (due in ('late', 'today', 'week')),
  words text check (words ~ '\S' and char_length(words) <= 400),
  made_at timestamptz not null,
  check (num_nonnulls(account_id, unit_id) = 1),
  check ((assigned is not distinct from 'colleague') = (assigned_to is not null))
);
create index inbox_view_of_account on inbox_view (account_id, place, id) where account_id is not null;
create index inbox_view_of_unit on inbox_view (unit_id, place, id) where unit_id is not null;
create index inbox_view_assigned_to on inbox_view (assigned_to) where assigned_to is not null;
create index inbox_view_answering_unit on inbox_view (answering_unit_id) where answering_unit_id is not null;
create index inbox_view_subject on inbox_view (subject_id) where subject_id is not null;

-- The view with which the inbox of somebody opens.
create table inbox_start (
  account_id uuid primary key references account on delete cascade,
  view_id uuid not null references inbox_view on delete cascade
);
create index inbox_start_view on inbox_start (view_id);
