-- Where there is a virus scanner, nothing of a mail is handed out until it was looked at, file by file; its words are read at once.
create table mail_scan (
  raw_id uuid primary key references received_raw on delete cascade,
  state text not null check (state in ('waiting', 'done')),
  -- It was tried, and the scanner was away.
  is_away boolean not null default false,
  tried_at timestamptz,
  -- Which parts have nothing to find: '' is the mail as it came, '0' its first file, '0.1' the second in that.
  clean text[] not null default '{}',
  -- What was found, by part.
  found jsonb not null default '{}' check (jsonb_typeof(found) = 'object'),
  check (state = 'waiting' or not is_away)
);
create index mail_scan_waiting on mail_scan (tried_at nulls first, raw_id) where state = 'waiting';

-- What had nothing to find a short while ago need not be looked at again, in whichever mail it comes. It goes after a week (retention
-- `scanned-content`): a scanner learns.
create table scanned_content (
  sha256 bytea primary key check (octet_length(sha256) = 32),
  scanned_at timestamptz not null
);
create index scanned_content_age on scanned_content (scanned_at);
