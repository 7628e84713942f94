-- Outgoing mail: written in the transaction that causes it, delivered by a job, at least once.
create table outgoing_mail (
  id uuid primary key,
  message_id text not null unique,
  recipient text not null,
  subject text not null,
  body_text text not null,
  body_html text,
  headers jsonb not null default '{}',
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'refused')),
  attempts integer not null default 0,
  last_error text,
  created_at timestamptz not null,
  sent_at timestamptz
);
create index outgoing_mail_waiting on outgoing_mail (created_at) where state = 'waiting';
-- Few and wanted: mail that a server refused for good.
create index outgoing_mail_refused on outgoing_mail (id) where state = 'refused';

-- Counters of the rate limiter: lost in a crash without harm.
create unlogged table rate_limit (
  key text primary key,
  points integer not null default 0,
  expire bigint,
  -- Of what was counted of guesses, those of which it is not known yet whether they are right.
  in_flight integer not null default 0,
  -- Until when these count: one whose process died is never settled.
  flying_until bigint not null default 0
);
create index rate_limit_expiry on rate_limit (expire);

-- Forms that made something and may come again: a seal of what each is known by, nobody's name and no words. The receipt
-- is shut with a key that is not here. `sentForms` of platform/once lets go of them, a day later at most.
create table sent_form (
  seal bytea primary key,
  -- Null where the form made nothing after all.
  receipt bytea,
  expires_at timestamptz not null
);
create index sent_form_expiry on sent_form (expires_at);

-- The proof that what should go went: a row for each kind and day (UTC), to which all that went that day adds.
create table retention_proof (
  kind text not null,
  day date not null,
  removed integer not null check (removed >= 0),
  -- Of what goes by time: when the last run of that day ended, and what it let go of was older than this.
  older_than timestamptz,
  ran_at timestamptz,
  primary key (kind, day)
);

-- That something became public, changed or was withdrawn: ids only, nobody's name and no text. Kept for good. A row is
-- written in the transaction that causes it, and gets its `seq` once that is committed: one, two, three, without gaps.
-- What the organisation did keeps its instant. Of what people did the day alone is kept, which is why `position` is a
-- number that tells an order and no time.
create table event (
  position bigint generated always as identity primary key,
  seq bigint unique check (seq > 0),
  type text not null,
  subject_id uuid not null,
  -- Where the id alone does not name it: a version, or the number of a statement.
  subject_number integer,
  dossier_id uuid,
  happened_at timestamptz,
  happened_on date,
  check (num_nonnulls(happened_at, happened_on) = 1)
);
create index event_unnumbered on event (position) where seq is null;

-- How far each of those who follow events has come: it moves in the transaction in which they do their work.
create table event_consumer (
  name text primary key,
  read_through bigint not null
);
