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

-- What an open dossier said of itself before a change, and why it was changed: what it says now stands in the dossier and
-- its phases. Append only; a draft is simply changed.
create table dossier_earlier_text (
  dossier_id uuid not null references dossier on delete cascade,
  version integer not null check (version > 0),
  question text not null,
  summary text not null,
  area text not null,
  phases jsonb not null,
  reason_for_change text not null check (reason_for_change <> ''),
  changed_by uuid not null references account,
  changed_at timestamptz not null,
  primary key (dossier_id, version)
);
