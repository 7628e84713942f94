-- A response of the organisation, to some inputs or to a whole dialogue. What it says stands in its versions.
create table response (
  id uuid primary key,
  dossier_id uuid not null references dossier,
  created_at timestamptz not null,
  unique (id, dossier_id)
);
create index response_dossier on response (dossier_id, id desc);

-- Append only: a change is a new version, and the old one stays readable.
create table response_version (
  response_id uuid not null references response on delete cascade,
  version integer not null check (version > 0),
  verdict text not null check (verdict in
    ('adopted', 'partly', 'already_done', 'investigating', 'not_adopted', 'out_of_scope')),
  reason text check (reason in
    ('safety', 'law', 'not_ours', 'cost', 'space', 'other_interests', 'policy', 'exists', 'planned', 'research', 'subject')),
  -- What the organisation does with it, and why: two texts, each readable without the other.
  action text not null check (action <> ''),
  why text not null check (why <> ''),
  unit_id uuid not null references unit,
  published_by uuid not null references account,
  published_at timestamptz not null,
  -- How many inputs it answered, and the votes of how many people besides; counted when it was published.
  inputs integer not null check (inputs >= 0),
  voters integer not null check (voters >= 0),
  -- When everybody who asked to be told had a notice in the outbox; empty while that job runs.
  noticed_at timestamptz,
  primary key (response_id, version),
  check (verdict = 'adopted' or reason is not null)
);
create index response_version_newest on response_version (published_at desc, response_id desc);
create index response_version_unnoticed on response_version (response_id) where noticed_at is null;

-- What a response is to. An input, and a dialogue, has at most one response of its own.
create table response_target (
  response_id uuid not null references response on delete cascade,
  input_id uuid unique references input on delete cascade,
  dialogue_id uuid unique,
  check (num_nonnulls(input_id, dialogue_id) = 1)
);
create index response_target_response on response_target (response_id);

-- What somebody was told about an input: a version of a response, a decision on what they wrote, or the second look at one. The
-- contact is no foreign key: it goes after the last notice. What stays of a notice is that its mail left, and on which day:
-- the same for all who were told that day. One that never left goes with its contact. Ids are random: by their time the
-- notices of one mail would stand together.
create table notice (
  id uuid primary key,
  contact_id uuid not null,
  input_id uuid not null references input on delete cascade,
  response_id uuid,
  version integer,
  -- Of a decision or an appeal: the space that it is kept with.
  space_id uuid,
  decision_id uuid,
  appeal_id uuid,
  mail_id uuid references outgoing_mail,
  sent_on date,
  unique (contact_id, response_id, version),
  unique (contact_id, decision_id),
  unique (contact_id, appeal_id),
  foreign key (response_id, version) references response_version on delete cascade,
  foreign key (space_id, decision_id) references moderation_decision (space_id, id) on delete cascade,
  foreign key (space_id, appeal_id) references moderation_appeal (space_id, id) on delete cascade,
  check ((response_id is null) = (version is null)),
  check ((response_id is null) = (space_id is not null)),
  check (num_nonnulls(response_id, decision_id, appeal_id) = 1),
  check ((sent_on is null) = (mail_id is not null))
);
create index notice_input on notice (input_id);
create index notice_mail on notice (mail_id) where mail_id is not null;
create index notice_decision on notice (decision_id) where decision_id is not null;
create index notice_appeal on notice (appeal_id) where appeal_id is not null;
