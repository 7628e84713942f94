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
