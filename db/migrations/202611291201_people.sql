-- One organisation is one database.
create table organisation (
  only_one boolean primary key default true check (only_one),
  name text not null,
  tagline text not null default '',
  phone text not null default '',
  opening_hours text not null default '',
  -- The same in the second of its languages; empty: not said there.
  other_tagline text not null default '',
  other_opening_hours text not null default '',
  visiting_address text not null default '',
  email text not null default '',
  -- The name of a theme; null: what the environment says.
  theme text,
  -- In which languages the pages are offered.
  languages text[] not null default '{nl,en}' check (cardinality(languages) > 0 and languages <@ '{nl,en}'),
  -- Who all mail is from; empty: what the environment says.
  mail_sender text not null default '',
  is_demo boolean not null default false,
  created_at timestamptz not null
);

-- Accounts, sessions, credentials and one-time links, in the shape that the sign-in library asks for.
create table account (
  id uuid primary key,
  name text not null,
  email text not null unique check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create table account_session (
  id uuid primary key,
  account_id uuid not null references account on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index account_session_account on account_session (account_id);
create index account_session_expiry on account_session (expires_at);
create table account_credential (
  id uuid primary key,
  account_id uuid not null references account on delete cascade,
  provider_id text not null,
  provider_account_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (provider_id, provider_account_id)
);
create index account_credential_account on account_credential (account_id);
-- Some of its ids are hashes that the sign-in library makes.
create table sign_in_token (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index sign_in_token_identifier on sign_in_token (identifier);
create index sign_in_token_expiry on sign_in_token (expires_at);

create table unit (
  id uuid primary key,
  name text not null unique,
  created_at timestamptz not null
);
create table staff_member (
  account_id uuid primary key references account on delete cascade,
  unit_id uuid not null references unit,
  role text not null check (role in ('administrator', 'policy_maker', 'responder')),
  active boolean not null default true,
  created_at timestamptz not null
);
create index staff_member_unit on staff_member (unit_id);

-- Who of the staff read or changed personal data, and when.
create table access_log (
  id uuid primary key,
  account_id uuid not null,
  action text not null,
  subject_kind text not null,
  subject_id uuid not null,
  at timestamptz not null
);
create index access_log_subject on access_log (subject_kind, subject_id, at);

-- What a member of staff typed at the desk and did not send yet. Each writes in rows of their own, so that nobody overwrites
-- a colleague; the place is the address of the form without its language. `unsentTexts` of domains/people lets go of them.
create table unsent_text (
  id uuid primary key,
  place text not null check (length(place) <= 200),
  field text not null check (length(field) <= 100),
  account_id uuid not null references account on delete cascade,
  body text not null,
  saved_at timestamptz not null,
  unique (place, field, account_id)
);
create index unsent_text_account on unsent_text (account_id);
create index unsent_text_saved on unsent_text (saved_at);

-- Forms that came when the session of whoever sent them was over, until they have signed in again. The key that opens one
-- is in the browser that sent it.
create table held_form (
  seal bytea primary key,
  shut bytea not null,
  held_at timestamptz not null
);
create index held_form_held on held_form (held_at);
