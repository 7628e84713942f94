-- The register: everything that anyone said, whatever the room it came in by.
create table input (
  id uuid primary key,
  -- By what everybody knows it: random, while the id tells the millisecond at which somebody said something.
  public_id uuid not null unique,
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
  -- The day of that where the organisation is, always there for what everybody may read: they know no more of the time.
  published_on date,
  answer_on date,
  answered_at timestamptz,
  unique (dossier_id, id),
  check (state <> 'published' or published_at is not null),
  check (state <> 'published' or not is_public or published_on is not null)
);
create index input_dossier on input (dossier_id, received_at desc, id desc);
-- The register without the votes, of which there can be a hundred thousand.
create index input_spoken on input (dossier_id, received_at desc, id desc) where kind <> 'votes';
create index input_public on input (dossier_id, published_on desc, public_id desc) where is_public and state = 'published';
create index input_unanswered on input (dossier_id, received_at, id) where state = 'published' and answered_at is null;
create index input_counted on input (dossier_id) include (answered_at, kind) where state = 'published';
create index input_kept on input (received_at) include (dossier_id, answer_on, answered_at) where state = 'published' and kind <> 'votes';
create index input_dialogue on input (dialogue_id) where dialogue_id is not null;
create unique index input_once_per_origin on input (dossier_id, kind, origin_id) where origin_id is not null;

-- A code opens one input's track without an account; only a keyed hash of it is kept.
create table claim_code (
  code_hash bytea primary key,
  input_id uuid not null unique references input on delete cascade,
  -- That of the input, and like there empty while nobody has said which.
  dossier_id uuid,
  issued_at timestamptz not null,
  foreign key (dossier_id, input_id) references input (dossier_id, id)
);

-- Contact details given for notices stand apart, tied to an input by nothing but the request for notices.
create table notice_contact (
  id uuid primary key,
  address text not null,
  -- Of the address, as in notice_address: contacts of one address are found together by it. It goes with the row.
  seal bytea not null,
  language text not null check (language in ('nl', 'en')),
  is_confirmed boolean not null default false,
  created_at timestamptz not null
);
create index notice_contact_seal on notice_contact (seal);
create index notice_contact_unconfirmed on notice_contact (created_at) where not is_confirmed;
create table notice_request (
  input_id uuid not null references input on delete cascade,
  contact_id uuid not null references notice_contact on delete cascade,
  -- That of the input, as in claim_code.
  dossier_id uuid,
  requested_at timestamptz not null,
  primary key (input_id, contact_id),
  foreign key (dossier_id, input_id) references input (dossier_id, id)
);
create index notice_request_contact on notice_request (contact_id);

-- An address gets no notices before whoever reads it said yes. What was said of an address is kept as a seal that nothing
-- ties to an input; days only, so that nobody can be found by the time.
create table notice_address (
  seal bytea primary key,
  state text not null check (state in ('asked', 'confirmed', 'stopped')),
  changed_on date not null,
  -- How often we asked on the last day on which we asked.
  asked integer not null check (asked >= 0),
  asked_on date not null
);
create index notice_address_age on notice_address (state, changed_on);
