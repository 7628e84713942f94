-- Where there is a virus scanner, what somebody sent is held until it was looked at; what has a virus is thrown away, and stays known by
-- its name alone.
alter table blob
  add column state text not null default 'clean' check (state in ('held', 'clean', 'refused')),
  add column tried_at timestamptz,
  -- Why it is held still: the scanner is away, or takes no file as large.
  add column held_why text check (held_why in ('away', 'too-large')),
  drop constraint blob_whole_check,
  add constraint blob_whole_check check (
    case when state = 'refused' then bytes is null else (bytes is null) = (type like 'video/%') end
  ),
  add check (state = 'held' or held_why is null);
create index blob_held on blob (tried_at nulls first, sha256) where state = 'held';
