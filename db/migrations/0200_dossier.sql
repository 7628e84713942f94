create table dossier (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  question text not null,
  summary text not null,
  area text not null default '',
  language text not null check (language in ('nl', 'en')),
  unit_id uuid not null references unit,
  state text not null default 'draft' check (state in ('draft', 'open', 'closed')),
  created_by uuid not null references account,
  created_at timestamptz not null,
  opened_at timestamptz,
  closed_at timestamptz,
  check ((state = 'closed') = (closed_at is not null))
);
create index dossier_unit on dossier (unit_id);
create index dossier_state on dossier (state, id desc);

-- What the organisation promises to do with input. A change is a new version; the old one stays readable.
create table dossier_promise (
  dossier_id uuid not null references dossier on delete cascade,
  version integer not null check (version > 0),
  level text not null check (level in ('inform', 'consult', 'advise', 'coproduce', 'decide')),
  statement text not null,
  decided_by text not null,
  answer_on date not null,
  decision_on date,
  reason_for_change text not null default '',
  made_by uuid not null references account,
  made_at timestamptz not null,
  primary key (dossier_id, version)
);

create table dossier_phase (
  id uuid primary key,
  dossier_id uuid not null references dossier on delete cascade,
  position integer not null,
  title text not null,
  description text not null default '',
  starts_on date not null,
  ends_on date,
  unique (dossier_id, position),
  check (ends_on is null or ends_on >= starts_on)
);

-- The register: everything that anyone said, whatever the room it came in by.
create table input (
  id uuid primary key,
  dossier_id uuid references dossier,
  dialogue_id uuid,
  origin_id uuid,
  kind text not null check (kind in ('statement', 'votes', 'question', 'post', 'letter', 'call', 'meeting', 'paper')),
  channel text not null check (channel in ('web', 'mail', 'phone', 'desk', 'paper', 'feed', 'import')),
  state text not null default 'published' check (state in ('held', 'published', 'refused', 'withdrawn')),
  is_public boolean not null default false,
  body text,
  language text,
  received_at timestamptz not null,
  published_at timestamptz,
  answer_on date,
  answered_at timestamptz,
  check (state <> 'published' or published_at is not null)
);
create index input_dossier on input (dossier_id, received_at desc, id desc);
-- The register without the votes, of which there can be a hundred thousand.
create index input_spoken on input (dossier_id, received_at desc, id desc) where kind <> 'votes';
create index input_public on input (dossier_id, published_at desc, id desc) where is_public and state = 'published';
create index input_unanswered on input (dossier_id, received_at, id) where state = 'published' and answered_at is null;
create index input_counted on input (dossier_id) include (answered_at) where state = 'published';
create index input_dialogue on input (dialogue_id) where dialogue_id is not null;
create unique index input_once_per_origin on input (dossier_id, kind, origin_id) where origin_id is not null;

-- A code opens one input's track without an account; only a keyed hash of it is kept.
create table claim_code (
  code_hash bytea primary key,
  input_id uuid not null unique references input on delete cascade,
  issued_at timestamptz not null
);

-- Contact details given for notices stand apart, tied to an input by nothing but the request for notices.
create table notice_contact (
  id uuid primary key,
  address text not null,
  language text not null check (language in ('nl', 'en')),
  created_at timestamptz not null
);
create table notice_request (
  input_id uuid not null references input on delete cascade,
  contact_id uuid not null references notice_contact on delete cascade,
  requested_at timestamptz not null,
  primary key (input_id, contact_id)
);
create index notice_request_contact on notice_request (contact_id);
