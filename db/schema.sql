-- Made by `npm run db:generate` from the migrations: do not edit.

create table absence (
  id uuid not null,
  account_id uuid not null,
  from_on date not null,
  to_on date not null,
  deputy_id uuid,
  constraint absence_account_id_fkey FOREIGN KEY (account_id) REFERENCES staff_member(account_id) ON DELETE CASCADE,
  constraint absence_check CHECK ((to_on >= from_on)),
  constraint absence_check1 CHECK ((deputy_id <> account_id)),
  constraint absence_deputy_id_fkey FOREIGN KEY (deputy_id) REFERENCES staff_member(account_id) ON DELETE SET NULL,
  constraint absence_pkey PRIMARY KEY (id)
);

create table access_log (
  id uuid not null,
  account_id uuid not null,
  action text not null,
  subject_kind text not null,
  subject_id uuid not null,
  at timestamp with time zone not null,
  constraint access_log_pkey PRIMARY KEY (id)
);

create table account (
  id uuid not null,
  name text not null,
  email text not null,
  email_verified boolean not null default false,
  image text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint account_email_check CHECK ((email = lower(email))),
  constraint account_email_key UNIQUE (email),
  constraint account_pkey PRIMARY KEY (id)
);

create table account_credential (
  id uuid not null,
  account_id uuid not null,
  provider_id text not null,
  provider_account_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp with time zone,
  refresh_token_expires_at timestamp with time zone,
  scope text,
  password text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint account_credential_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE,
  constraint account_credential_pkey PRIMARY KEY (id),
  constraint account_credential_provider_id_provider_account_id_key UNIQUE (provider_id, provider_account_id)
);

create table account_session (
  id uuid not null,
  account_id uuid not null,
  token text not null,
  expires_at timestamp with time zone not null,
  ip_address text,
  user_agent text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint account_session_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE,
  constraint account_session_pkey PRIMARY KEY (id),
  constraint account_session_token_key UNIQUE (token)
);

create table address (
  street_folded text not null,
  town_folded text not null,
  number integer not null,
  addition text not null default ''::text,
  street text not null,
  town text not null,
  postcode text not null default ''::text,
  longitude double precision not null,
  latitude double precision not null,
  constraint address_number_check CHECK ((number > 0)),
  constraint address_pkey PRIMARY KEY (street_folded, number, town_folded, addition),
  constraint address_postcode_check CHECK ((postcode ~ '^([1-9][0-9]{3}[A-Z]{2})?$'::text))
);

create table admission (
  entrance_id uuid not null,
  pseudonym bytea not null,
  constraint admission_entrance_id_fkey FOREIGN KEY (entrance_id) REFERENCES entrance(id) ON DELETE CASCADE,
  constraint admission_pkey PRIMARY KEY (entrance_id, pseudonym)
);

create table admission_mail (
  entrance_id uuid not null,
  mail_id uuid not null,
  token_hash bytea,
  seal bytea,
  expires_at timestamp with time zone not null,
  constraint admission_mail_check CHECK (((token_hash IS NULL) = (seal IS NULL))),
  constraint admission_mail_entrance_id_fkey FOREIGN KEY (entrance_id) REFERENCES entrance(id) ON DELETE CASCADE,
  constraint admission_mail_entrance_id_token_hash_key UNIQUE (entrance_id, token_hash),
  constraint admission_mail_pkey PRIMARY KEY (entrance_id, mail_id)
);

create table answer_judged (
  conversation_id uuid not null,
  seq integer not null,
  constraint answer_judged_conversation_id_seq_fkey FOREIGN KEY (conversation_id, seq) REFERENCES conversation_entry(conversation_id, seq) ON DELETE CASCADE,
  constraint answer_judged_pkey PRIMARY KEY (conversation_id, seq)
);

create table answering_hours (
  account_id uuid not null,
  weekday smallint not null,
  minutes integer not null,
  constraint answering_hours_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE,
  constraint answering_hours_minutes_check CHECK (((minutes >= 0) AND (minutes <= 1440))),
  constraint answering_hours_pkey PRIMARY KEY (account_id, weekday),
  constraint answering_hours_weekday_check CHECK (((weekday >= 1) AND (weekday <= 7)))
);

create table area (
  code text not null,
  year integer not null,
  kind text not null,
  name text not null,
  parent text,
  municipality text,
  ended_on date,
  outline jsonb,
  drawing jsonb,
  west double precision,
  south double precision,
  east double precision,
  north double precision,
  folded text not null,
  keys text[] not null,
  constraint area_check CHECK ((((outline IS NULL) = (drawing IS NULL)) AND ((outline IS NULL) = (north IS NULL)))),
  constraint area_code_check CHECK ((code ~ '^(GM[0-9]{4}|WK[0-9]{4}[0-9A-Z]{2}|BU[0-9]{4}[0-9A-Z]{4}|WP[0-9]{4})$'::text)),
  constraint area_kind_check CHECK ((kind = ANY (ARRAY['municipality'::text, 'district'::text, 'neighbourhood'::text, 'town'::text]))),
  constraint area_name_check CHECK ((name <> ''::text)),
  constraint area_pkey PRIMARY KEY (code, year),
  constraint area_year_check CHECK (((year >= 1800) AND (year <= 2199)))
);

create table asked (
  post_id uuid not null,
  asked_id uuid not null,
  source_id uuid not null,
  published_at timestamp with time zone not null,
  language text not null,
  words text not null,
  roots text[] not null,
  leads boolean not null,
  constraint asked_check CHECK (((words = ''::text) = (roots = '{}'::text[]))),
  constraint asked_check1 CHECK (((words <> ''::text) OR (NOT leads))),
  constraint asked_language_check CHECK ((language = ANY (ARRAY['nl'::text, 'en'::text]))),
  constraint asked_pkey PRIMARY KEY (post_id, asked_id),
  constraint asked_post_id_fkey FOREIGN KEY (post_id) REFERENCES post(id) ON DELETE CASCADE,
  constraint asked_source_id_fkey FOREIGN KEY (source_id) REFERENCES source(id)
);

create table background_answer (
  dialogue_id uuid not null,
  participant integer not null,
  question smallint not null,
  option smallint not null,
  told_at timestamp with time zone not null,
  constraint background_answer_dialogue_id_participant_fkey FOREIGN KEY (dialogue_id, participant) REFERENCES participant(dialogue_id, number) ON DELETE CASCADE,
  constraint background_answer_dialogue_id_question_option_fkey FOREIGN KEY (dialogue_id, question, option) REFERENCES background_option(dialogue_id, question, number),
  constraint background_answer_pkey PRIMARY KEY (dialogue_id, participant, question)
);

create table background_option (
  dialogue_id uuid not null,
  question smallint not null,
  number smallint not null,
  label text not null,
  population integer,
  constraint background_option_dialogue_id_question_fkey FOREIGN KEY (dialogue_id, question) REFERENCES background_question(dialogue_id, number) ON DELETE CASCADE,
  constraint background_option_label_check CHECK ((label <> ''::text)),
  constraint background_option_number_check CHECK (((number >= 1) AND (number <= 12))),
  constraint background_option_pkey PRIMARY KEY (dialogue_id, question, number),
  constraint background_option_population_check CHECK ((population >= 0))
);

create table background_question (
  dialogue_id uuid not null,
  number smallint not null,
  question text not null,
  is_shown boolean not null default false,
  constraint background_question_dialogue_id_fkey FOREIGN KEY (dialogue_id) REFERENCES dialogue(id) ON DELETE CASCADE,
  constraint background_question_number_check CHECK (((number >= 1) AND (number <= 3))),
  constraint background_question_pkey PRIMARY KEY (dialogue_id, number),
  constraint background_question_question_check CHECK ((question <> ''::text))
);

create table blob (
  sha256 bytea not null,
  bytes bytea,
  type text not null,
  width integer,
  height integer,
  size integer not null,
  state text not null default 'clean'::text,
  tried_at timestamp with time zone,
  held_why text,
  constraint blob_bytes_check CHECK (((octet_length(bytes) >= 1) AND (octet_length(bytes) <= 10485760))),
  constraint blob_check CHECK ((sha256 = sha256(bytes))),
  constraint blob_check1 CHECK (((type = 'image/webp'::text) = (COALESCE(width, height) IS NOT NULL))),
  constraint blob_check2 CHECK (((width IS NULL) = (height IS NULL))),
  constraint blob_check3 CHECK (((bytes IS NULL) OR (size = octet_length(bytes)))),
  constraint blob_check4 CHECK (((state = 'held'::text) OR (held_why IS NULL))),
  constraint blob_height_check CHECK ((height > 0)),
  constraint blob_held_why_check CHECK ((held_why = ANY (ARRAY['away'::text, 'too-large'::text]))),
  constraint blob_pkey PRIMARY KEY (sha256),
  constraint blob_size_check CHECK (((size >= 1) AND (size <= 209715200))),
  constraint blob_state_check CHECK ((state = ANY (ARRAY['held'::text, 'clean'::text, 'refused'::text]))),
  constraint blob_type_check CHECK ((type = ANY (ARRAY['image/webp'::text, 'application/pdf'::text, 'text/plain'::text, 'application/vnd.oasis.opendocument.text'::text, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'::text, 'video/mp4'::text, 'video/webm'::text, 'video/quicktime'::text]))),
  constraint blob_whole_check CHECK (
CASE
    WHEN (state = 'refused'::text) THEN (bytes IS NULL)
    ELSE ((bytes IS NULL) = (type ~~ 'video/%'::text))
END),
  constraint blob_width_check CHECK ((width > 0))
);

create table blob_piece (
  sha256 bytea not null,
  number integer not null,
  bytes bytea not null,
  constraint blob_piece_bytes_check CHECK (((octet_length(bytes) >= 1) AND (octet_length(bytes) <= 1048576))),
  constraint blob_piece_number_check CHECK ((number >= 0)),
  constraint blob_piece_pkey PRIMARY KEY (sha256, number),
  constraint blob_piece_sha256_fkey FOREIGN KEY (sha256) REFERENCES blob(sha256) ON DELETE CASCADE
);

create table blob_use (
  id uuid not null,
  sha256 bytea not null,
  owner text not null,
  alternative text not null,
  created_at timestamp with time zone not null,
  name text not null default ''::text,
  captions text not null default ''::text,
  constraint blob_use_captions_check CHECK ((length(captions) <= 100000)),
  constraint blob_use_owner_check CHECK ((owner <> ''::text)),
  constraint blob_use_owner_sha256_key UNIQUE (owner, sha256),
  constraint blob_use_pkey PRIMARY KEY (id),
  constraint blob_use_sha256_fkey FOREIGN KEY (sha256) REFERENCES blob(sha256)
);

create table channel (
  id uuid not null,
  name text not null,
  kind text not null,
  made_at timestamp with time zone not null,
  takes_answers boolean not null default true,
  constraint channel_kind_check CHECK ((kind = ANY (ARRAY['mail'::text, 'hook'::text]))),
  constraint channel_name_check CHECK ((name ~ '\S'::text)),
  constraint channel_name_key UNIQUE (name),
  constraint channel_pkey PRIMARY KEY (id)
);

create table claim_code (
  code_hash bytea not null,
  input_id uuid not null,
  dossier_id uuid,
  issued_at timestamp with time zone not null,
  constraint claim_code_dossier_id_input_id_fkey FOREIGN KEY (dossier_id, input_id) REFERENCES input(dossier_id, id),
  constraint claim_code_input_id_fkey FOREIGN KEY (input_id) REFERENCES input(id) ON DELETE CASCADE,
  constraint claim_code_input_id_key UNIQUE (input_id),
  constraint claim_code_pkey PRIMARY KEY (code_hash)
);

create table community (
  id uuid not null,
  name text not null,
  kind text not null,
  address text not null,
  place text not null generated always as (place_of(address)) stored,
  size integer,
  sized_on date,
  rules_address text,
  rules_note text not null default ''::text,
  may_reply text not null,
  whom_to_ask text not null default ''::text,
  unit_id uuid,
  agreed_on date,
  version integer not null default 1,
  added_by uuid not null,
  added_at timestamp with time zone not null,
  constraint community_added_by_fkey FOREIGN KEY (added_by) REFERENCES account(id),
  constraint community_address_check CHECK ((address ~ '^https?://'::text)),
  constraint community_check CHECK (((size IS NULL) = (sized_on IS NULL))),
  constraint community_kind_check CHECK ((kind = ANY (ARRAY['forum'::text, 'group'::text, 'blog'::text, 'news'::text, 'other'::text]))),
  constraint community_may_reply_check CHECK ((may_reply = ANY (ARRAY['unknown'::text, 'yes'::text, 'ask-first'::text, 'no'::text]))),
  constraint community_name_check CHECK ((name <> ''::text)),
  constraint community_pkey PRIMARY KEY (id),
  constraint community_place_key UNIQUE (place),
  constraint community_rules_address_check CHECK ((rules_address ~ '^https?://'::text)),
  constraint community_size_check CHECK ((size > 0)),
  constraint community_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint community_version_check CHECK ((version > 0))
);

create table community_area (
  community_id uuid not null,
  area_code text not null,
  constraint community_area_area_code_check CHECK ((area_code <> ''::text)),
  constraint community_area_community_id_fkey FOREIGN KEY (community_id) REFERENCES community(id) ON DELETE CASCADE,
  constraint community_area_pkey PRIMARY KEY (community_id, area_code)
);

create table community_contact (
  community_id uuid not null,
  account_id uuid not null,
  since timestamp with time zone not null,
  constraint community_contact_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE,
  constraint community_contact_community_id_fkey FOREIGN KEY (community_id) REFERENCES community(id) ON DELETE CASCADE,
  constraint community_contact_pkey PRIMARY KEY (community_id)
);

create table community_subject (
  community_id uuid not null,
  subject_id uuid not null,
  constraint community_subject_community_id_fkey FOREIGN KEY (community_id) REFERENCES community(id) ON DELETE CASCADE,
  constraint community_subject_pkey PRIMARY KEY (community_id, subject_id),
  constraint community_subject_subject_id_fkey FOREIGN KEY (subject_id) REFERENCES subject(id)
);

create table community_suggestion (
  place text not null,
  address text not null,
  posts integer not null,
  sources integer not null,
  newest_at timestamp with time zone not null,
  set_aside_at timestamp with time zone,
  constraint community_suggestion_address_check CHECK ((address ~ '^https?://'::text)),
  constraint community_suggestion_pkey PRIMARY KEY (place),
  constraint community_suggestion_posts_check CHECK ((posts > 0)),
  constraint community_suggestion_sources_check CHECK ((sources > 0))
);

create table condition_met (
  key text not null,
  account_id uuid not null,
  until_on date,
  constraint condition_met_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE,
  constraint condition_met_key_check CHECK ((key ~ '\S'::text)),
  constraint condition_met_pkey PRIMARY KEY (account_id, key)
);

create table conversation (
  id uuid not null,
  input_id uuid not null,
  subject text not null,
  language text not null,
  last_seq integer not null,
  heard_seq integer not null,
  status text not null,
  assigned_to uuid,
  due_on date not null,
  received_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  subject_id uuid,
  unit_id uuid,
  draft_seq integer,
  draft_state text,
  run integer not null,
  run_seq integer not null,
  first_due text not null,
  first_met_at timestamp with time zone,
  resolution_due text not null,
  paused_since timestamp with time zone,
  paused_until timestamp with time zone,
  due_by text not null generated always as (
CASE
    WHEN (first_met_at IS NULL) THEN LEAST(first_due, resolution_due)
    ELSE resolution_due
END) stored,
  closed_as text,
  closed_at timestamp with time zone,
  snoozed_until date,
  label_ids uuid[] not null default '{}'::uuid[],
  merged_into uuid,
  continues uuid,
  constraint conversation_assigned_to_fkey FOREIGN KEY (assigned_to) REFERENCES account(id),
  constraint conversation_check CHECK (((status = 'answered'::text) = (answered_at IS NOT NULL))),
  constraint conversation_check1 CHECK (((draft_seq IS NULL) = (draft_state IS NULL))),
  constraint conversation_check2 CHECK (((paused_since IS NULL) = (paused_until IS NULL))),
  constraint conversation_closed_as CHECK (((status = 'closed'::text) = (closed_as IS NOT NULL))),
  constraint conversation_closed_as_check CHECK ((closed_as = ANY (ARRAY['solved'::text, 'not-ours'::text, 'no-answer'::text, 'double'::text, 'spam'::text]))),
  constraint conversation_closed_at CHECK (((status = 'closed'::text) = (closed_at IS NOT NULL))),
  constraint conversation_continues CHECK ((continues <> id)),
  constraint conversation_continues_fkey FOREIGN KEY (continues) REFERENCES conversation(id),
  constraint conversation_draft_state_check CHECK ((draft_state = ANY (ARRAY['asked'::text, 'approved'::text, 'returned'::text]))),
  constraint conversation_first_due_check CHECK ((first_due ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d$'::text)),
  constraint conversation_input_id_fkey FOREIGN KEY (input_id) REFERENCES input(id),
  constraint conversation_input_id_key UNIQUE (input_id),
  constraint conversation_language_check CHECK ((language = ANY (ARRAY['nl'::text, 'en'::text]))),
  constraint conversation_last_seq_check CHECK ((last_seq > 0)),
  constraint conversation_merged CHECK (((merged_into IS NULL) OR ((merged_into <> id) AND (NOT (closed_as IS DISTINCT FROM 'double'::text))))),
  constraint conversation_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES conversation(id),
  constraint conversation_pkey PRIMARY KEY (id),
  constraint conversation_resolution_due_check CHECK ((resolution_due ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d$'::text)),
  constraint conversation_run_check CHECK ((run > 0)),
  constraint conversation_snoozed_open CHECK (((snoozed_until IS NULL) OR (status = 'open'::text))),
  constraint conversation_status_check CHECK ((status = ANY (ARRAY['open'::text, 'answered'::text, 'closed'::text]))),
  constraint conversation_subject_id_fkey FOREIGN KEY (subject_id) REFERENCES subject(id),
  constraint conversation_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);

create table conversation_contact (
  conversation_id uuid not null,
  name text,
  address text,
  given_at timestamp with time zone not null,
  on_behalf_of text,
  reach text,
  constraint conversation_contact_check CHECK ((COALESCE(name, address, on_behalf_of, reach) IS NOT NULL)),
  constraint conversation_contact_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversation(id) ON DELETE CASCADE,
  constraint conversation_contact_on_behalf_of_check CHECK ((on_behalf_of <> ''::text)),
  constraint conversation_contact_pkey PRIMARY KEY (conversation_id),
  constraint conversation_contact_reach_check CHECK ((reach <> ''::text))
);

create table conversation_entry (
  conversation_id uuid not null,
  seq integer not null,
  kind text not null,
  at timestamp with time zone not null,
  by_account uuid,
  body text,
  channel text,
  due_on date,
  mail_id uuid,
  draft_seq integer,
  draft_kind text generated always as (
CASE
    WHEN (draft_seq IS NOT NULL) THEN 'draft'::text
    ELSE NULL::text
END) stored,
  assigned_to uuid,
  status text,
  dossier_id uuid,
  subject_id uuid,
  unit_id uuid,
  approval_seq integer,
  approval_kind text generated always as (
CASE
    WHEN (approval_seq IS NOT NULL) THEN 'approved'::text
    ELSE NULL::text
END) stored,
  mandate_id uuid,
  mandated_for uuid,
  mandated_on date,
  before_mandates boolean not null default false,
  unhelped_seq integer,
  calendar_version integer,
  first_term text,
  resolution_term text,
  first_due text,
  resolution_due text,
  paused_until timestamp with time zone,
  due_reason text,
  task_id uuid,
  task_step text,
  task_unit_id uuid,
  task_due_on date,
  task_party text,
  closed_as text,
  snoozed_until date,
  label_id uuid,
  label_on boolean,
  other_id uuid,
  other_seq integer,
  by_rule uuid,
  dealt_because text,
  is_somewhere boolean,
  redacted_seq integer,
  redaction_reason text,
  hook_id uuid,
  split_seq integer,
  constraint conversation_entry_approval CHECK (((approval_seq IS NULL) OR (kind = 'sent'::text))),
  constraint conversation_entry_assigned_to_fkey FOREIGN KEY (assigned_to) REFERENCES account(id),
  constraint conversation_entry_author CHECK (((by_account IS NOT NULL) OR (by_rule IS NOT NULL) OR (dealt_because IS NOT NULL) OR (kind = ANY (ARRAY['received'::text, 'receipt'::text, 'elsewhere'::text])) OR ((kind = 'task'::text) AND ((task_step = 'handed'::text) OR ((task_step = 'done'::text) AND (task_party IS NOT NULL)))) OR ((kind = 'assigned'::text) AND (assigned_to IS NULL)))),
  constraint conversation_entry_body CHECK (((body IS NULL) OR (kind = ANY (ARRAY['received'::text, 'note'::text, 'draft'::text, 'returned'::text, 'task'::text])))),
  constraint conversation_entry_by_account_fkey FOREIGN KEY (by_account) REFERENCES account(id),
  constraint conversation_entry_by_rule_fkey FOREIGN KEY (by_rule) REFERENCES rule(id),
  constraint conversation_entry_calendar_version_fkey FOREIGN KEY (calendar_version) REFERENCES working_calendar(version),
  constraint conversation_entry_channel_check CHECK ((channel = ANY (ARRAY['web'::text, 'mail'::text, 'phone'::text, 'desk'::text, 'paper'::text, 'feed'::text, 'hook'::text]))),
  constraint conversation_entry_check CHECK (((unhelped_seq IS NULL) OR ((kind = 'received'::text) AND (unhelped_seq < seq)))),
  constraint conversation_entry_check1 CHECK ((draft_seq < seq)),
  constraint conversation_entry_check2 CHECK (((paused_until IS NULL) OR ((kind = 'sent'::text) AND (resolution_due IS NOT NULL)))),
  constraint conversation_entry_check5 CHECK (((kind = 'status'::text) = (status IS NOT NULL))),
  constraint conversation_entry_classified CHECK (((kind = 'classified'::text) OR ((subject_id IS NULL) AND (unit_id IS NULL)))),
  constraint conversation_entry_closed CHECK (((COALESCE(status, ''::text) = 'closed'::text) = (closed_as IS NOT NULL))),
  constraint conversation_entry_closed_as_check CHECK ((closed_as = ANY (ARRAY['solved'::text, 'not-ours'::text, 'no-answer'::text, 'double'::text, 'spam'::text]))),
  constraint conversation_entry_conversation_id_approval_seq_approval_k_fkey FOREIGN KEY (conversation_id, approval_seq, approval_kind, draft_seq) REFERENCES conversation_entry(conversation_id, seq, kind, draft_seq),
  constraint conversation_entry_conversation_id_draft_seq_draft_kind_fkey FOREIGN KEY (conversation_id, draft_seq, draft_kind) REFERENCES conversation_entry(conversation_id, seq, kind),
  constraint conversation_entry_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversation(id) ON DELETE CASCADE,
  constraint conversation_entry_conversation_id_redacted_seq_fkey FOREIGN KEY (conversation_id, redacted_seq) REFERENCES conversation_entry(conversation_id, seq),
  constraint conversation_entry_conversation_id_seq_kind_draft_seq_key UNIQUE (conversation_id, seq, kind, draft_seq),
  constraint conversation_entry_conversation_id_seq_kind_key UNIQUE (conversation_id, seq, kind),
  constraint conversation_entry_conversation_id_split_seq_fkey FOREIGN KEY (conversation_id, split_seq) REFERENCES conversation_entry(conversation_id, seq),
  constraint conversation_entry_conversation_id_unhelped_seq_fkey FOREIGN KEY (conversation_id, unhelped_seq) REFERENCES conversation_entry(conversation_id, seq),
  constraint conversation_entry_deadlines CHECK ((((first_due IS NULL) OR (kind = ANY (ARRAY['received'::text, 'status'::text, 'classified'::text, 'due'::text]))) AND ((resolution_due IS NULL) OR (kind = ANY (ARRAY['received'::text, 'status'::text, 'classified'::text, 'due'::text, 'sent'::text]))))),
  constraint conversation_entry_dealt CHECK (((dealt_because IS NULL) OR ((kind = 'assigned'::text) AND (by_account IS NULL) AND (by_rule IS NULL) AND (assigned_to IS NOT NULL)))),
  constraint conversation_entry_dealt_because_check CHECK ((dealt_because = ANY (ARRAY['known'::text, 'load'::text]))),
  constraint conversation_entry_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id),
  constraint conversation_entry_due CHECK ((((kind = 'due'::text) = (due_reason IS NOT NULL)) AND ((kind <> 'due'::text) OR (num_nonnulls(first_due, resolution_due) > 0)))),
  constraint conversation_entry_due_reason_check CHECK ((due_reason = ANY (ARRAY['research'::text, 'others'::text, 'visit'::text, 'busy'::text]))),
  constraint conversation_entry_first_due_check CHECK ((first_due ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d$'::text)),
  constraint conversation_entry_first_term_check CHECK ((first_term ~ '^[1-9][0-9]{0,2} (workingDays|workingHours|days)$'::text)),
  constraint conversation_entry_hook CHECK (((hook_id IS NULL) OR ((kind = 'sent'::text) AND (mail_id IS NULL)))),
  constraint conversation_entry_hook_id_fkey FOREIGN KEY (hook_id) REFERENCES outgoing_hook(id),
  constraint conversation_entry_hook_id_key UNIQUE (hook_id),
  constraint conversation_entry_kind_check CHECK ((kind = ANY (ARRAY['received'::text, 'receipt'::text, 'note'::text, 'draft'::text, 'approved'::text, 'returned'::text, 'sent'::text, 'assigned'::text, 'classified'::text, 'status'::text, 'linked'::text, 'due'::text, 'task'::text, 'labelled'::text, 'snoozed'::text, 'merged'::text, 'split'::text, 'located'::text, 'redacted'::text, 'elsewhere'::text]))),
  constraint conversation_entry_label_id_fkey FOREIGN KEY (label_id) REFERENCES label(id),
  constraint conversation_entry_labelled CHECK ((((kind = 'labelled'::text) = (label_id IS NOT NULL)) AND ((label_id IS NULL) = (label_on IS NULL)))),
  constraint conversation_entry_located CHECK (((kind = 'located'::text) = (is_somewhere IS NOT NULL))),
  constraint conversation_entry_mail CHECK (((mail_id IS NULL) OR (kind = ANY (ARRAY['receipt'::text, 'sent'::text, 'due'::text])))),
  constraint conversation_entry_mail_id_fkey FOREIGN KEY (mail_id) REFERENCES outgoing_mail(id) ON DELETE SET NULL,
  constraint conversation_entry_mail_id_key UNIQUE (mail_id),
  constraint conversation_entry_mandate_id_fkey FOREIGN KEY (mandate_id) REFERENCES mandate(id),
  constraint conversation_entry_mandated CHECK ((((kind = ANY (ARRAY['approved'::text, 'sent'::text])) OR ((kind = 'status'::text) AND ((status = 'answered'::text) OR (COALESCE(closed_as, ''::text) = ANY (ARRAY['solved'::text, 'no-answer'::text]))))) = (before_mandates OR ((mandate_id IS NOT NULL) AND (mandated_on IS NOT NULL))))),
  constraint conversation_entry_mandated_for_fkey FOREIGN KEY (mandated_for) REFERENCES account(id),
  constraint conversation_entry_mandated_on CHECK ((abs((mandated_on - ((at AT TIME ZONE 'UTC'::text))::date)) <= 1)),
  constraint conversation_entry_names_draft CHECK (((kind = ANY (ARRAY['approved'::text, 'returned'::text, 'sent'::text])) = (draft_seq IS NOT NULL))),
  constraint conversation_entry_other CHECK ((((other_id IS NULL) = (other_seq IS NULL)) AND ((kind = 'received'::text) OR ((kind = ANY (ARRAY['merged'::text, 'elsewhere'::text, 'split'::text])) = (other_id IS NOT NULL))))),
  constraint conversation_entry_other_id_fkey FOREIGN KEY (other_id) REFERENCES conversation(id),
  constraint conversation_entry_pkey PRIMARY KEY (conversation_id, seq),
  constraint conversation_entry_received CHECK ((((kind = 'received'::text) = (channel IS NOT NULL)) AND ((due_on IS NULL) OR (kind = 'received'::text)))),
  constraint conversation_entry_redacted CHECK (((kind = 'redacted'::text) = (redaction_reason IS NOT NULL))),
  constraint conversation_entry_redacted_once UNIQUE (conversation_id, redacted_seq),
  constraint conversation_entry_redaction_reason_check CHECK ((redaction_reason = ANY (ARRAY['asked'::text, 'personal'::text, 'misdirected'::text, 'mistake'::text]))),
  constraint conversation_entry_redacts CHECK (((redacted_seq IS NULL) OR ((kind = 'redacted'::text) AND (redacted_seq < seq)))),
  constraint conversation_entry_resolution_due_check CHECK ((resolution_due ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d$'::text)),
  constraint conversation_entry_resolution_term_check CHECK ((resolution_term ~ '^[1-9][0-9]{0,2} (workingDays|workingHours|days)$'::text)),
  constraint conversation_entry_rule CHECK (((by_rule IS NULL) OR ((by_account IS NULL) AND (kind = ANY (ARRAY['assigned'::text, 'classified'::text]))))),
  constraint conversation_entry_seq_check CHECK ((seq > 0)),
  constraint conversation_entry_snoozed CHECK (((snoozed_until IS NULL) OR (kind = 'snoozed'::text))),
  constraint conversation_entry_split CHECK ((((kind = 'split'::text) = (split_seq IS NOT NULL)) AND ((split_seq IS NULL) OR (split_seq < seq)))),
  constraint conversation_entry_split_once UNIQUE (conversation_id, split_seq),
  constraint conversation_entry_status_check CHECK ((status = ANY (ARRAY['open'::text, 'answered'::text, 'closed'::text]))),
  constraint conversation_entry_subject_id_fkey FOREIGN KEY (subject_id) REFERENCES subject(id),
  constraint conversation_entry_task CHECK ((((kind = 'task'::text) = (task_id IS NOT NULL)) AND ((kind = 'task'::text) = (task_step IS NOT NULL)) AND ((task_unit_id IS NULL) OR (task_step = ANY (ARRAY['asked'::text, 'handed'::text]))) AND ((kind <> 'task'::text) OR ((task_step = 'asked'::text) = (task_due_on IS NOT NULL))) AND ((kind = 'task'::text) OR (task_due_on IS NULL)) AND ((task_party IS NULL) OR (task_step = ANY (ARRAY['outside'::text, 'outside-ended'::text, 'done'::text]))) AND ((kind <> 'task'::text) OR (assigned_to IS NULL) OR (task_step = ANY (ARRAY['asked'::text, 'handed'::text]))))),
  constraint conversation_entry_task_id_fkey FOREIGN KEY (task_id) REFERENCES task(id),
  constraint conversation_entry_task_step_check CHECK ((task_step = ANY (ARRAY['asked'::text, 'accepted'::text, 'handed'::text, 'outside'::text, 'outside-ended'::text, 'done'::text, 'returned'::text, 'withdrawn'::text]))),
  constraint conversation_entry_task_unit_id_fkey FOREIGN KEY (task_unit_id) REFERENCES unit(id),
  constraint conversation_entry_terms CHECK (((num_nonnulls(calendar_version, first_term, resolution_term) = ANY (ARRAY[0, 3])) AND ((calendar_version IS NULL) OR (kind = ANY (ARRAY['received'::text, 'status'::text, 'classified'::text, 'due'::text]))))),
  constraint conversation_entry_unhelped UNIQUE (conversation_id, unhelped_seq),
  constraint conversation_entry_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);

create table conversation_file (
  conversation_id uuid not null,
  seq integer not null,
  constraint conversation_file_conversation_id_seq_fkey FOREIGN KEY (conversation_id, seq) REFERENCES conversation_entry(conversation_id, seq) ON DELETE CASCADE,
  constraint conversation_file_pkey PRIMARY KEY (conversation_id, seq)
);

create table conversation_place (
  conversation_id uuid not null,
  seq integer not null,
  name text not null,
  is_near boolean not null,
  longitude double precision,
  latitude double precision,
  area_code text,
  area_year integer,
  constraint conversation_place_area_code_area_year_fkey FOREIGN KEY (area_code, area_year) REFERENCES area(code, year),
  constraint conversation_place_check CHECK (((longitude IS NULL) = (latitude IS NULL))),
  constraint conversation_place_check1 CHECK (((area_code IS NULL) = (area_year IS NULL))),
  constraint conversation_place_conversation_id_seq_fkey FOREIGN KEY (conversation_id, seq) REFERENCES conversation_entry(conversation_id, seq) ON DELETE CASCADE,
  constraint conversation_place_name_check CHECK ((name <> ''::text)),
  constraint conversation_place_pkey PRIMARY KEY (conversation_id, seq)
);

create table conversation_reading (
  account_id uuid not null,
  conversation_id uuid not null,
  seq integer not null,
  constraint conversation_reading_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE,
  constraint conversation_reading_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversation(id) ON DELETE CASCADE,
  constraint conversation_reading_pkey PRIMARY KEY (account_id, conversation_id)
);

create table conversation_run (
  conversation_id uuid not null,
  run integer not null,
  began_on date not null,
  channel text not null,
  subject_id uuid,
  unit_id uuid,
  ended_as text,
  first_minutes integer,
  solved_minutes integer,
  first_due text not null,
  solved_due text not null,
  first_late boolean,
  solved_late boolean,
  is_reopened boolean not null,
  constraint conversation_run_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversation(id) ON DELETE CASCADE,
  constraint conversation_run_ended_as_check CHECK ((ended_as = ANY (ARRAY['answered'::text, 'solved'::text, 'no-answer'::text, 'not-ours'::text, 'double'::text, 'spam'::text]))),
  constraint conversation_run_first_minutes_check CHECK ((first_minutes >= 0)),
  constraint conversation_run_pkey PRIMARY KEY (conversation_id, run),
  constraint conversation_run_run_check CHECK ((run > 0)),
  constraint conversation_run_solved_minutes_check CHECK ((solved_minutes >= 0))
);

create table conversation_search (
  conversation_id uuid not null,
  at timestamp with time zone not null,
  words tsvector not null,
  subject_id uuid,
  constraint conversation_search_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversation(id) ON DELETE CASCADE,
  constraint conversation_search_pkey PRIMARY KEY (conversation_id)
);

create table conversation_tie (
  conversation_id uuid not null,
  other_id uuid not null,
  found_at timestamp with time zone not null,
  state text not null default 'possibly'::text,
  decided_by uuid,
  decided_at timestamp with time zone,
  constraint conversation_tie_check CHECK ((conversation_id <> other_id)),
  constraint conversation_tie_check1 CHECK (((state = 'possibly'::text) = (decided_by IS NULL))),
  constraint conversation_tie_check2 CHECK (((decided_by IS NULL) = (decided_at IS NULL))),
  constraint conversation_tie_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversation(id) ON DELETE CASCADE,
  constraint conversation_tie_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES account(id),
  constraint conversation_tie_other_id_fkey FOREIGN KEY (other_id) REFERENCES conversation(id) ON DELETE CASCADE,
  constraint conversation_tie_pkey PRIMARY KEY (conversation_id, other_id),
  constraint conversation_tie_state_check CHECK ((state = ANY (ARRAY['possibly'::text, 'together'::text, 'apart'::text])))
);

create table conversation_uncounted (
  conversation_id uuid not null,
  seq integer not null,
  constraint conversation_uncounted_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversation(id) ON DELETE CASCADE,
  constraint conversation_uncounted_pkey PRIMARY KEY (conversation_id, seq)
);

create table conversation_unfound (
  conversation_id uuid not null,
  constraint conversation_unfound_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversation(id) ON DELETE CASCADE,
  constraint conversation_unfound_pkey PRIMARY KEY (conversation_id)
);

create table conversation_unsorted (
  conversation_id uuid not null,
  since timestamp with time zone not null default now(),
  constraint conversation_unsorted_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversation(id) ON DELETE CASCADE,
  constraint conversation_unsorted_pkey PRIMARY KEY (conversation_id)
);

create table dialogue (
  id uuid not null,
  dossier_id uuid not null,
  slug text not null,
  question text not null,
  introduction text not null default ''::text,
  language text not null,
  state text not null default 'draft'::text,
  moderation text not null default 'strict'::text,
  closes_on date,
  results text not null default 'live'::text,
  created_at timestamp with time zone not null,
  opened_at timestamp with time zone,
  closed_at timestamp with time zone,
  constraint dialogue_check CHECK (((state <> 'open'::text) OR (opened_at IS NOT NULL))),
  constraint dialogue_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id),
  constraint dialogue_id_fkey FOREIGN KEY (id) REFERENCES entrance(id),
  constraint dialogue_language_check CHECK ((language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'::text)),
  constraint dialogue_moderation_check CHECK ((moderation = ANY (ARRAY['strict'::text, 'light'::text]))),
  constraint dialogue_pkey PRIMARY KEY (id),
  constraint dialogue_results_check CHECK ((results = ANY (ARRAY['live'::text, 'after-closing'::text]))),
  constraint dialogue_slug_check CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
  constraint dialogue_slug_key UNIQUE (slug),
  constraint dialogue_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'importing'::text, 'open'::text, 'closed'::text])))
);

create table dialogue_import (
  dialogue_id uuid not null,
  origin text not null,
  digest bytea,
  made_dossier boolean not null,
  imported_at timestamp with time zone,
  constraint dialogue_import_dialogue_id_fkey FOREIGN KEY (dialogue_id) REFERENCES dialogue(id) ON DELETE CASCADE,
  constraint dialogue_import_pkey PRIMARY KEY (dialogue_id)
);

create table dialogue_numbering (
  dialogue_id uuid not null,
  next_participant integer not null default 1,
  next_statement integer not null default 1,
  constraint dialogue_numbering_dialogue_id_fkey FOREIGN KEY (dialogue_id) REFERENCES dialogue(id) ON DELETE CASCADE,
  constraint dialogue_numbering_pkey PRIMARY KEY (dialogue_id)
);

create table dialogue_report (
  dialogue_id uuid not null,
  version integer not null,
  content jsonb not null,
  made_at timestamp with time zone not null,
  made_by uuid not null,
  constraint dialogue_report_dialogue_id_fkey FOREIGN KEY (dialogue_id) REFERENCES dialogue(id) ON DELETE CASCADE,
  constraint dialogue_report_made_by_fkey FOREIGN KEY (made_by) REFERENCES account(id),
  constraint dialogue_report_pkey PRIMARY KEY (dialogue_id, version),
  constraint dialogue_report_version_check CHECK ((version > 0))
);

create table dialogue_terms_change (
  dialogue_id uuid not null,
  id uuid not null,
  closes_on_before date,
  closes_on_after date,
  moderation_before text not null,
  moderation_after text not null,
  changed_by uuid not null,
  changed_at timestamp with time zone not null,
  constraint dialogue_terms_change_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES account(id),
  constraint dialogue_terms_change_check CHECK (((closes_on_before IS DISTINCT FROM closes_on_after) OR (moderation_before IS DISTINCT FROM moderation_after))),
  constraint dialogue_terms_change_dialogue_id_fkey FOREIGN KEY (dialogue_id) REFERENCES dialogue(id) ON DELETE CASCADE,
  constraint dialogue_terms_change_moderation_after_check CHECK ((moderation_after = ANY (ARRAY['strict'::text, 'light'::text]))),
  constraint dialogue_terms_change_moderation_before_check CHECK ((moderation_before = ANY (ARRAY['strict'::text, 'light'::text]))),
  constraint dialogue_terms_change_pkey PRIMARY KEY (dialogue_id, id)
);

create table distribution (
  unit_id uuid not null,
  is_on boolean not null,
  changed_by uuid not null,
  changed_at timestamp with time zone not null,
  constraint distribution_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES account(id),
  constraint distribution_pkey PRIMARY KEY (unit_id),
  constraint distribution_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);

create table dossier (
  id uuid not null,
  slug text not null,
  question text not null,
  summary text not null,
  area text not null default ''::text,
  language text not null,
  unit_id uuid not null,
  state text not null default 'draft'::text,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  opened_at timestamp with time zone,
  closed_at timestamp with time zone,
  area_code text,
  constraint dossier_area_code_check CHECK ((area_code ~ '^(GM[0-9]{4}|WK[0-9]{4}[0-9A-Z]{2}|BU[0-9]{4}[0-9A-Z]{4})$'::text)),
  constraint dossier_check CHECK (((state = 'closed'::text) = (closed_at IS NOT NULL))),
  constraint dossier_created_by_fkey FOREIGN KEY (created_by) REFERENCES account(id),
  constraint dossier_language_check CHECK ((language = ANY (ARRAY['nl'::text, 'en'::text]))),
  constraint dossier_pkey PRIMARY KEY (id),
  constraint dossier_slug_check CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
  constraint dossier_slug_key UNIQUE (slug),
  constraint dossier_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'open'::text, 'closed'::text]))),
  constraint dossier_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);

create table dossier_earlier_text (
  dossier_id uuid not null,
  version integer not null,
  question text not null,
  summary text not null,
  area text not null,
  phases jsonb not null,
  reason_for_change text not null,
  changed_by uuid not null,
  changed_at timestamp with time zone not null,
  constraint dossier_earlier_text_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES account(id),
  constraint dossier_earlier_text_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id) ON DELETE CASCADE,
  constraint dossier_earlier_text_pkey PRIMARY KEY (dossier_id, version),
  constraint dossier_earlier_text_reason_for_change_check CHECK ((reason_for_change <> ''::text)),
  constraint dossier_earlier_text_version_check CHECK ((version > 0))
);

create table dossier_phase (
  id uuid not null,
  dossier_id uuid not null,
  "position" integer not null,
  title text not null,
  description text not null default ''::text,
  starts_on date not null,
  ends_on date,
  constraint dossier_phase_check CHECK (((ends_on IS NULL) OR (ends_on >= starts_on))),
  constraint dossier_phase_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id) ON DELETE CASCADE,
  constraint dossier_phase_dossier_id_position_key UNIQUE (dossier_id, "position"),
  constraint dossier_phase_pkey PRIMARY KEY (id)
);

create table dossier_promise (
  dossier_id uuid not null,
  version integer not null,
  level text not null,
  statement text not null,
  decided_by text not null,
  answer_on date not null,
  decision_on date,
  reason_for_change text not null default ''::text,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  constraint dossier_promise_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id) ON DELETE CASCADE,
  constraint dossier_promise_level_check CHECK ((level = ANY (ARRAY['inform'::text, 'consult'::text, 'advise'::text, 'coproduce'::text, 'decide'::text]))),
  constraint dossier_promise_made_by_fkey FOREIGN KEY (made_by) REFERENCES account(id),
  constraint dossier_promise_pkey PRIMARY KEY (dossier_id, version),
  constraint dossier_promise_version_check CHECK ((version > 0))
);

create table entrance (
  id uuid not null,
  access text not null,
  key bytea,
  roll_key bytea,
  key_destroyed_at timestamp with time zone,
  fixed_at timestamp with time zone,
  constraint entrance_access_check CHECK ((access = ANY (ARRAY['everyone'::text, 'mail'::text, 'code'::text]))),
  constraint entrance_check CHECK (((key IS NULL) = (key_destroyed_at IS NOT NULL))),
  constraint entrance_check1 CHECK (((roll_key IS NOT NULL) = ((access <> 'everyone'::text) AND (key IS NOT NULL)))),
  constraint entrance_pkey PRIMARY KEY (id)
);

create table entry_code (
  entrance_id uuid not null,
  seal bytea not null,
  is_used boolean not null default false,
  constraint entry_code_entrance_id_fkey FOREIGN KEY (entrance_id) REFERENCES entrance(id) ON DELETE CASCADE,
  constraint entry_code_pkey PRIMARY KEY (entrance_id, seal)
);

create table entry_code_batch (
  entrance_id uuid not null,
  id uuid not null,
  codes integer not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  constraint entry_code_batch_codes_check CHECK ((codes > 0)),
  constraint entry_code_batch_entrance_id_fkey FOREIGN KEY (entrance_id) REFERENCES entrance(id) ON DELETE CASCADE,
  constraint entry_code_batch_made_by_fkey FOREIGN KEY (made_by) REFERENCES account(id),
  constraint entry_code_batch_pkey PRIMARY KEY (entrance_id, id)
);

create table entry_notice (
  id uuid not null,
  account_id uuid not null,
  conversation_id uuid not null,
  seq integer not null,
  task_id uuid,
  at timestamp with time zone not null,
  read_at timestamp with time zone,
  constraint entry_notice_account_id_conversation_id_seq_key UNIQUE (account_id, conversation_id, seq),
  constraint entry_notice_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE,
  constraint entry_notice_conversation_id_seq_fkey FOREIGN KEY (conversation_id, seq) REFERENCES conversation_entry(conversation_id, seq) ON DELETE CASCADE,
  constraint entry_notice_pkey PRIMARY KEY (id),
  constraint entry_notice_task_id_fkey FOREIGN KEY (task_id) REFERENCES task(id) ON DELETE CASCADE
);

create table escalation (
  conversation_id uuid not null,
  run integer not null,
  level smallint not null,
  told_at timestamp with time zone not null,
  constraint escalation_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversation(id) ON DELETE CASCADE,
  constraint escalation_level_check CHECK (((level >= 1) AND (level <= 3))),
  constraint escalation_pkey PRIMARY KEY (conversation_id, run, level)
);

create table event (
  "position" bigint not null generated as identity,
  seq bigint,
  type text not null,
  subject_id uuid not null,
  subject_number integer,
  dossier_id uuid,
  happened_at timestamp with time zone,
  happened_on date,
  constraint event_check CHECK ((num_nonnulls(happened_at, happened_on) = 1)),
  constraint event_pkey PRIMARY KEY ("position"),
  constraint event_seq_check CHECK ((seq > 0)),
  constraint event_seq_key UNIQUE (seq)
);

create table event_consumer (
  name text not null,
  read_through bigint not null,
  constraint event_consumer_pkey PRIMARY KEY (name)
);

create table fact_citation (
  sheet_id uuid not null,
  conversation_id uuid not null,
  version integer not null,
  seq integer not null,
  at timestamp with time zone not null,
  settled_version integer,
  settled_by uuid,
  constraint fact_citation_check CHECK ((settled_version > version)),
  constraint fact_citation_check1 CHECK (((settled_version IS NULL) = (settled_by IS NULL))),
  constraint fact_citation_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversation(id) ON DELETE CASCADE,
  constraint fact_citation_conversation_id_seq_fkey FOREIGN KEY (conversation_id, seq) REFERENCES conversation_entry(conversation_id, seq) ON DELETE CASCADE,
  constraint fact_citation_pkey PRIMARY KEY (sheet_id, conversation_id),
  constraint fact_citation_settled_by_fkey FOREIGN KEY (settled_by) REFERENCES account(id),
  constraint fact_citation_sheet_id_fkey FOREIGN KEY (sheet_id) REFERENCES fact_sheet(id) ON DELETE CASCADE,
  constraint fact_citation_version_check CHECK ((version > 0))
);

create table fact_decision (
  sheet_id uuid not null,
  version integer not null,
  kind text not null,
  reason text not null,
  by_account uuid not null,
  at timestamp with time zone not null,
  mandate_id uuid,
  mandated_for uuid,
  mandated_on date not null,
  constraint fact_decision_by_account_fkey FOREIGN KEY (by_account) REFERENCES account(id),
  constraint fact_decision_check CHECK (((reason = ''::text) OR (kind = 'returned'::text))),
  constraint fact_decision_check1 CHECK (((kind = 'approved'::text) = (mandate_id IS NOT NULL))),
  constraint fact_decision_check2 CHECK ((abs((mandated_on - ((at AT TIME ZONE 'UTC'::text))::date)) <= 1)),
  constraint fact_decision_kind_check CHECK ((kind = ANY (ARRAY['approved'::text, 'returned'::text]))),
  constraint fact_decision_mandate_id_fkey FOREIGN KEY (mandate_id) REFERENCES mandate(id),
  constraint fact_decision_mandated_for_fkey FOREIGN KEY (mandated_for) REFERENCES account(id),
  constraint fact_decision_pkey PRIMARY KEY (sheet_id, version),
  constraint fact_decision_sheet_id_version_fkey FOREIGN KEY (sheet_id, version) REFERENCES fact_version(sheet_id, version) ON DELETE CASCADE,
  constraint fact_decision_sheet_id_version_kind_key UNIQUE (sheet_id, version, kind)
);

create table fact_dossier (
  dossier_id uuid not null,
  sheet_id uuid not null,
  constraint fact_dossier_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id) ON DELETE CASCADE,
  constraint fact_dossier_pkey PRIMARY KEY (dossier_id, sheet_id),
  constraint fact_dossier_sheet_id_fkey FOREIGN KEY (sheet_id) REFERENCES fact_sheet(id) ON DELETE CASCADE
);

create table fact_post (
  sheet_id uuid not null,
  post_id uuid not null,
  by_account uuid not null,
  at timestamp with time zone not null,
  constraint fact_post_by_account_fkey FOREIGN KEY (by_account) REFERENCES account(id),
  constraint fact_post_pkey PRIMARY KEY (sheet_id, post_id),
  constraint fact_post_post_id_fkey FOREIGN KEY (post_id) REFERENCES post(id) ON DELETE CASCADE,
  constraint fact_post_sheet_id_fkey FOREIGN KEY (sheet_id) REFERENCES fact_sheet(id) ON DELETE CASCADE
);

create table fact_sheet (
  id uuid not null,
  number integer,
  language text not null,
  subject_id uuid,
  unit_id uuid not null,
  state text not null,
  last_version integer not null,
  waits boolean not null,
  worked_at timestamp with time zone not null,
  changed_at timestamp with time zone,
  public_version integer,
  public_kind text generated always as (
CASE
    WHEN (public_version IS NOT NULL) THEN 'approved'::text
    ELSE NULL::text
END) stored,
  constraint fact_sheet_check CHECK (((state = 'draft'::text) = (number IS NULL))),
  constraint fact_sheet_check1 CHECK (((number IS NULL) = (changed_at IS NULL))),
  constraint fact_sheet_check2 CHECK (((number IS NULL) = (public_version IS NULL))),
  constraint fact_sheet_id_public_version_public_kind_fkey FOREIGN KEY (id, public_version, public_kind) REFERENCES fact_decision(sheet_id, version, kind),
  constraint fact_sheet_language_check CHECK ((language = ANY (ARRAY['nl'::text, 'en'::text]))),
  constraint fact_sheet_last_version_check CHECK ((last_version > 0)),
  constraint fact_sheet_number_check CHECK ((number > 0)),
  constraint fact_sheet_number_key UNIQUE (number),
  constraint fact_sheet_pkey PRIMARY KEY (id),
  constraint fact_sheet_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'public'::text, 'withdrawn'::text]))),
  constraint fact_sheet_subject_id_fkey FOREIGN KEY (subject_id) REFERENCES subject(id),
  constraint fact_sheet_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);

create table fact_version (
  sheet_id uuid not null,
  version integer not null,
  claim text not null,
  verdict text not null,
  answer text not null,
  explanation text not null,
  sources jsonb not null,
  known_on date not null,
  change text not null,
  withdraws boolean not null default false,
  subject_id uuid,
  unit_id uuid not null,
  dossier_ids uuid[] not null,
  written_by uuid not null,
  written_at timestamp with time zone not null,
  constraint fact_version_answer_check CHECK ((answer <> ''::text)),
  constraint fact_version_check CHECK (((NOT withdraws) OR (change <> ''::text))),
  constraint fact_version_claim_check CHECK ((claim <> ''::text)),
  constraint fact_version_explanation_check CHECK ((explanation <> ''::text)),
  constraint fact_version_pkey PRIMARY KEY (sheet_id, version),
  constraint fact_version_sheet_id_fkey FOREIGN KEY (sheet_id) REFERENCES fact_sheet(id) ON DELETE CASCADE,
  constraint fact_version_sources_check CHECK (((jsonb_typeof(sources) = 'array'::text) AND ((jsonb_array_length(sources) >= 1) AND (jsonb_array_length(sources) <= 20)))),
  constraint fact_version_subject_id_fkey FOREIGN KEY (subject_id) REFERENCES subject(id),
  constraint fact_version_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint fact_version_verdict_check CHECK ((verdict = ANY (ARRAY['right'::text, 'partly'::text, 'wrong'::text, 'unknown'::text]))),
  constraint fact_version_version_check CHECK ((version > 0)),
  constraint fact_version_written_by_fkey FOREIGN KEY (written_by) REFERENCES account(id)
);

create table held_form (
  seal bytea not null,
  shut bytea not null,
  held_at timestamp with time zone not null,
  constraint held_form_pkey PRIMARY KEY (seal)
);

create table helped_month (
  month date not null,
  people integer not null,
  helped integer not null,
  constraint helped_month_check CHECK (((helped >= 0) AND (helped <= people))),
  constraint helped_month_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
  constraint helped_month_people_check CHECK ((people > 0)),
  constraint helped_month_pkey PRIMARY KEY (month)
);

create table hook_message (
  channel_id uuid not null,
  hash bytea not null,
  received_id uuid not null,
  conversation_id uuid not null,
  seq integer not null,
  constraint hook_message_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES channel(id),
  constraint hook_message_conversation_id_seq_fkey FOREIGN KEY (conversation_id, seq) REFERENCES conversation_entry(conversation_id, seq) ON DELETE CASCADE,
  constraint hook_message_pkey PRIMARY KEY (channel_id, hash),
  constraint hook_message_received_id_fkey FOREIGN KEY (received_id) REFERENCES received_hook(id)
);

create table hook_thread (
  channel_id uuid not null,
  hash bytea not null,
  conversation_id uuid not null,
  thread text not null,
  author text not null,
  constraint hook_thread_author_check CHECK ((author <> ''::text)),
  constraint hook_thread_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES channel(id),
  constraint hook_thread_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversation(id) ON DELETE CASCADE,
  constraint hook_thread_conversation_id_key UNIQUE (conversation_id),
  constraint hook_thread_pkey PRIMARY KEY (channel_id, hash),
  constraint hook_thread_thread_check CHECK ((thread <> ''::text))
);

create table inbox_start (
  account_id uuid not null,
  view_id uuid not null,
  constraint inbox_start_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE,
  constraint inbox_start_pkey PRIMARY KEY (account_id),
  constraint inbox_start_view_id_fkey FOREIGN KEY (view_id) REFERENCES inbox_view(id) ON DELETE CASCADE
);

create table inbox_view (
  id uuid not null,
  account_id uuid,
  unit_id uuid,
  name text not null,
  place integer not null,
  filter text not null,
  sorting text not null,
  label_id uuid,
  assigned text,
  assigned_to uuid,
  answering_unit_id uuid,
  subject_id uuid,
  channel text,
  due text,
  words text,
  made_at timestamp with time zone not null,
  area_code text,
  constraint inbox_view_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE,
  constraint inbox_view_answering_unit_id_fkey FOREIGN KEY (answering_unit_id) REFERENCES unit(id) ON DELETE CASCADE,
  constraint inbox_view_area_code_check CHECK ((area_code ~ '^(GM[0-9]{4}|WK[0-9]{4}[0-9A-Z]{2}|BU[0-9]{4}[0-9A-Z]{4}|WP[0-9]{4})$'::text)),
  constraint inbox_view_assigned_check CHECK ((assigned = ANY (ARRAY['me'::text, 'nobody'::text, 'team'::text, 'colleague'::text]))),
  constraint inbox_view_assigned_to_fkey FOREIGN KEY (assigned_to) REFERENCES account(id) ON DELETE CASCADE,
  constraint inbox_view_channel_check CHECK ((channel = ANY (ARRAY['web'::text, 'mail'::text, 'phone'::text, 'desk'::text, 'paper'::text, 'feed'::text, 'hook'::text]))),
  constraint inbox_view_check CHECK ((num_nonnulls(account_id, unit_id) = 1)),
  constraint inbox_view_check1 CHECK (((NOT (assigned IS DISTINCT FROM 'colleague'::text)) = (assigned_to IS NOT NULL))),
  constraint inbox_view_due_check CHECK ((due = ANY (ARRAY['late'::text, 'today'::text, 'week'::text]))),
  constraint inbox_view_filter_check CHECK ((filter = ANY (ARRAY['open'::text, 'nobody'::text, 'mine'::text, 'late'::text, 'approve'::text, 'place'::text, 'undelivered'::text, 'snoozed'::text, 'answered'::text, 'closed'::text, 'spam'::text]))),
  constraint inbox_view_label_id_fkey FOREIGN KEY (label_id) REFERENCES label(id),
  constraint inbox_view_name_check CHECK (((name ~ '\S'::text) AND (char_length(name) <= 40))),
  constraint inbox_view_pkey PRIMARY KEY (id),
  constraint inbox_view_place_check CHECK ((place >= 0)),
  constraint inbox_view_sorting_check CHECK ((sorting = ANY (ARRAY['due'::text, 'newest'::text]))),
  constraint inbox_view_subject_id_fkey FOREIGN KEY (subject_id) REFERENCES subject(id) ON DELETE CASCADE,
  constraint inbox_view_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id) ON DELETE CASCADE,
  constraint inbox_view_words_check CHECK (((words ~ '\S'::text) AND (char_length(words) <= 400)))
);

create table input (
  id uuid not null,
  public_id uuid not null,
  dossier_id uuid,
  dialogue_id uuid,
  origin_id uuid,
  kind text not null,
  channel text not null,
  state text not null default 'published'::text,
  is_public boolean not null default false,
  body text,
  language text,
  received_at timestamp with time zone not null,
  published_at timestamp with time zone,
  published_on date,
  answer_on date,
  answered_at timestamp with time zone,
  constraint input_channel_check CHECK ((channel = ANY (ARRAY['web'::text, 'mail'::text, 'phone'::text, 'desk'::text, 'paper'::text, 'feed'::text, 'hook'::text, 'import'::text]))),
  constraint input_check CHECK (((state <> 'published'::text) OR (published_at IS NOT NULL))),
  constraint input_check1 CHECK (((state <> 'published'::text) OR (NOT is_public) OR (published_on IS NOT NULL))),
  constraint input_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id),
  constraint input_dossier_id_id_key UNIQUE (dossier_id, id),
  constraint input_kind_check CHECK ((kind = ANY (ARRAY['statement'::text, 'votes'::text, 'question'::text, 'post'::text, 'letter'::text, 'call'::text, 'meeting'::text, 'paper'::text]))),
  constraint input_pkey PRIMARY KEY (id),
  constraint input_public_id_key UNIQUE (public_id),
  constraint input_state_check CHECK ((state = ANY (ARRAY['held'::text, 'published'::text, 'refused'::text, 'withdrawn'::text])))
);

create table label (
  id uuid not null,
  name text not null,
  made_at timestamp with time zone not null,
  made_by uuid not null,
  ended_at timestamp with time zone,
  constraint label_made_by_fkey FOREIGN KEY (made_by) REFERENCES account(id),
  constraint label_name_check CHECK (((name ~ '\S'::text) AND (char_length(name) <= 40))),
  constraint label_pkey PRIMARY KEY (id)
);

create table leaving_reply (
  id uuid not null,
  conversation_id uuid not null,
  account_id uuid not null,
  seen integer not null,
  body text,
  draft_seq integer,
  answers_input boolean not null,
  asks boolean not null default false,
  ordered_at timestamp with time zone not null,
  leaves_at timestamp with time zone not null,
  held_at timestamp with time zone,
  held_why text,
  held_by uuid,
  copies jsonb not null default '[]'::jsonb,
  constraint leaving_reply_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint leaving_reply_body_check CHECK ((body <> ''::text)),
  constraint leaving_reply_check CHECK ((leaves_at >= ordered_at)),
  constraint leaving_reply_check1 CHECK (((body IS NULL) <> (draft_seq IS NULL))),
  constraint leaving_reply_check2 CHECK (((held_at IS NULL) = (held_why IS NULL))),
  constraint leaving_reply_conversation_id_draft_seq_fkey FOREIGN KEY (conversation_id, draft_seq) REFERENCES conversation_entry(conversation_id, seq) ON DELETE CASCADE,
  constraint leaving_reply_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversation(id) ON DELETE CASCADE,
  constraint leaving_reply_copies_check CHECK ((jsonb_typeof(copies) = 'array'::text)),
  constraint leaving_reply_held_by_check CHECK (((held_by IS NULL) OR (held_why = ANY (ARRAY['stopped'::text, 'merged'::text, 'split'::text])))),
  constraint leaving_reply_held_by_fkey FOREIGN KEY (held_by) REFERENCES account(id),
  constraint leaving_reply_held_why_check CHECK ((held_why = ANY (ARRAY['heard'::text, 'stopped'::text, 'merged'::text, 'split'::text, 'no-mandate'::text, 'forbidden'::text, 'conditions'::text, 'needs-colleague'::text, 'needs-approver'::text, 'own-draft'::text, 'returned'::text, 'draft-replaced'::text, 'open-field'::text, 'elsewhere'::text, 'undisclosed'::text]))),
  constraint leaving_reply_pkey PRIMARY KEY (id)
);

create table listen_look (
  account_id uuid not null,
  looked_at timestamp with time zone not null,
  new_since timestamp with time zone not null,
  constraint listen_look_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE,
  constraint listen_look_check CHECK ((new_since <= looked_at)),
  constraint listen_look_pkey PRIMARY KEY (account_id)
);

create table macro (
  id uuid not null,
  title text not null,
  unit_id uuid,
  version integer not null,
  text_id uuid,
  assign text,
  assign_to uuid,
  subject_id uuid,
  answering_unit_id uuid,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  label_id uuid,
  snooze_days integer,
  close_as text,
  constraint macro_answering_unit_id_fkey FOREIGN KEY (answering_unit_id) REFERENCES unit(id),
  constraint macro_assign_check CHECK ((assign = ANY (ARRAY['me'::text, 'everyone'::text, 'colleague'::text]))),
  constraint macro_assign_to_fkey FOREIGN KEY (assign_to) REFERENCES account(id),
  constraint macro_check CHECK (((NOT (assign IS DISTINCT FROM 'colleague'::text)) = (assign_to IS NOT NULL))),
  constraint macro_close_as_check CHECK ((close_as = ANY (ARRAY['solved'::text, 'not-ours'::text, 'no-answer'::text, 'double'::text, 'spam'::text]))),
  constraint macro_closes_or_snoozes CHECK (((snooze_days IS NULL) OR (close_as IS NULL))),
  constraint macro_does_something CHECK ((COALESCE((text_id)::text, assign, (subject_id)::text, (answering_unit_id)::text, (label_id)::text, (snooze_days)::text, close_as) IS NOT NULL)),
  constraint macro_label_id_fkey FOREIGN KEY (label_id) REFERENCES label(id),
  constraint macro_made_by_fkey FOREIGN KEY (made_by) REFERENCES account(id),
  constraint macro_pkey PRIMARY KEY (id),
  constraint macro_snooze_days_check CHECK (((snooze_days >= 1) AND (snooze_days <= 366))),
  constraint macro_subject_id_fkey FOREIGN KEY (subject_id) REFERENCES subject(id),
  constraint macro_text_id_fkey FOREIGN KEY (text_id) REFERENCES standard_text(id),
  constraint macro_title_check CHECK ((title <> ''::text)),
  constraint macro_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint macro_version_check CHECK ((version > 0))
);

create table mail_message (
  raw_id uuid not null,
  conversation_id uuid not null,
  seq integer not null,
  message_id text,
  from_name text not null,
  from_address text not null,
  subject text not null,
  written_at timestamp with time zone,
  is_automatic boolean not null,
  has_html boolean not null,
  is_cut boolean not null,
  files jsonb not null,
  is_from_other boolean not null default false,
  others jsonb not null default '[]'::jsonb,
  constraint mail_message_conversation_id_seq_fkey FOREIGN KEY (conversation_id, seq) REFERENCES conversation_entry(conversation_id, seq) ON DELETE CASCADE,
  constraint mail_message_conversation_id_seq_key UNIQUE (conversation_id, seq),
  constraint mail_message_files_check CHECK ((jsonb_typeof(files) = 'array'::text)),
  constraint mail_message_others_check CHECK ((jsonb_typeof(others) = 'array'::text)),
  constraint mail_message_pkey PRIMARY KEY (raw_id),
  constraint mail_message_raw_id_fkey FOREIGN KEY (raw_id) REFERENCES received_raw(id) ON DELETE CASCADE
);

create table mail_participant (
  conversation_id uuid not null,
  seal bytea not null,
  constraint mail_participant_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversation(id) ON DELETE CASCADE,
  constraint mail_participant_pkey PRIMARY KEY (conversation_id, seal)
);

create table mail_reference (
  hash bytea not null,
  conversation_id uuid not null,
  is_own boolean not null,
  constraint mail_reference_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversation(id) ON DELETE CASCADE,
  constraint mail_reference_pkey PRIMARY KEY (hash, conversation_id)
);

create table mail_scan (
  raw_id uuid not null,
  state text not null,
  is_away boolean not null default false,
  tried_at timestamp with time zone,
  clean text[] not null default '{}'::text[],
  found jsonb not null default '{}'::jsonb,
  constraint mail_scan_check CHECK (((state = 'waiting'::text) OR (NOT is_away))),
  constraint mail_scan_found_check CHECK ((jsonb_typeof(found) = 'object'::text)),
  constraint mail_scan_pkey PRIMARY KEY (raw_id),
  constraint mail_scan_raw_id_fkey FOREIGN KEY (raw_id) REFERENCES received_raw(id) ON DELETE CASCADE,
  constraint mail_scan_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'done'::text])))
);

create table mailbox (
  id uuid not null,
  name text not null,
  account text not null,
  folder text not null,
  uid_validity bigint,
  last_uid bigint not null default 0,
  read_at timestamp with time zone,
  waiting integer not null default 0,
  failing_since timestamp with time zone,
  failure text,
  compared_at timestamp with time zone,
  missed integer not null default 0,
  constraint mailbox_check CHECK (((failing_since IS NULL) = (failure IS NULL))),
  constraint mailbox_failure_check CHECK ((failure = ANY (ARRAY['login'::text, 'folder'::text, 'encryption'::text, 'unreachable'::text, 'broken-off'::text]))),
  constraint mailbox_name_account_folder_key UNIQUE (name, account, folder),
  constraint mailbox_name_check CHECK ((name <> ''::text)),
  constraint mailbox_pkey PRIMARY KEY (id)
);

create table mailbox_uid (
  mailbox_id uuid not null,
  uid bigint not null,
  constraint mailbox_uid_mailbox_id_fkey FOREIGN KEY (mailbox_id) REFERENCES mailbox(id) ON DELETE CASCADE,
  constraint mailbox_uid_pkey PRIMARY KEY (mailbox_id, uid)
);

create table mandate (
  id uuid not null,
  act text not null,
  role text,
  account_id uuid,
  unit_id uuid,
  subject_id uuid,
  channel text,
  visibility text,
  approval text not null,
  from_on date not null,
  to_on date,
  decision text not null,
  delegated_from uuid,
  given_at timestamp with time zone not null,
  held_anywhere boolean not null default false,
  ended_at timestamp with time zone,
  constraint mandate_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint mandate_act_check CHECK ((act = ANY (ARRAY['draft'::text, 'send'::text, 'approve'::text, 'publish'::text]))),
  constraint mandate_approval_check CHECK ((approval = ANY (ARRAY['none'::text, 'colleague'::text, 'approver'::text, 'forbidden'::text]))),
  constraint mandate_channel_check CHECK ((channel ~ '\S'::text)),
  constraint mandate_check CHECK ((to_on >= from_on)),
  constraint mandate_check1 CHECK ((num_nonnulls(role, account_id) = 1)),
  constraint mandate_check2 CHECK (((role IS NOT NULL) OR (NOT held_anywhere))),
  constraint mandate_decision_check CHECK ((decision ~ '\S'::text)),
  constraint mandate_delegated_from_fkey FOREIGN KEY (delegated_from) REFERENCES mandate(id),
  constraint mandate_pkey PRIMARY KEY (id),
  constraint mandate_role_check CHECK ((role = ANY (ARRAY['administrator'::text, 'policy_maker'::text, 'responder'::text]))),
  constraint mandate_subject_id_fkey FOREIGN KEY (subject_id) REFERENCES subject(id),
  constraint mandate_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint mandate_visibility_check CHECK ((visibility = ANY (ARRAY['private'::text, 'public'::text])))
);

create table mandate_condition (
  mandate_id uuid not null,
  key text not null,
  constraint mandate_condition_key_check CHECK ((key ~ '\S'::text)),
  constraint mandate_condition_mandate_id_fkey FOREIGN KEY (mandate_id) REFERENCES mandate(id),
  constraint mandate_condition_pkey PRIMARY KEY (mandate_id, key)
);

create table moderation_appeal (
  space_id uuid not null,
  id uuid not null,
  decision_id uuid not null,
  refused_by uuid not null,
  words text not null,
  lodged_at timestamp with time zone not null,
  due_on date not null,
  outcome text,
  explanation text not null default ''::text,
  decided_by uuid,
  decided_at timestamp with time zone,
  constraint moderation_appeal_check CHECK ((num_nulls(outcome, decided_by, decided_at) = ANY (ARRAY[0, 3]))),
  constraint moderation_appeal_check1 CHECK (((outcome IS NULL) OR (explanation <> ''::text))),
  constraint moderation_appeal_check2 CHECK ((decided_by <> refused_by)),
  constraint moderation_appeal_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES account(id),
  constraint moderation_appeal_outcome_check CHECK ((outcome = ANY (ARRAY['upheld'::text, 'overturned'::text]))),
  constraint moderation_appeal_pkey PRIMARY KEY (space_id, id),
  constraint moderation_appeal_space_id_decision_id_key UNIQUE (space_id, decision_id),
  constraint moderation_appeal_space_id_decision_id_refused_by_fkey FOREIGN KEY (space_id, decision_id, refused_by) REFERENCES moderation_decision(space_id, id, decided_by) ON DELETE CASCADE,
  constraint moderation_appeal_words_check CHECK ((words <> ''::text))
);

create table moderation_decision (
  space_id uuid not null,
  id uuid not null,
  kind text not null,
  number integer not null,
  input_id uuid,
  decision text not null,
  reason_code text,
  explanation text not null default ''::text,
  decided_by uuid not null,
  requested_by uuid,
  decided_at timestamp with time zone not null,
  constraint moderation_decision_check CHECK ((requested_by <> decided_by)),
  constraint moderation_decision_check1 CHECK (((decision <> 'added'::text) OR (explanation <> ''::text))),
  constraint moderation_decision_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES account(id),
  constraint moderation_decision_decision_check CHECK ((decision = ANY (ARRAY['added'::text, 'published'::text, 'refused'::text]))),
  constraint moderation_decision_input_id_fkey FOREIGN KEY (input_id) REFERENCES input(id) ON DELETE CASCADE,
  constraint moderation_decision_kind_check CHECK ((kind = 'statement'::text)),
  constraint moderation_decision_pkey PRIMARY KEY (space_id, id),
  constraint moderation_decision_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES account(id),
  constraint moderation_decision_space_id_id_decided_by_key UNIQUE (space_id, id, decided_by)
);

create table moderation_policy (
  space_id uuid not null,
  version integer not null,
  text text not null,
  published_by uuid,
  published_at timestamp with time zone not null,
  constraint moderation_policy_pkey PRIMARY KEY (space_id, version),
  constraint moderation_policy_published_by_fkey FOREIGN KEY (published_by) REFERENCES account(id),
  constraint moderation_policy_text_check CHECK ((text <> ''::text)),
  constraint moderation_policy_version_check CHECK ((version > 0))
);

create table moderation_removal (
  space_id uuid not null,
  id uuid not null,
  kind text not null,
  number integer not null,
  reason_code text not null,
  explanation text not null default ''::text,
  requested_by uuid not null,
  requested_at timestamp with time zone not null,
  outcome text,
  settled_by uuid,
  settled_at timestamp with time zone,
  constraint moderation_removal_check CHECK ((num_nulls(outcome, settled_by, settled_at) = ANY (ARRAY[0, 3]))),
  constraint moderation_removal_check1 CHECK (((outcome <> 'confirmed'::text) OR (settled_by <> requested_by))),
  constraint moderation_removal_kind_check CHECK ((kind = 'statement'::text)),
  constraint moderation_removal_outcome_check CHECK ((outcome = ANY (ARRAY['confirmed'::text, 'rejected'::text]))),
  constraint moderation_removal_pkey PRIMARY KEY (space_id, id),
  constraint moderation_removal_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES account(id),
  constraint moderation_removal_settled_by_fkey FOREIGN KEY (settled_by) REFERENCES account(id)
);

create table near_report (
  id uuid not null,
  public_id uuid not null,
  language text not null,
  title text not null,
  subject_id uuid,
  unit_id uuid,
  area_code text not null,
  area_year integer not null,
  district_code text generated always as (
CASE "left"(area_code, 2)
    WHEN 'BU'::text THEN ('WK'::text || substr(area_code, 3, 6))
    WHEN 'WK'::text THEN area_code
    ELSE NULL::text
END) stored,
  place_name text,
  longitude double precision,
  latitude double precision,
  state text not null,
  is_open boolean generated always as ((state = ANY (ARRAY['reported'::text, 'working'::text]))) stored,
  last_seq integer not null,
  changed_at timestamp with time zone not null,
  constraint near_report_area_code_area_year_fkey FOREIGN KEY (area_code, area_year) REFERENCES area(code, year),
  constraint near_report_area_code_check CHECK ((area_code ~ '^(GM[0-9]{4}|WK[0-9]{4}[0-9A-Z]{2}|BU[0-9]{4}[0-9A-Z]{4})$'::text)),
  constraint near_report_check CHECK (((longitude IS NULL) = (latitude IS NULL))),
  constraint near_report_check1 CHECK (((longitude IS NULL) = (place_name IS NULL))),
  constraint near_report_language_check CHECK ((language = ANY (ARRAY['nl'::text, 'en'::text]))),
  constraint near_report_last_seq_check CHECK ((last_seq > 0)),
  constraint near_report_pkey PRIMARY KEY (id),
  constraint near_report_place_name_check CHECK ((place_name <> ''::text)),
  constraint near_report_public_id_key UNIQUE (public_id),
  constraint near_report_state_check CHECK ((state = ANY (ARRAY['reported'::text, 'working'::text, 'solved'::text, 'declined'::text, 'withdrawn'::text]))),
  constraint near_report_subject_id_fkey FOREIGN KEY (subject_id) REFERENCES subject(id),
  constraint near_report_title_check CHECK ((title <> ''::text)),
  constraint near_report_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);

create table near_report_source (
  report_id uuid not null,
  conversation_id uuid not null,
  at timestamp with time zone not null,
  by_account uuid not null,
  mandate_id uuid not null,
  mandated_for uuid,
  mandated_on date not null,
  constraint near_report_source_by_account_fkey FOREIGN KEY (by_account) REFERENCES account(id),
  constraint near_report_source_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversation(id) ON DELETE CASCADE,
  constraint near_report_source_mandate_id_fkey FOREIGN KEY (mandate_id) REFERENCES mandate(id),
  constraint near_report_source_mandated_for_fkey FOREIGN KEY (mandated_for) REFERENCES account(id),
  constraint near_report_source_pkey PRIMARY KEY (report_id, conversation_id),
  constraint near_report_source_report_id_fkey FOREIGN KEY (report_id) REFERENCES near_report(id) ON DELETE CASCADE
);

create table near_report_step (
  report_id uuid not null,
  seq integer not null,
  state text not null,
  words text not null,
  withdrawn_as text,
  at timestamp with time zone not null,
  by_account uuid not null,
  mandate_id uuid not null,
  mandated_for uuid,
  mandated_on date not null,
  constraint near_report_step_by_account_fkey FOREIGN KEY (by_account) REFERENCES account(id),
  constraint near_report_step_check CHECK (((state <> 'declined'::text) OR (words <> ''::text))),
  constraint near_report_step_check1 CHECK (((state = 'withdrawn'::text) = (withdrawn_as IS NOT NULL))),
  constraint near_report_step_check2 CHECK ((abs((mandated_on - ((at AT TIME ZONE 'UTC'::text))::date)) <= 1)),
  constraint near_report_step_mandate_id_fkey FOREIGN KEY (mandate_id) REFERENCES mandate(id),
  constraint near_report_step_mandated_for_fkey FOREIGN KEY (mandated_for) REFERENCES account(id),
  constraint near_report_step_pkey PRIMARY KEY (report_id, seq),
  constraint near_report_step_report_id_fkey FOREIGN KEY (report_id) REFERENCES near_report(id) ON DELETE CASCADE,
  constraint near_report_step_seq_check CHECK ((seq > 0)),
  constraint near_report_step_state_check CHECK ((state = ANY (ARRAY['reported'::text, 'working'::text, 'solved'::text, 'declined'::text, 'withdrawn'::text]))),
  constraint near_report_step_withdrawn_as_check CHECK ((withdrawn_as = ANY (ARRAY['mistake'::text, 'personal'::text, 'double'::text])))
);

create table notice (
  id uuid not null,
  contact_id uuid not null,
  input_id uuid not null,
  response_id uuid,
  version integer,
  space_id uuid,
  decision_id uuid,
  appeal_id uuid,
  mail_id uuid,
  sent_on date,
  constraint notice_check CHECK (((response_id IS NULL) = (version IS NULL))),
  constraint notice_check1 CHECK (((response_id IS NULL) = (space_id IS NOT NULL))),
  constraint notice_check2 CHECK ((num_nonnulls(response_id, decision_id, appeal_id) = 1)),
  constraint notice_check3 CHECK (((sent_on IS NULL) = (mail_id IS NOT NULL))),
  constraint notice_contact_id_appeal_id_key UNIQUE (contact_id, appeal_id),
  constraint notice_contact_id_decision_id_key UNIQUE (contact_id, decision_id),
  constraint notice_contact_id_response_id_version_key UNIQUE (contact_id, response_id, version),
  constraint notice_input_id_fkey FOREIGN KEY (input_id) REFERENCES input(id) ON DELETE CASCADE,
  constraint notice_mail_id_fkey FOREIGN KEY (mail_id) REFERENCES outgoing_mail(id),
  constraint notice_pkey PRIMARY KEY (id),
  constraint notice_response_id_version_fkey FOREIGN KEY (response_id, version) REFERENCES response_version(response_id, version) ON DELETE CASCADE,
  constraint notice_space_id_appeal_id_fkey FOREIGN KEY (space_id, appeal_id) REFERENCES moderation_appeal(space_id, id) ON DELETE CASCADE,
  constraint notice_space_id_decision_id_fkey FOREIGN KEY (space_id, decision_id) REFERENCES moderation_decision(space_id, id) ON DELETE CASCADE
);

create table notice_address (
  seal bytea not null,
  state text not null,
  changed_on date not null,
  asked integer not null,
  asked_on date not null,
  constraint notice_address_asked_check CHECK ((asked >= 0)),
  constraint notice_address_pkey PRIMARY KEY (seal),
  constraint notice_address_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'confirmed'::text, 'stopped'::text])))
);

create table notice_contact (
  id uuid not null,
  address text not null,
  seal bytea not null,
  language text not null,
  is_confirmed boolean not null default false,
  created_at timestamp with time zone not null,
  constraint notice_contact_language_check CHECK ((language = ANY (ARRAY['nl'::text, 'en'::text]))),
  constraint notice_contact_pkey PRIMARY KEY (id)
);

create table notice_request (
  input_id uuid not null,
  contact_id uuid not null,
  dossier_id uuid,
  requested_at timestamp with time zone not null,
  constraint notice_request_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES notice_contact(id) ON DELETE CASCADE,
  constraint notice_request_dossier_id_input_id_fkey FOREIGN KEY (dossier_id, input_id) REFERENCES input(dossier_id, id),
  constraint notice_request_input_id_fkey FOREIGN KEY (input_id) REFERENCES input(id) ON DELETE CASCADE,
  constraint notice_request_pkey PRIMARY KEY (input_id, contact_id)
);

create table opinion_change (
  dialogue_id uuid not null,
  transaction xid8 not null default pg_current_xact_id(),
  constraint opinion_change_dialogue_id_fkey FOREIGN KEY (dialogue_id) REFERENCES dialogue(id) ON DELETE CASCADE,
  constraint opinion_change_pkey PRIMARY KEY (dialogue_id, transaction)
);

create table opinion_snapshot (
  dialogue_id uuid not null,
  version integer not null,
  format smallint not null,
  made_at timestamp with time zone not null,
  through_transaction xid8 not null,
  cluster text not null,
  is_settled boolean not null,
  is_final boolean not null,
  map jsonb not null,
  placer bytea not null,
  members bytea not null,
  left_out integer[] not null,
  turns bigint[] not null,
  constraint opinion_snapshot_dialogue_id_fkey FOREIGN KEY (dialogue_id) REFERENCES dialogue(id) ON DELETE CASCADE,
  constraint opinion_snapshot_pkey PRIMARY KEY (dialogue_id, version),
  constraint opinion_snapshot_version_check CHECK ((version > 0))
);

create table organisation (
  only_one boolean not null default true,
  name text not null,
  tagline text not null default ''::text,
  phone text not null default ''::text,
  opening_hours text not null default ''::text,
  other_tagline text not null default ''::text,
  other_opening_hours text not null default ''::text,
  visiting_address text not null default ''::text,
  email text not null default ''::text,
  theme text,
  languages text[] not null default '{nl,en}'::text[],
  mail_sender text not null default ''::text,
  is_demo boolean not null default false,
  created_at timestamp with time zone not null,
  constraint organisation_languages_check CHECK (((cardinality(languages) > 0) AND (languages <@ '{nl,en}'::text[]))),
  constraint organisation_only_one_check CHECK (only_one),
  constraint organisation_pkey PRIMARY KEY (only_one)
);

create table outgoing_hook (
  id uuid not null,
  channel text not null,
  body text not null,
  state text not null default 'waiting'::text,
  attempts integer not null default 0,
  last_error text,
  created_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  constraint hook_has_sent TRIGGER DEFERRABLE INITIALLY DEFERRED,
  constraint outgoing_hook_pkey PRIMARY KEY (id),
  constraint outgoing_hook_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'refused'::text])))
);

create table outgoing_mail (
  id uuid not null,
  message_id text not null,
  recipient text not null,
  subject text not null,
  body_text text not null,
  body_html text,
  headers jsonb not null default '{}'::jsonb,
  state text not null default 'waiting'::text,
  attempts integer not null default 0,
  last_error text,
  created_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  purpose text not null default 'other'::text,
  constraint outgoing_mail_message_id_key UNIQUE (message_id),
  constraint outgoing_mail_pkey PRIMARY KEY (id),
  constraint outgoing_mail_purpose_check CHECK ((purpose = ANY (ARRAY['other'::text, 'reply'::text]))),
  constraint outgoing_mail_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'refused'::text]))),
  constraint reply_has_sent TRIGGER DEFERRABLE INITIALLY DEFERRED
);

create table participant (
  dialogue_id uuid not null,
  number integer not null,
  pseudonym bytea not null,
  input_id uuid,
  joined_at timestamp with time zone not null,
  constraint participant_dialogue_id_fkey FOREIGN KEY (dialogue_id) REFERENCES dialogue(id) ON DELETE CASCADE,
  constraint participant_dialogue_id_input_id_key UNIQUE (dialogue_id, input_id),
  constraint participant_dialogue_id_pseudonym_key UNIQUE (dialogue_id, pseudonym),
  constraint participant_input_id_fkey FOREIGN KEY (input_id) REFERENCES input(id),
  constraint participant_number_check CHECK ((number >= 0)),
  constraint participant_pkey PRIMARY KEY (dialogue_id, number)
);

create table participant_exclusion (
  dialogue_id uuid not null,
  participant integer not null,
  "position" bigint not null generated as identity,
  decision uuid not null,
  is_excluded boolean not null,
  reason text not null,
  decided_by uuid not null,
  decided_at timestamp with time zone not null,
  constraint participant_exclusion_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES account(id),
  constraint participant_exclusion_dialogue_id_participant_fkey FOREIGN KEY (dialogue_id, participant) REFERENCES participant(dialogue_id, number) ON DELETE CASCADE,
  constraint participant_exclusion_pkey PRIMARY KEY (dialogue_id, participant, "position"),
  constraint participant_exclusion_reason_check CHECK ((reason <> ''::text))
);

create table placed_reply (
  conversation_id uuid not null,
  seq integer not null,
  kind text not null generated always as ('sent'::text) stored,
  address text not null,
  thread text[] not null,
  state text not null default 'to-look'::text,
  reason text,
  looked_at timestamp with time zone,
  seen_by uuid,
  feed text,
  constraint placed_reply_address_check CHECK (((address = ''::text) OR (address ~ '^https?://'::text))),
  constraint placed_reply_check CHECK (((state = 'to-look'::text) = (looked_at IS NULL))),
  constraint placed_reply_check1 CHECK (((seen_by IS NULL) OR (state = ANY (ARRAY['seen'::text, 'gone'::text])))),
  constraint placed_reply_conversation_id_seq_kind_fkey FOREIGN KEY (conversation_id, seq, kind) REFERENCES conversation_entry(conversation_id, seq, kind) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  constraint placed_reply_pkey PRIMARY KEY (conversation_id, seq),
  constraint placed_reply_reason_check CHECK ((reason <> ''::text)),
  constraint placed_reply_seen_by_fkey FOREIGN KEY (seen_by) REFERENCES account(id),
  constraint placed_reply_state_check CHECK ((state = ANY (ARRAY['to-look'::text, 'seen'::text, 'not-found'::text, 'refused'::text, 'unreachable'::text, 'gone'::text])))
);

create table post (
  id uuid not null,
  source_id uuid not null,
  url text,
  title text not null,
  html text not null,
  body text not null,
  language text,
  content_hash text not null,
  version integer not null default 1,
  published_at timestamp with time zone not null,
  first_seen_at timestamp with time zone not null,
  text_since timestamp with time zone not null,
  text_removed_at timestamp with time zone,
  is_dated boolean not null default true,
  attachments jsonb not null default '[]'::jsonb,
  withdrawn text,
  taken_at timestamp with time zone,
  is_whole boolean not null default false,
  constraint post_attachments_check CHECK ((jsonb_typeof(attachments) = 'array'::text)),
  constraint post_pkey PRIMARY KEY (id),
  constraint post_source_id_fkey FOREIGN KEY (source_id) REFERENCES source(id),
  constraint post_version_check CHECK ((version > 0)),
  constraint post_withdrawn_check CHECK ((withdrawn = ANY (ARRAY['gone'::text, 'kept-out'::text]))),
  constraint post_withdrawn_check1 CHECK (((withdrawn IS NULL) OR (text_removed_at IS NOT NULL)))
);

create table post_alias (
  source_id uuid not null,
  alias text not null,
  post_id uuid not null,
  constraint post_alias_pkey PRIMARY KEY (source_id, alias),
  constraint post_alias_post_id_fkey FOREIGN KEY (post_id) REFERENCES post(id) ON DELETE CASCADE,
  constraint post_alias_source_id_fkey FOREIGN KEY (source_id) REFERENCES source(id) ON DELETE CASCADE
);

create table post_area (
  post_id uuid not null,
  area_code text not null,
  published_at timestamp with time zone not null,
  named text,
  constraint post_area_named_check CHECK ((named <> ''::text)),
  constraint post_area_pkey PRIMARY KEY (post_id, area_code),
  constraint post_area_post_id_fkey FOREIGN KEY (post_id) REFERENCES post(id) ON DELETE CASCADE
);

create table post_below (
  post_id uuid not null,
  conversation_id uuid not null,
  seq integer,
  constraint post_below_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversation(id) ON DELETE CASCADE,
  constraint post_below_conversation_id_seq_fkey FOREIGN KEY (conversation_id, seq) REFERENCES conversation_entry(conversation_id, seq) ON DELETE CASCADE,
  constraint post_below_pkey PRIMARY KEY (post_id),
  constraint post_below_post_id_fkey FOREIGN KEY (post_id) REFERENCES post(id) ON DELETE CASCADE
);

create table post_conversation (
  post_id uuid not null,
  conversation_id uuid not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  constraint post_conversation_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversation(id) ON DELETE CASCADE,
  constraint post_conversation_conversation_id_key UNIQUE (conversation_id),
  constraint post_conversation_made_by_fkey FOREIGN KEY (made_by) REFERENCES account(id),
  constraint post_conversation_pkey PRIMARY KEY (post_id),
  constraint post_conversation_post_id_fkey FOREIGN KEY (post_id) REFERENCES post(id) ON DELETE CASCADE
);

create table post_input (
  post_id uuid not null,
  dossier_id uuid not null,
  input_id uuid not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  constraint post_input_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id),
  constraint post_input_dossier_id_input_id_fkey FOREIGN KEY (dossier_id, input_id) REFERENCES input(dossier_id, id) ON DELETE CASCADE,
  constraint post_input_input_id_key UNIQUE (input_id),
  constraint post_input_made_by_fkey FOREIGN KEY (made_by) REFERENCES account(id),
  constraint post_input_pkey PRIMARY KEY (post_id, dossier_id),
  constraint post_input_post_id_fkey FOREIGN KEY (post_id) REFERENCES post(id)
);

create table post_look (
  post_id uuid not null,
  host text not null,
  next_look_at timestamp with time zone not null,
  misses integer not null default 0,
  etag text,
  last_modified text,
  constraint post_look_misses_check CHECK ((misses >= 0)),
  constraint post_look_pkey PRIMARY KEY (post_id),
  constraint post_look_post_id_fkey FOREIGN KEY (post_id) REFERENCES post(id) ON DELETE CASCADE
);

create table post_match (
  watch_id uuid not null,
  post_id uuid not null,
  published_at timestamp with time zone not null,
  matched_at timestamp with time zone not null,
  not_relevant_at timestamp with time zone,
  waits boolean not null default true,
  is_readable boolean not null default true,
  constraint post_match_pkey PRIMARY KEY (watch_id, post_id),
  constraint post_match_post_id_fkey FOREIGN KEY (post_id) REFERENCES post(id) ON DELETE CASCADE,
  constraint post_match_watch_id_fkey FOREIGN KEY (watch_id) REFERENCES watch(id) ON DELETE CASCADE
);

create table post_page (
  post_id uuid not null,
  source_id uuid not null,
  host text not null,
  next_try_at timestamp with time zone,
  tries integer not null default 0,
  problem text,
  tried_at timestamp with time zone,
  html text,
  body text,
  constraint post_page_check CHECK (((next_try_at IS NOT NULL) OR ((problem IS NOT NULL) AND (tried_at IS NOT NULL)))),
  constraint post_page_check1 CHECK ((num_nulls(html, body) = ANY (ARRAY[0, 2]))),
  constraint post_page_pkey PRIMARY KEY (post_id),
  constraint post_page_post_id_fkey FOREIGN KEY (post_id) REFERENCES post(id) ON DELETE CASCADE,
  constraint post_page_source_id_fkey FOREIGN KEY (source_id) REFERENCES source(id) ON DELETE CASCADE,
  constraint post_page_tries_check CHECK ((tries >= 0))
);

create table post_version (
  post_id uuid not null,
  version integer not null,
  title text not null,
  html text not null,
  body text not null,
  replaced_at timestamp with time zone not null,
  constraint post_version_pkey PRIMARY KEY (post_id, version),
  constraint post_version_post_id_fkey FOREIGN KEY (post_id) REFERENCES post(id) ON DELETE CASCADE,
  constraint post_version_version_check CHECK ((version > 0))
);

create table public_order_decision (
  id uuid not null,
  subject_id uuid not null,
  stance text not null,
  reason text not null,
  decided_by uuid not null,
  decided_at timestamp with time zone not null,
  constraint public_order_decision_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES account(id),
  constraint public_order_decision_pkey PRIMARY KEY (id),
  constraint public_order_decision_reason_check CHECK ((reason <> ''::text)),
  constraint public_order_decision_stance_check CHECK ((stance = ANY (ARRAY['off'::text, 'watched'::text, 'other'::text]))),
  constraint public_order_decision_subject_id_fkey FOREIGN KEY (subject_id) REFERENCES subject(id) ON DELETE CASCADE
);

create unlogged table rate_limit (
  key text not null,
  points integer not null default 0,
  expire bigint,
  in_flight integer not null default 0,
  flying_until bigint not null default 0,
  constraint rate_limit_pkey PRIMARY KEY (key)
);

create table received_hook (
  id uuid not null,
  channel_id uuid not null,
  hook_id text not null,
  raw bytea,
  stored_at timestamp with time zone not null,
  state text not null,
  reason text,
  constraint received_hook_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES channel(id),
  constraint received_hook_channel_id_hook_id_key UNIQUE (channel_id, hook_id),
  constraint received_hook_check CHECK (((state = 'held'::text) = (reason IS NOT NULL))),
  constraint received_hook_pkey PRIMARY KEY (id),
  constraint received_hook_state_check CHECK ((state = ANY (ARRAY['new'::text, 'understood'::text, 'held'::text])))
);

create table received_raw (
  id uuid not null,
  channel_id uuid not null,
  fingerprint bytea not null,
  raw bytea,
  envelope_from text,
  envelope_to text[] not null default '{}'::text[],
  arrived_at timestamp with time zone,
  stored_at timestamp with time zone not null,
  state text not null default 'new'::text,
  reason text,
  conversation_id uuid,
  seq integer,
  left_bytes bigint,
  constraint received_raw_channel_id_fingerprint_key UNIQUE (channel_id, fingerprint),
  constraint received_raw_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES channel(id),
  constraint received_raw_check CHECK (((state = 'held'::text) = (reason IS NOT NULL))),
  constraint received_raw_check1 CHECK (((state = ANY (ARRAY['understood'::text, 'duplicate'::text])) = (num_nonnulls(conversation_id, seq) = 2))),
  constraint received_raw_check2 CHECK (((left_bytes IS NULL) OR (state = 'held'::text))),
  constraint received_raw_conversation_id_seq_fkey FOREIGN KEY (conversation_id, seq) REFERENCES conversation_entry(conversation_id, seq) ON DELETE CASCADE,
  constraint received_raw_fingerprint_check CHECK ((octet_length(fingerprint) = 32)),
  constraint received_raw_pkey PRIMARY KEY (id),
  constraint received_raw_state_check CHECK ((state = ANY (ARRAY['new'::text, 'understood'::text, 'held'::text, 'duplicate'::text])))
);

create table reply_copy (
  conversation_id uuid not null,
  seq integer not null,
  kind text not null generated always as ('sent'::text) stored,
  n integer not null,
  address text not null,
  reason text,
  mail_id uuid,
  constraint reply_copy_conversation_id_seq_kind_fkey FOREIGN KEY (conversation_id, seq, kind) REFERENCES conversation_entry(conversation_id, seq, kind) ON DELETE CASCADE,
  constraint reply_copy_mail_id_fkey FOREIGN KEY (mail_id) REFERENCES outgoing_mail(id) ON DELETE SET NULL,
  constraint reply_copy_mail_id_key UNIQUE (mail_id),
  constraint reply_copy_n_check CHECK ((n > 0)),
  constraint reply_copy_pkey PRIMARY KEY (conversation_id, seq, n),
  constraint reply_copy_reason_check CHECK ((reason <> ''::text))
);

create table report_follow (
  report_id uuid not null,
  contact_id uuid not null,
  told integer not null,
  constraint report_follow_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES notice_contact(id) ON DELETE CASCADE,
  constraint report_follow_pkey PRIMARY KEY (report_id, contact_id),
  constraint report_follow_report_id_fkey FOREIGN KEY (report_id) REFERENCES near_report(id) ON DELETE CASCADE,
  constraint report_follow_told_check CHECK ((told > 0))
);

create table report_notice (
  mail_id uuid not null,
  contact_id uuid not null,
  constraint report_notice_mail_id_fkey FOREIGN KEY (mail_id) REFERENCES outgoing_mail(id) ON DELETE CASCADE,
  constraint report_notice_pkey PRIMARY KEY (mail_id)
);

create table representativeness (
  dialogue_id uuid not null,
  made_at timestamp with time zone not null,
  version integer not null,
  people integer not null,
  figures jsonb not null,
  constraint representativeness_dialogue_id_fkey FOREIGN KEY (dialogue_id) REFERENCES dialogue(id) ON DELETE CASCADE,
  constraint representativeness_pkey PRIMARY KEY (dialogue_id)
);

create table response (
  id uuid not null,
  dossier_id uuid not null,
  created_at timestamp with time zone not null,
  constraint response_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id),
  constraint response_id_dossier_id_key UNIQUE (id, dossier_id),
  constraint response_pkey PRIMARY KEY (id)
);

create table response_target (
  response_id uuid not null,
  input_id uuid,
  dialogue_id uuid,
  constraint response_target_check CHECK ((num_nonnulls(input_id, dialogue_id) = 1)),
  constraint response_target_dialogue_id_key UNIQUE (dialogue_id),
  constraint response_target_input_id_fkey FOREIGN KEY (input_id) REFERENCES input(id) ON DELETE CASCADE,
  constraint response_target_input_id_key UNIQUE (input_id),
  constraint response_target_response_id_fkey FOREIGN KEY (response_id) REFERENCES response(id) ON DELETE CASCADE
);

create table response_version (
  response_id uuid not null,
  version integer not null,
  verdict text not null,
  reason text,
  action text not null,
  why text not null,
  unit_id uuid not null,
  published_by uuid not null,
  published_at timestamp with time zone not null,
  inputs integer not null,
  voters integer not null,
  noticed_at timestamp with time zone,
  constraint response_version_action_check CHECK ((action <> ''::text)),
  constraint response_version_check CHECK (((verdict = 'adopted'::text) OR (reason IS NOT NULL))),
  constraint response_version_inputs_check CHECK ((inputs >= 0)),
  constraint response_version_pkey PRIMARY KEY (response_id, version),
  constraint response_version_published_by_fkey FOREIGN KEY (published_by) REFERENCES account(id),
  constraint response_version_reason_check CHECK ((reason = ANY (ARRAY['safety'::text, 'law'::text, 'not_ours'::text, 'cost'::text, 'space'::text, 'other_interests'::text, 'policy'::text, 'exists'::text, 'planned'::text, 'research'::text, 'subject'::text]))),
  constraint response_version_response_id_fkey FOREIGN KEY (response_id) REFERENCES response(id) ON DELETE CASCADE,
  constraint response_version_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint response_version_verdict_check CHECK ((verdict = ANY (ARRAY['adopted'::text, 'partly'::text, 'already_done'::text, 'investigating'::text, 'not_adopted'::text, 'out_of_scope'::text]))),
  constraint response_version_version_check CHECK ((version > 0)),
  constraint response_version_voters_check CHECK ((voters >= 0)),
  constraint response_version_why_check CHECK ((why <> ''::text))
);

create table retention_proof (
  kind text not null,
  day date not null,
  removed integer not null,
  older_than timestamp with time zone,
  ran_at timestamp with time zone,
  constraint retention_proof_pkey PRIMARY KEY (kind, day),
  constraint retention_proof_removed_check CHECK ((removed >= 0))
);

create table roll (
  entrance_id uuid not null,
  seal bytea not null,
  constraint roll_entrance_id_fkey FOREIGN KEY (entrance_id) REFERENCES entrance(id) ON DELETE CASCADE,
  constraint roll_pkey PRIMARY KEY (entrance_id, seal)
);

create table rule (
  id uuid not null,
  title text not null,
  place integer not null,
  version integer not null,
  channel text,
  language text,
  words text[] not null default '{}'::text[],
  sender_domain text,
  subject_id uuid,
  unit_id uuid,
  set_subject_id uuid,
  set_unit_id uuid,
  assign_to uuid,
  owner uuid not null,
  changed_at timestamp with time zone not null,
  is_on boolean not null,
  broken_at timestamp with time zone,
  broken_why text,
  ended_at timestamp with time zone,
  constraint rule_assign_to_fkey FOREIGN KEY (assign_to) REFERENCES account(id),
  constraint rule_broken_why_check CHECK ((broken_why = ANY (ARRAY['unit-closed'::text, 'subject-replaced'::text, 'colleague-gone'::text, 'fault'::text]))),
  constraint rule_channel_check CHECK ((channel = ANY (ARRAY['web'::text, 'mail'::text, 'phone'::text, 'desk'::text, 'paper'::text, 'feed'::text, 'hook'::text]))),
  constraint rule_check CHECK (((num_nonnulls(channel, language, sender_domain, subject_id, unit_id) + cardinality(words)) > 0)),
  constraint rule_check1 CHECK ((num_nonnulls(set_subject_id, set_unit_id, assign_to) > 0)),
  constraint rule_check2 CHECK (((broken_at IS NULL) = (broken_why IS NULL))),
  constraint rule_language_check CHECK ((language = ANY (ARRAY['nl'::text, 'en'::text]))),
  constraint rule_owner_fkey FOREIGN KEY (owner) REFERENCES account(id),
  constraint rule_pkey PRIMARY KEY (id),
  constraint rule_sender_domain_check CHECK ((sender_domain <> ''::text)),
  constraint rule_set_subject_id_fkey FOREIGN KEY (set_subject_id) REFERENCES subject(id),
  constraint rule_set_unit_id_fkey FOREIGN KEY (set_unit_id) REFERENCES unit(id),
  constraint rule_subject_id_fkey FOREIGN KEY (subject_id) REFERENCES subject(id),
  constraint rule_title_check CHECK ((title <> ''::text)),
  constraint rule_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint rule_version_check CHECK ((version > 0))
);

create table rule_missed (
  rule_id uuid not null,
  conversation_id uuid not null,
  missed_at timestamp with time zone not null,
  constraint rule_missed_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversation(id) ON DELETE CASCADE,
  constraint rule_missed_pkey PRIMARY KEY (rule_id, conversation_id),
  constraint rule_missed_rule_id_fkey FOREIGN KEY (rule_id) REFERENCES rule(id)
);

create table scanned_content (
  sha256 bytea not null,
  scanned_at timestamp with time zone not null,
  constraint scanned_content_pkey PRIMARY KEY (sha256),
  constraint scanned_content_sha256_check CHECK ((octet_length(sha256) = 32))
);

create table sent_form (
  seal bytea not null,
  receipt bytea,
  expires_at timestamp with time zone not null,
  constraint sent_form_pkey PRIMARY KEY (seal)
);

create table showing (
  dialogue_id uuid not null,
  transaction xid8 not null default pg_current_xact_id(),
  "position" bigint not null generated as identity,
  statement integer not null,
  participant integer,
  propensity real not null,
  shown_at timestamp with time zone not null,
  constraint showing_dialogue_id_fkey FOREIGN KEY (dialogue_id) REFERENCES dialogue(id) ON DELETE CASCADE,
  constraint showing_pkey PRIMARY KEY (dialogue_id, transaction, "position"),
  constraint showing_propensity_check CHECK (((propensity > (0)::double precision) AND (propensity <= (1)::double precision)))
);

create table showing_count (
  dialogue_id uuid not null,
  statement integer not null,
  shown integer not null,
  constraint showing_count_dialogue_id_fkey FOREIGN KEY (dialogue_id) REFERENCES dialogue(id) ON DELETE CASCADE,
  constraint showing_count_pkey PRIMARY KEY (dialogue_id, statement)
);

create table sign_in_token (
  id text not null,
  identifier text not null,
  value text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint sign_in_token_pkey PRIMARY KEY (id)
);

create table source (
  id uuid not null,
  address text,
  address_key text,
  host text,
  title text not null,
  home text,
  language text,
  purpose text not null,
  legal_basis text not null,
  ttl_minutes integer,
  etag text,
  last_modified text,
  body_hash text,
  next_fetch_at timestamp with time zone,
  health text not null default 'ok'::text,
  failures integer not null default 0,
  problem text,
  last_tried_at timestamp with time zone,
  last_good_at timestamp with time zone,
  added_by uuid not null,
  added_at timestamp with time zone not null,
  stopped_at timestamp with time zone,
  silent_since date,
  standing integer not null generated always as ((- GREATEST(failures,
CASE
    WHEN (silent_since IS NULL) THEN 0
    ELSE 1
END))) stored,
  kind text not null default 'feed'::text,
  whole_text boolean not null default false,
  constraint source_added_by_fkey FOREIGN KEY (added_by) REFERENCES account(id),
  constraint source_address_key_key UNIQUE (address_key),
  constraint source_health_check CHECK ((health = ANY (ARRAY['ok'::text, 'degraded'::text, 'failing'::text, 'asleep'::text]))),
  constraint source_is_asked CHECK (
CASE
    WHEN (kind = 'feed'::text) THEN (num_nulls(address, address_key, host, next_fetch_at) = 0)
    ELSE (num_nonnulls(address, address_key, host, next_fetch_at) = 0)
END),
  constraint source_kind_check CHECK ((kind = ANY (ARRAY['feed'::text, 'by-hand'::text, 'mail'::text]))),
  constraint source_legal_basis_check CHECK ((legal_basis = ANY (ARRAY['public_task'::text, 'legal_obligation'::text, 'consent'::text]))),
  constraint source_pkey PRIMARY KEY (id)
);

create table source_day (
  source_id uuid not null,
  day date not null,
  fetches integer not null,
  unchanged integer not null,
  failed integer not null,
  bytes bigint not null,
  constraint source_day_bytes_check CHECK ((bytes >= 0)),
  constraint source_day_failed_check CHECK ((failed >= 0)),
  constraint source_day_fetches_check CHECK ((fetches >= 0)),
  constraint source_day_pkey PRIMARY KEY (source_id, day),
  constraint source_day_source_id_fkey FOREIGN KEY (source_id) REFERENCES source(id) ON DELETE CASCADE,
  constraint source_day_unchanged_check CHECK ((unchanged >= 0))
);

create table source_list (
  id uuid not null,
  title text not null,
  purpose text not null,
  legal_basis text not null,
  added_by uuid not null,
  added_at timestamp with time zone not null,
  constraint source_list_added_by_fkey FOREIGN KEY (added_by) REFERENCES account(id),
  constraint source_list_legal_basis_check CHECK ((legal_basis = ANY (ARRAY['public_task'::text, 'legal_obligation'::text, 'consent'::text]))),
  constraint source_list_pkey PRIMARY KEY (id)
);

create table source_list_line (
  list_id uuid not null,
  number integer not null,
  address text not null,
  title text not null,
  outcome text,
  problem text,
  source_id uuid,
  constraint source_list_line_check CHECK (((outcome = 'unusable'::text) = (problem IS NOT NULL))),
  constraint source_list_line_list_id_fkey FOREIGN KEY (list_id) REFERENCES source_list(id) ON DELETE CASCADE,
  constraint source_list_line_number_check CHECK ((number >= 0)),
  constraint source_list_line_outcome_check CHECK ((outcome = ANY (ARRAY['added'::text, 'already-added'::text, 'unusable'::text]))),
  constraint source_list_line_pkey PRIMARY KEY (list_id, number),
  constraint source_list_line_source_id_fkey FOREIGN KEY (source_id) REFERENCES source(id) ON DELETE CASCADE
);

create table source_mail (
  source_id uuid not null,
  key text not null,
  list_id text,
  domain text,
  held_raw_id uuid,
  unsubscribe text,
  constraint source_mail_held_raw_id_fkey FOREIGN KEY (held_raw_id) REFERENCES source_raw(id) ON DELETE SET NULL,
  constraint source_mail_key_check CHECK ((key ~ '^[a-z0-9]{16}$'::text)),
  constraint source_mail_key_key UNIQUE (key),
  constraint source_mail_pkey PRIMARY KEY (source_id),
  constraint source_mail_source_id_fkey FOREIGN KEY (source_id) REFERENCES source(id) ON DELETE CASCADE
);

create table source_push (
  source_id uuid not null,
  hub text not null,
  topic text not null,
  key text not null,
  secret text not null,
  state text not null,
  asked_at timestamp with time zone,
  lease_until timestamp with time zone,
  last_pushed_at timestamp with time zone,
  constraint source_push_key_check CHECK ((length(key) = 43)),
  constraint source_push_key_key UNIQUE (key),
  constraint source_push_pkey PRIMARY KEY (source_id),
  constraint source_push_source_id_fkey FOREIGN KEY (source_id) REFERENCES source(id) ON DELETE CASCADE,
  constraint source_push_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'active'::text, 'denied'::text, 'ending'::text])))
);

create table source_raw (
  id uuid not null,
  source_id uuid not null,
  url text not null,
  content_type text not null,
  body bytea not null,
  fetched_at timestamp with time zone not null,
  understood_at timestamp with time zone,
  link text,
  constraint source_raw_pkey PRIMARY KEY (id),
  constraint source_raw_source_id_fkey FOREIGN KEY (source_id) REFERENCES source(id) ON DELETE CASCADE
);

create table source_site (
  host text not null,
  crawl_delay real,
  robots_at timestamp with time zone,
  asked_until timestamp with time zone,
  rules jsonb,
  gives_pages boolean not null default false,
  constraint source_site_crawl_delay_check CHECK ((crawl_delay >= (1)::double precision)),
  constraint source_site_pkey PRIMARY KEY (host),
  constraint source_site_rules_check CHECK ((jsonb_typeof(rules) = 'array'::text))
);

create table staff_member (
  account_id uuid not null,
  created_at timestamp with time zone not null,
  constraint staff_member_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE,
  constraint staff_member_pkey PRIMARY KEY (account_id)
);

create table staff_role (
  id uuid not null,
  account_id uuid not null,
  role text not null,
  unit_id uuid not null,
  from_on date not null,
  to_on date,
  ended_at timestamp with time zone,
  given_at timestamp with time zone not null,
  constraint staff_role_account_id_fkey FOREIGN KEY (account_id) REFERENCES staff_member(account_id) ON DELETE CASCADE,
  constraint staff_role_check CHECK ((to_on >= from_on)),
  constraint staff_role_pkey PRIMARY KEY (id),
  constraint staff_role_role_check CHECK ((role = ANY (ARRAY['administrator'::text, 'policy_maker'::text, 'responder'::text]))),
  constraint staff_role_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);

create table standard_text (
  id uuid not null,
  made_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint standard_text_pkey PRIMARY KEY (id)
);

create table standard_text_version (
  text_id uuid not null,
  version integer not null,
  title text not null,
  body_nl text,
  body_en text,
  unit_id uuid,
  subject_id uuid,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  constraint standard_text_version_body_en_check CHECK ((body_en <> ''::text)),
  constraint standard_text_version_body_nl_check CHECK ((body_nl <> ''::text)),
  constraint standard_text_version_check CHECK ((COALESCE(body_nl, body_en) IS NOT NULL)),
  constraint standard_text_version_made_by_fkey FOREIGN KEY (made_by) REFERENCES account(id),
  constraint standard_text_version_pkey PRIMARY KEY (text_id, version),
  constraint standard_text_version_subject_id_fkey FOREIGN KEY (subject_id) REFERENCES subject(id),
  constraint standard_text_version_text_id_fkey FOREIGN KEY (text_id) REFERENCES standard_text(id),
  constraint standard_text_version_title_check CHECK ((title <> ''::text)),
  constraint standard_text_version_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint standard_text_version_version_check CHECK ((version > 0))
);

create table statement (
  dialogue_id uuid not null,
  number integer not null,
  text text not null,
  fingerprint text not null,
  language text not null,
  state text not null,
  is_seed boolean default false,
  is_meta boolean not null default false,
  is_unread boolean not null default false,
  author integer,
  reason_code text,
  input_id uuid,
  created_at timestamp with time zone not null,
  constraint statement_check CHECK (((state <> 'published'::text) OR (text <> ''::text))),
  constraint statement_check1 CHECK (((state = 'refused'::text) = (reason_code IS NOT NULL))),
  constraint statement_dialogue_id_fkey FOREIGN KEY (dialogue_id) REFERENCES dialogue(id) ON DELETE CASCADE,
  constraint statement_dialogue_id_input_id_key UNIQUE (dialogue_id, input_id),
  constraint statement_input_id_fkey FOREIGN KEY (input_id) REFERENCES input(id),
  constraint statement_number_check CHECK ((number >= 0)),
  constraint statement_pkey PRIMARY KEY (dialogue_id, number),
  constraint statement_state_check CHECK ((state = ANY (ARRAY['held'::text, 'published'::text, 'refused'::text, 'closed'::text])))
);

create table statement_fact_change (
  dialogue_id uuid not null,
  id uuid not null,
  statement integer not null,
  is_fact boolean not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  constraint statement_fact_change_dialogue_id_statement_fkey FOREIGN KEY (dialogue_id, statement) REFERENCES statement(dialogue_id, number) ON DELETE CASCADE,
  constraint statement_fact_change_made_by_fkey FOREIGN KEY (made_by) REFERENCES account(id),
  constraint statement_fact_change_pkey PRIMARY KEY (dialogue_id, id)
);

create table statement_figures (
  dialogue_id uuid not null,
  statement integer not null,
  agree integer not null,
  disagree integer not null,
  pass integer not null,
  pass_unsure integer not null,
  pass_unclear integer not null,
  pass_not_relevant integer not null,
  constraint statement_figures_dialogue_id_fkey FOREIGN KEY (dialogue_id) REFERENCES dialogue(id) ON DELETE CASCADE,
  constraint statement_figures_dialogue_id_statement_fkey FOREIGN KEY (dialogue_id, statement) REFERENCES statement(dialogue_id, number) ON DELETE CASCADE,
  constraint statement_figures_pkey PRIMARY KEY (dialogue_id, statement)
);

create table statement_lineage (
  dialogue_id uuid not null,
  from_statement integer not null,
  to_statement integer not null,
  kind text not null,
  reason text not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  revision uuid not null,
  constraint statement_lineage_check CHECK ((from_statement < to_statement)),
  constraint statement_lineage_dialogue_id_from_statement_fkey FOREIGN KEY (dialogue_id, from_statement) REFERENCES statement(dialogue_id, number) ON DELETE CASCADE,
  constraint statement_lineage_dialogue_id_to_statement_fkey FOREIGN KEY (dialogue_id, to_statement) REFERENCES statement(dialogue_id, number) ON DELETE CASCADE,
  constraint statement_lineage_kind_check CHECK ((kind = ANY (ARRAY['corrected'::text, 'split'::text, 'merged'::text]))),
  constraint statement_lineage_made_by_fkey FOREIGN KEY (made_by) REFERENCES account(id),
  constraint statement_lineage_pkey PRIMARY KEY (dialogue_id, from_statement, to_statement),
  constraint statement_lineage_reason_check CHECK ((reason <> ''::text))
);

create table statement_tally (
  dialogue_id uuid not null,
  statement integer not null,
  shard smallint not null,
  agree integer not null,
  disagree integer not null,
  pass integer not null,
  constraint statement_tally_dialogue_id_statement_fkey FOREIGN KEY (dialogue_id, statement) REFERENCES statement(dialogue_id, number) ON DELETE CASCADE,
  constraint statement_tally_pkey PRIMARY KEY (dialogue_id, statement, shard)
);

create table street (
  id text not null,
  since date not null,
  until date,
  name text not null,
  town_code text not null default ''::text,
  town text not null default ''::text,
  folded text not null,
  keys text[] not null,
  constraint street_id_check CHECK ((id <> ''::text)),
  constraint street_name_check CHECK ((name <> ''::text)),
  constraint street_pkey PRIMARY KEY (id, since)
);

create table subject (
  id uuid not null,
  replaced_by uuid,
  created_at timestamp with time zone not null,
  constraint subject_check CHECK ((replaced_by <> id)),
  constraint subject_pkey PRIMARY KEY (id),
  constraint subject_replaced_by_fkey FOREIGN KEY (replaced_by) REFERENCES subject(id)
);

create table subject_version (
  subject_id uuid not null,
  version integer not null,
  parent_id uuid,
  name text not null,
  other_name text not null default ''::text,
  made_by uuid,
  made_at timestamp with time zone not null,
  unit_id uuid,
  first_term text,
  resolution_term text,
  restricted boolean not null default false,
  mail_days integer,
  words_days integer,
  contact_days integer,
  files_days integer,
  constraint subject_version_check CHECK ((parent_id <> subject_id)),
  constraint subject_version_contact_days_check CHECK (((contact_days >= 1) AND (contact_days <= 7300))),
  constraint subject_version_files_days_check CHECK (((files_days >= 1) AND (files_days <= 7300))),
  constraint subject_version_first_term_check CHECK ((first_term ~ '^[1-9][0-9]{0,2} (workingDays|workingHours|days)$'::text)),
  constraint subject_version_made_by_fkey FOREIGN KEY (made_by) REFERENCES account(id),
  constraint subject_version_mail_days_check CHECK (((mail_days >= 1) AND (mail_days <= 7300))),
  constraint subject_version_name_check CHECK ((name ~ '\S'::text)),
  constraint subject_version_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES subject(id),
  constraint subject_version_pkey PRIMARY KEY (subject_id, version),
  constraint subject_version_resolution_term_check CHECK ((resolution_term ~ '^[1-9][0-9]{0,2} (workingDays|workingHours|days)$'::text)),
  constraint subject_version_restricted_has_unit CHECK (((NOT restricted) OR (unit_id IS NOT NULL))),
  constraint subject_version_subject_id_fkey FOREIGN KEY (subject_id) REFERENCES subject(id),
  constraint subject_version_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint subject_version_version_check CHECK ((version > 0)),
  constraint subject_version_words_days_check CHECK (((words_days >= 1) AND (words_days <= 7300)))
);

create table task (
  id uuid not null,
  conversation_id uuid not null,
  unit_id uuid,
  account_id uuid,
  state text not null,
  due_on date not null,
  asked_by uuid not null,
  asked_at timestamp with time zone not null,
  asked_seq integer not null,
  last_seq integer not null,
  changed_at timestamp with time zone not null,
  shown integer[] not null,
  constraint task_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint task_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES account(id),
  constraint task_asked_seq_check CHECK ((asked_seq > 1)),
  constraint task_check CHECK ((last_seq >= asked_seq)),
  constraint task_check1 CHECK (((unit_id IS NOT NULL) OR (account_id IS NOT NULL))),
  constraint task_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversation(id) ON DELETE CASCADE,
  constraint task_pkey PRIMARY KEY (id),
  constraint task_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'accepted'::text, 'done'::text, 'returned'::text, 'withdrawn'::text]))),
  constraint task_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);

create table task_link (
  id uuid not null,
  task_id uuid not null,
  seal bytea not null,
  party text not null,
  address text not null,
  language text not null,
  question text not null,
  shown integer[] not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_how text,
  mail_id uuid,
  constraint task_link_address_check CHECK ((address <> ''::text)),
  constraint task_link_check CHECK ((expires_at > made_at)),
  constraint task_link_check1 CHECK (((ended_at IS NULL) = (ended_how IS NULL))),
  constraint task_link_ended_how_check CHECK ((ended_how = ANY (ARRAY['answered'::text, 'revoked'::text, 'over'::text]))),
  constraint task_link_language_check CHECK ((language = ANY (ARRAY['nl'::text, 'en'::text]))),
  constraint task_link_made_by_fkey FOREIGN KEY (made_by) REFERENCES account(id),
  constraint task_link_mail_id_fkey FOREIGN KEY (mail_id) REFERENCES outgoing_mail(id) ON DELETE SET NULL,
  constraint task_link_party_check CHECK ((party <> ''::text)),
  constraint task_link_pkey PRIMARY KEY (id),
  constraint task_link_question_check CHECK ((question <> ''::text)),
  constraint task_link_seal_check CHECK ((octet_length(seal) = 32)),
  constraint task_link_seal_key UNIQUE (seal),
  constraint task_link_task_id_fkey FOREIGN KEY (task_id) REFERENCES task(id) ON DELETE CASCADE
);

create table translation (
  owner_id uuid not null,
  language text not null,
  digest bytea not null,
  original text not null,
  text text not null,
  by_machine boolean not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  constraint translation_language_check CHECK ((language = ANY (ARRAY['nl'::text, 'en'::text]))),
  constraint translation_made_by_fkey FOREIGN KEY (made_by) REFERENCES account(id),
  constraint translation_original_check CHECK ((original <> ''::text)),
  constraint translation_pkey PRIMARY KEY (owner_id, language, digest),
  constraint translation_text_check CHECK ((text <> ''::text))
);

create table unit (
  id uuid not null,
  name text not null,
  created_at timestamp with time zone not null,
  parent_id uuid,
  closed_on date,
  constraint unit_check CHECK ((parent_id <> id)),
  constraint unit_name_key UNIQUE (name),
  constraint unit_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES unit(id),
  constraint unit_pkey PRIMARY KEY (id)
);

create table unsent_text (
  id uuid not null,
  place text not null,
  field text not null,
  account_id uuid not null,
  body text not null,
  saved_at timestamp with time zone not null,
  version uuid not null default gen_random_uuid(),
  written_in text not null default ''::text,
  apart_in text not null default ''::text,
  constraint unsent_text_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE,
  constraint unsent_text_apart_in_check CHECK ((length(apart_in) <= 64)),
  constraint unsent_text_field_check CHECK ((length(field) <= 100)),
  constraint unsent_text_once UNIQUE (place, field, account_id, apart_in),
  constraint unsent_text_pkey PRIMARY KEY (id),
  constraint unsent_text_place_check CHECK ((length(place) <= 200)),
  constraint unsent_text_written_in_check CHECK ((length(written_in) <= 64))
);

create table vote (
  dialogue_id uuid not null,
  participant integer not null,
  statement integer not null,
  choice smallint not null,
  pass_reason text,
  channel text not null,
  voted_at timestamp with time zone not null,
  constraint vote_channel_check CHECK ((channel = ANY (ARRAY['web'::text, 'paper'::text, 'import'::text]))),
  constraint vote_check CHECK (((pass_reason IS NULL) OR (choice = 0))),
  constraint vote_choice_check CHECK ((choice = ANY (ARRAY[1, 0, '-1'::integer]))),
  constraint vote_dialogue_id_participant_fkey FOREIGN KEY (dialogue_id, participant) REFERENCES participant(dialogue_id, number),
  constraint vote_dialogue_id_statement_fkey FOREIGN KEY (dialogue_id, statement) REFERENCES statement(dialogue_id, number),
  constraint vote_pass_reason_check CHECK ((pass_reason = ANY (ARRAY['unsure'::text, 'unclear'::text, 'not_relevant'::text]))),
  constraint vote_pkey PRIMARY KEY (dialogue_id, participant, statement)
);

create table vote_history (
  dialogue_id uuid not null,
  transaction xid8 not null default pg_current_xact_id(),
  "position" bigint not null generated as identity,
  participant integer not null,
  statement integer not null,
  choice smallint,
  pass_reason text,
  channel text not null,
  voted_at timestamp with time zone not null,
  constraint vote_history_channel_check CHECK ((channel = ANY (ARRAY['web'::text, 'paper'::text, 'import'::text]))),
  constraint vote_history_choice_check CHECK ((choice = ANY (ARRAY[1, 0, '-1'::integer]))),
  constraint vote_history_dialogue_id_fkey FOREIGN KEY (dialogue_id) REFERENCES dialogue(id) ON DELETE CASCADE,
  constraint vote_history_pass_reason_check CHECK ((pass_reason = ANY (ARRAY['unsure'::text, 'unclear'::text, 'not_relevant'::text]))),
  constraint vote_history_pkey PRIMARY KEY (dialogue_id, transaction, "position")
);

create table watch (
  id uuid not null,
  name text not null,
  query text not null,
  purpose text not null,
  added_by uuid not null,
  added_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  handle text not null,
  change_number bigint not null default nextval('watch_change'::regclass),
  subject_id uuid,
  held boolean not null default false,
  constraint watch_added_by_fkey FOREIGN KEY (added_by) REFERENCES account(id),
  constraint watch_pkey PRIMARY KEY (id),
  constraint watch_subject_id_fkey FOREIGN KEY (subject_id) REFERENCES subject(id)
);

create table watch_dossier (
  dossier_id uuid not null,
  watch_id uuid not null,
  since timestamp with time zone not null,
  constraint watch_dossier_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES dossier(id) ON DELETE CASCADE,
  constraint watch_dossier_pkey PRIMARY KEY (dossier_id, watch_id),
  constraint watch_dossier_watch_id_fkey FOREIGN KEY (watch_id) REFERENCES watch(id) ON DELETE CASCADE
);

create table watch_escalation (
  id uuid not null,
  watch_id uuid not null,
  step text not null,
  posts integer not null,
  sources integer not null,
  told_at timestamp with time zone not null,
  constraint watch_escalation_pkey PRIMARY KEY (id),
  constraint watch_escalation_step_check CHECK ((step = ANY (ARRAY['many'::text, 'idle'::text]))),
  constraint watch_escalation_watch_id_fkey FOREIGN KEY (watch_id) REFERENCES watch(id) ON DELETE CASCADE
);

create table watch_escalation_told (
  escalation_id uuid not null,
  account_id uuid not null,
  constraint watch_escalation_told_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint watch_escalation_told_escalation_id_fkey FOREIGN KEY (escalation_id) REFERENCES watch_escalation(id) ON DELETE CASCADE,
  constraint watch_escalation_told_pkey PRIMARY KEY (escalation_id, account_id)
);

create table watch_find (
  watch_id uuid not null,
  post_id uuid not null,
  found_at timestamp with time zone not null,
  attended_at timestamp with time zone,
  told_as_many boolean not null default false,
  told_as_idle boolean not null default false,
  constraint watch_find_pkey PRIMARY KEY (watch_id, post_id),
  constraint watch_find_post_id_fkey FOREIGN KEY (post_id) REFERENCES post(id) ON DELETE CASCADE,
  constraint watch_find_watch_id_fkey FOREIGN KEY (watch_id) REFERENCES watch(id) ON DELETE CASCADE
);

create table watch_follow (
  account_id uuid not null,
  watch_id uuid not null,
  pace text not null,
  followed_at timestamp with time zone not null,
  look_at timestamp with time zone not null,
  told_at timestamp with time zone,
  constraint watch_follow_account_id_fkey FOREIGN KEY (account_id) REFERENCES watch_follower(account_id) ON DELETE CASCADE,
  constraint watch_follow_pace_check CHECK ((pace = ANY (ARRAY['at-once'::text, 'daily'::text, 'weekly'::text]))),
  constraint watch_follow_pkey PRIMARY KEY (account_id, watch_id),
  constraint watch_follow_watch_id_fkey FOREIGN KEY (watch_id) REFERENCES watch(id) ON DELETE CASCADE
);

create table watch_follower (
  account_id uuid not null,
  language text not null,
  digest_at smallint not null,
  quiet_from smallint not null,
  quiet_until smallint not null,
  quiet_days_off boolean not null,
  feed_seal bytea,
  feed_made_at timestamp with time zone,
  constraint watch_follower_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE,
  constraint watch_follower_check CHECK (((feed_seal IS NULL) = (feed_made_at IS NULL))),
  constraint watch_follower_digest_at_check CHECK (((digest_at >= 0) AND (digest_at <= 1439))),
  constraint watch_follower_feed_seal_check CHECK ((octet_length(feed_seal) = 32)),
  constraint watch_follower_feed_seal_key UNIQUE (feed_seal),
  constraint watch_follower_language_check CHECK ((language = ANY (ARRAY['nl'::text, 'en'::text]))),
  constraint watch_follower_pkey PRIMARY KEY (account_id),
  constraint watch_follower_quiet_from_check CHECK (((quiet_from >= 0) AND (quiet_from <= 1439))),
  constraint watch_follower_quiet_until_check CHECK (((quiet_until >= 0) AND (quiet_until <= 1439)))
);

create table watch_news (
  account_id uuid not null,
  watch_id uuid not null,
  post_id uuid not null,
  found_at timestamp with time zone not null,
  constraint watch_news_account_id_watch_id_fkey FOREIGN KEY (account_id, watch_id) REFERENCES watch_follow(account_id, watch_id) ON DELETE CASCADE,
  constraint watch_news_pkey PRIMARY KEY (account_id, watch_id, post_id),
  constraint watch_news_watch_id_post_id_fkey FOREIGN KEY (watch_id, post_id) REFERENCES watch_find(watch_id, post_id) ON DELETE CASCADE
);

create table watch_person (
  id uuid not null,
  watch_id uuid not null,
  names text[] not null,
  query text not null,
  office text,
  reason text not null,
  asked_by uuid not null,
  asked_at timestamp with time zone not null,
  decided_by uuid,
  decided_at timestamp with time zone,
  until timestamp with time zone,
  replaced_at timestamp with time zone,
  constraint watch_person_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES account(id),
  constraint watch_person_check CHECK ((decided_by <> asked_by)),
  constraint watch_person_check1 CHECK (((decided_by IS NULL) = (decided_at IS NULL))),
  constraint watch_person_check2 CHECK (((until IS NULL) OR (decided_by IS NOT NULL))),
  constraint watch_person_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES account(id),
  constraint watch_person_names_check CHECK ((cardinality(names) > 0)),
  constraint watch_person_office_check CHECK ((office <> ''::text)),
  constraint watch_person_pkey PRIMARY KEY (id),
  constraint watch_person_query_check CHECK ((query <> ''::text)),
  constraint watch_person_reason_check CHECK ((reason <> ''::text)),
  constraint watch_person_watch_id_fkey FOREIGN KEY (watch_id) REFERENCES watch(id) ON DELETE CASCADE
);

create table watch_urgency (
  watch_id uuid not null,
  many_posts smallint,
  many_sources smallint,
  many_hours smallint,
  idle_hours smallint,
  account_id uuid,
  unit_id uuid,
  at_any_hour boolean not null,
  set_by uuid not null,
  set_at timestamp with time zone not null,
  constraint watch_urgency_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint watch_urgency_check CHECK ((num_nonnulls(many_posts, many_sources, many_hours) = ANY (ARRAY[0, 3]))),
  constraint watch_urgency_check1 CHECK (((many_posts IS NOT NULL) OR (idle_hours IS NOT NULL))),
  constraint watch_urgency_check2 CHECK ((num_nonnulls(account_id, unit_id) = 1)),
  constraint watch_urgency_idle_hours_check CHECK (((idle_hours >= 1) AND (idle_hours <= 80))),
  constraint watch_urgency_many_hours_check CHECK (((many_hours >= 1) AND (many_hours <= 168))),
  constraint watch_urgency_many_posts_check CHECK (((many_posts >= 2) AND (many_posts <= 1000))),
  constraint watch_urgency_many_sources_check CHECK (((many_sources >= 1) AND (many_sources <= 100))),
  constraint watch_urgency_pkey PRIMARY KEY (watch_id),
  constraint watch_urgency_set_by_fkey FOREIGN KEY (set_by) REFERENCES account(id),
  constraint watch_urgency_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint watch_urgency_watch_id_fkey FOREIGN KEY (watch_id) REFERENCES watch(id) ON DELETE CASCADE
);

create table watch_weeks (
  watch_id uuid not null,
  weeks integer[] not null,
  growth real,
  constraint watch_weeks_pkey PRIMARY KEY (watch_id),
  constraint watch_weeks_watch_id_fkey FOREIGN KEY (watch_id) REFERENCES watch(id) ON DELETE CASCADE
);

create table working_calendar (
  version integer not null,
  week text[] not null,
  keeps_holidays boolean not null,
  other_days jsonb not null,
  first_term text not null,
  resolution_term text not null,
  made_by uuid,
  made_at timestamp with time zone not null,
  constraint working_calendar_first_term_check CHECK ((first_term ~ '^[1-9][0-9]{0,2} (workingDays|workingHours|days)$'::text)),
  constraint working_calendar_made_by_fkey FOREIGN KEY (made_by) REFERENCES account(id),
  constraint working_calendar_other_days_check CHECK ((jsonb_typeof(other_days) = 'object'::text)),
  constraint working_calendar_pkey PRIMARY KEY (version),
  constraint working_calendar_resolution_term_check CHECK ((resolution_term ~ '^[1-9][0-9]{0,2} (workingDays|workingHours|days)$'::text)),
  constraint working_calendar_version_check CHECK ((version > 0)),
  constraint working_calendar_week_check CHECK ((cardinality(week) = 7))
);

CREATE INDEX absence_account ON public.absence USING btree (account_id, to_on);
CREATE INDEX absence_deputy ON public.absence USING btree (deputy_id, to_on) WHERE (deputy_id IS NOT NULL);
CREATE INDEX absence_over ON public.absence USING btree (to_on);
CREATE INDEX access_log_account ON public.access_log USING btree (account_id, at, id);
CREATE INDEX access_log_subject ON public.access_log USING btree (subject_kind, subject_id, at, id);
CREATE INDEX account_credential_account ON public.account_credential USING btree (account_id);
CREATE INDEX account_session_account ON public.account_session USING btree (account_id);
CREATE INDEX account_session_expiry ON public.account_session USING btree (expires_at);
CREATE INDEX address_nearest ON public.address USING gist (point((longitude * (0.6157)::double precision), latitude));
CREATE INDEX address_postcode ON public.address USING btree (postcode, number);
CREATE INDEX admission_mail_expiry ON public.admission_mail USING btree (expires_at);
CREATE INDEX admission_mail_seal ON public.admission_mail USING btree (entrance_id, seal);
CREATE INDEX area_bounds ON public.area USING gist (box(point(west, south), point(east, north)));
CREATE INDEX area_folded ON public.area USING btree (folded);
CREATE INDEX area_keys ON public.area USING gin (keys);
CREATE INDEX area_municipality ON public.area USING btree (municipality, kind, year, code);
CREATE INDEX area_year ON public.area USING btree (kind, year);
CREATE UNIQUE INDEX asked_lead ON public.asked USING btree (asked_id) WHERE leads;
CREATE INDEX asked_posts ON public.asked USING btree (asked_id, published_at DESC, post_id DESC);
CREATE INDEX asked_roots ON public.asked USING gin (roots) WHERE leads;
CREATE INDEX asked_source ON public.asked USING btree (source_id);
CREATE INDEX asked_weeks ON public.asked USING btree (published_at) INCLUDE (asked_id, post_id, source_id);
CREATE INDEX blob_held ON public.blob USING btree (tried_at NULLS FIRST, sha256) WHERE (state = 'held'::text);
CREATE INDEX blob_use_blob ON public.blob_use USING btree (sha256);
CREATE INDEX blob_use_waiting ON public.blob_use USING btree (created_at) WHERE (owner ~~ 'form:%'::text);
CREATE INDEX community_by_name ON public.community USING btree (lower(name), id);
CREATE INDEX community_in_public ON public.community USING btree (lower(name), id) WHERE (agreed_on IS NOT NULL);
CREATE INDEX community_unit ON public.community USING btree (unit_id);
CREATE INDEX community_area_area ON public.community_area USING btree (area_code, community_id);
CREATE INDEX community_contact_account ON public.community_contact USING btree (account_id);
CREATE INDEX community_subject_subject ON public.community_subject USING btree (subject_id, community_id);
CREATE INDEX community_suggestion_most ON public.community_suggestion USING btree (sources DESC, posts DESC, place) WHERE (set_aside_at IS NULL);
CREATE INDEX conversation_answered ON public.conversation USING btree (answered_at DESC, id DESC) WHERE (status = 'answered'::text);
CREATE INDEX conversation_closed ON public.conversation USING btree (closed_at DESC, id DESC) WHERE (status = 'closed'::text);
CREATE INDEX conversation_continues ON public.conversation USING btree (continues, id) WHERE (continues IS NOT NULL);
CREATE INDEX conversation_merged_into ON public.conversation USING btree (merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX conversation_mine_due ON public.conversation USING btree (assigned_to, due_on, id) WHERE (status = 'open'::text);
CREATE INDEX conversation_mine_newest ON public.conversation USING btree (assigned_to, received_at DESC, id DESC) WHERE (status = 'open'::text);
CREATE INDEX conversation_open_due ON public.conversation USING btree (due_on, id) WHERE (status = 'open'::text);
CREATE INDEX conversation_open_newest ON public.conversation USING btree (received_at DESC, id DESC) WHERE (status = 'open'::text);
CREATE INDEX conversation_open_unit ON public.conversation USING btree (unit_id, due_on, id) WHERE (status = 'open'::text);
CREATE INDEX conversation_snoozed ON public.conversation USING btree (snoozed_until, id) WHERE (snoozed_until IS NOT NULL);
CREATE INDEX conversation_spam ON public.conversation USING btree (received_at DESC, id DESC) WHERE (closed_as = 'spam'::text);
CREATE INDEX conversation_to_approve ON public.conversation USING btree (due_on, id) WHERE (draft_state = 'asked'::text);
CREATE INDEX conversation_with_draft ON public.conversation USING btree (due_on, id) WHERE (draft_state = ANY (ARRAY['asked'::text, 'approved'::text]));
CREATE INDEX conversation_contact_address ON public.conversation_contact USING btree (lower(address), conversation_id);
CREATE INDEX conversation_entry_other ON public.conversation_entry USING btree (other_id) WHERE (other_id IS NOT NULL);
CREATE UNIQUE INDEX conversation_entry_sent_once ON public.conversation_entry USING btree (conversation_id, draft_seq) WHERE (kind = 'sent'::text);
CREATE INDEX conversation_entry_task ON public.conversation_entry USING btree (task_id, seq) WHERE (task_id IS NOT NULL);
CREATE INDEX conversation_reading_conversation ON public.conversation_reading USING btree (conversation_id);
CREATE INDEX conversation_run_began ON public.conversation_run USING btree (began_on);
CREATE INDEX conversation_search_newest ON public.conversation_search USING btree (at DESC, conversation_id DESC);
CREATE INDEX conversation_search_words ON public.conversation_search USING gin (words);
CREATE INDEX conversation_tie_other ON public.conversation_tie USING btree (other_id);
CREATE INDEX conversation_unsorted_since ON public.conversation_unsorted USING btree (since, conversation_id);
CREATE INDEX dialogue_dossier ON public.dialogue USING btree (dossier_id, id DESC);
CREATE INDEX dialogue_found ON public.dialogue USING gin (found_words(((question || '
'::text) || introduction)));
CREATE INDEX dialogue_import_origin ON public.dialogue_import USING btree (origin);
CREATE INDEX dossier_found ON public.dossier USING gin (found_words(((((question || '
'::text) || summary) || '
'::text) || area)));
CREATE INDEX dossier_state ON public.dossier USING btree (state, id DESC);
CREATE INDEX dossier_unit ON public.dossier USING btree (unit_id);
CREATE INDEX entry_notice_at ON public.entry_notice USING btree (at);
CREATE INDEX entry_notice_entry ON public.entry_notice USING btree (conversation_id, seq);
CREATE INDEX entry_notice_newest ON public.entry_notice USING btree (account_id, at DESC, id DESC);
CREATE INDEX entry_notice_task ON public.entry_notice USING btree (task_id) WHERE (task_id IS NOT NULL);
CREATE INDEX entry_notice_unread ON public.entry_notice USING btree (account_id, conversation_id) WHERE (read_at IS NULL);
CREATE INDEX event_unnumbered ON public.event USING btree ("position") WHERE (seq IS NULL);
CREATE INDEX fact_citation_conversation ON public.fact_citation USING btree (conversation_id, seq);
CREATE INDEX fact_dossier_sheet ON public.fact_dossier USING btree (sheet_id);
CREATE INDEX fact_post_newest ON public.fact_post USING btree (sheet_id, at DESC, post_id DESC);
CREATE INDEX fact_post_post ON public.fact_post USING btree (post_id);
CREATE INDEX fact_sheet_draft ON public.fact_sheet USING btree (worked_at) WHERE (number IS NULL);
CREATE INDEX fact_sheet_newest ON public.fact_sheet USING btree (changed_at DESC, number DESC) WHERE (number IS NOT NULL);
CREATE INDEX fact_sheet_subject ON public.fact_sheet USING btree (subject_id, changed_at DESC, number DESC) WHERE (number IS NOT NULL);
CREATE INDEX fact_sheet_waits ON public.fact_sheet USING btree (worked_at DESC, id DESC) WHERE waits;
CREATE INDEX fact_sheet_worked ON public.fact_sheet USING btree (worked_at DESC, id DESC);
CREATE INDEX fact_version_found ON public.fact_version USING gin (found_words(((((claim || '
'::text) || answer) || '
'::text) || explanation)));
CREATE INDEX held_form_held ON public.held_form USING btree (held_at);
CREATE INDEX hook_message_conversation ON public.hook_message USING btree (conversation_id, seq);
CREATE INDEX hook_message_received ON public.hook_message USING btree (received_id);
CREATE INDEX inbox_start_view ON public.inbox_start USING btree (view_id);
CREATE INDEX inbox_view_answering_unit ON public.inbox_view USING btree (answering_unit_id) WHERE (answering_unit_id IS NOT NULL);
CREATE INDEX inbox_view_assigned_to ON public.inbox_view USING btree (assigned_to) WHERE (assigned_to IS NOT NULL);
CREATE INDEX inbox_view_of_account ON public.inbox_view USING btree (account_id, place, id) WHERE (account_id IS NOT NULL);
CREATE INDEX inbox_view_of_unit ON public.inbox_view USING btree (unit_id, place, id) WHERE (unit_id IS NOT NULL);
CREATE INDEX inbox_view_subject ON public.inbox_view USING btree (subject_id) WHERE (subject_id IS NOT NULL);
CREATE INDEX input_counted ON public.input USING btree (dossier_id) INCLUDE (answered_at, kind) WHERE (state = 'published'::text);
CREATE INDEX input_dialogue ON public.input USING btree (dialogue_id) WHERE (dialogue_id IS NOT NULL);
CREATE INDEX input_dossier ON public.input USING btree (dossier_id, received_at DESC, id DESC);
CREATE INDEX input_kept ON public.input USING btree (received_at) INCLUDE (dossier_id, answer_on, answered_at) WHERE ((state = 'published'::text) AND (kind <> 'votes'::text));
CREATE UNIQUE INDEX input_once_per_origin ON public.input USING btree (dossier_id, kind, origin_id) WHERE (origin_id IS NOT NULL);
CREATE INDEX input_public ON public.input USING btree (dossier_id, published_on DESC, public_id DESC) WHERE (is_public AND (state = 'published'::text));
CREATE INDEX input_spoken ON public.input USING btree (dossier_id, received_at DESC, id DESC) WHERE (kind <> 'votes'::text);
CREATE INDEX input_unanswered ON public.input USING btree (dossier_id, received_at, id) WHERE ((state = 'published'::text) AND (answered_at IS NULL));
CREATE UNIQUE INDEX label_name ON public.label USING btree (lower(name)) WHERE (ended_at IS NULL);
CREATE INDEX leaving_reply_conversation ON public.leaving_reply USING btree (conversation_id);
CREATE INDEX leaving_reply_due ON public.leaving_reply USING btree (leaves_at, id) WHERE (held_at IS NULL);
CREATE INDEX leaving_reply_held ON public.leaving_reply USING btree (held_at) WHERE (held_at IS NOT NULL);
CREATE INDEX leaving_reply_of_account ON public.leaving_reply USING btree (account_id, conversation_id);
CREATE UNIQUE INDEX leaving_reply_once ON public.leaving_reply USING btree (conversation_id) WHERE (held_at IS NULL);
CREATE INDEX macro_label ON public.macro USING btree (label_id) WHERE (label_id IS NOT NULL);
CREATE INDEX mail_message_from ON public.mail_message USING btree (lower(from_address)) WHERE (from_address <> ''::text);
CREATE INDEX mail_message_others ON public.mail_message USING gin (others jsonb_path_ops) WHERE (others <> '[]'::jsonb);
CREATE INDEX mail_participant_seal ON public.mail_participant USING btree (seal, conversation_id);
CREATE INDEX mail_reference_conversation ON public.mail_reference USING btree (conversation_id);
CREATE INDEX mail_scan_waiting ON public.mail_scan USING btree (tried_at NULLS FIRST, raw_id) WHERE (state = 'waiting'::text);
CREATE INDEX mandate_account ON public.mandate USING btree (account_id, act) WHERE (account_id IS NOT NULL);
CREATE INDEX mandate_delegated ON public.mandate USING btree (delegated_from) WHERE (delegated_from IS NOT NULL);
CREATE INDEX mandate_role ON public.mandate USING btree (role, act) WHERE (role IS NOT NULL);
CREATE INDEX mandate_subject ON public.mandate USING btree (subject_id) WHERE (subject_id IS NOT NULL);
CREATE INDEX mandate_unit ON public.mandate USING btree (unit_id) WHERE (unit_id IS NOT NULL);
CREATE INDEX moderation_appeal_id ON public.moderation_appeal USING btree (id);
CREATE INDEX moderation_appeal_open ON public.moderation_appeal USING btree (id) WHERE (outcome IS NULL);
CREATE INDEX moderation_decision_id ON public.moderation_decision USING btree (id);
CREATE INDEX moderation_decision_input ON public.moderation_decision USING btree (input_id) WHERE (input_id IS NOT NULL);
CREATE INDEX moderation_decision_text ON public.moderation_decision USING btree (space_id, number);
CREATE UNIQUE INDEX moderation_removal_open ON public.moderation_removal USING btree (space_id, number) WHERE (outcome IS NULL);
CREATE INDEX moderation_removal_text ON public.moderation_removal USING btree (space_id, number);
CREATE INDEX near_report_area ON public.near_report USING btree (is_open, area_code, changed_at DESC, public_id DESC) WHERE (state <> 'withdrawn'::text);
CREATE INDEX near_report_district ON public.near_report USING btree (is_open, district_code, changed_at DESC, public_id DESC) WHERE (state <> 'withdrawn'::text);
CREATE INDEX near_report_found ON public.near_report USING gin (found_words(title)) WHERE (state <> 'withdrawn'::text);
CREATE INDEX near_report_nearest ON public.near_report USING gist (point((longitude * (0.6157)::double precision), latitude)) WHERE (is_open AND (longitude IS NOT NULL));
CREATE INDEX near_report_newest ON public.near_report USING btree (is_open, changed_at DESC, public_id DESC) WHERE (state <> 'withdrawn'::text);
CREATE INDEX near_report_withdrawn ON public.near_report USING btree (changed_at) WHERE (state = 'withdrawn'::text);
CREATE INDEX near_report_source_conversation ON public.near_report_source USING btree (conversation_id);
CREATE INDEX notice_appeal ON public.notice USING btree (appeal_id) WHERE (appeal_id IS NOT NULL);
CREATE INDEX notice_decision ON public.notice USING btree (decision_id) WHERE (decision_id IS NOT NULL);
CREATE INDEX notice_input ON public.notice USING btree (input_id);
CREATE INDEX notice_mail ON public.notice USING btree (mail_id) WHERE (mail_id IS NOT NULL);
CREATE INDEX notice_address_age ON public.notice_address USING btree (state, changed_on);
CREATE INDEX notice_contact_seal ON public.notice_contact USING btree (seal);
CREATE INDEX notice_contact_unconfirmed ON public.notice_contact USING btree (created_at) WHERE (NOT is_confirmed);
CREATE INDEX notice_request_contact ON public.notice_request USING btree (contact_id);
CREATE INDEX outgoing_hook_refused ON public.outgoing_hook USING btree (id) WHERE (state = 'refused'::text);
CREATE INDEX outgoing_hook_waiting ON public.outgoing_hook USING btree (created_at) WHERE (state = 'waiting'::text);
CREATE INDEX outgoing_mail_refused ON public.outgoing_mail USING btree (id) WHERE (state = 'refused'::text);
CREATE INDEX outgoing_mail_waiting ON public.outgoing_mail USING btree (created_at) WHERE (state = 'waiting'::text);
CREATE INDEX participant_exclusion_decision ON public.participant_exclusion USING btree (dialogue_id, decision DESC);
CREATE INDEX placed_reply_known ON public.placed_reply USING btree (conversation_id, seq) WHERE (address <> ''::text);
CREATE INDEX post_by_url ON public.post USING btree (url COLLATE "C") WHERE (url IS NOT NULL);
CREATE INDEX post_first_seen ON public.post USING btree (first_seen_at);
CREATE INDEX post_newest ON public.post USING btree (published_at DESC, id DESC) WHERE (text_removed_at IS NULL);
CREATE INDEX post_of_source ON public.post USING btree (source_id, published_at DESC, id DESC);
CREATE INDEX post_sample ON public.post USING btree (uuid_hash(id)) WHERE (text_removed_at IS NULL);
CREATE INDEX post_text_since ON public.post USING btree (text_since) WHERE (text_removed_at IS NULL);
CREATE INDEX post_alias_page ON public.post_alias USING btree (alias) WHERE (alias ~~ 'url:%'::text);
CREATE INDEX post_alias_post ON public.post_alias USING btree (post_id);
CREATE INDEX post_area_newest ON public.post_area USING btree (area_code, published_at DESC, post_id DESC);
CREATE INDEX post_below_entry ON public.post_below USING btree (conversation_id, seq);
CREATE INDEX post_input_dossier ON public.post_input USING btree (dossier_id);
CREATE INDEX post_look_due ON public.post_look USING btree (next_look_at, post_id);
CREATE INDEX post_match_found ON public.post_match USING btree (published_at DESC, post_id DESC) WHERE ((not_relevant_at IS NULL) AND is_readable);
CREATE INDEX post_match_newest ON public.post_match USING btree (watch_id, published_at DESC, post_id DESC);
CREATE INDEX post_match_post ON public.post_match USING btree (post_id);
CREATE INDEX post_match_waiting ON public.post_match USING btree (matched_at, post_id) WHERE waits;
CREATE INDEX post_match_watch_waiting ON public.post_match USING btree (watch_id, matched_at, post_id) WHERE waits;
CREATE INDEX post_page_due ON public.post_page USING btree (next_try_at, post_id) WHERE (next_try_at IS NOT NULL);
CREATE INDEX post_page_source ON public.post_page USING btree (source_id, problem);
CREATE INDEX public_order_decision_by ON public.public_order_decision USING btree (decided_by);
CREATE INDEX public_order_decision_subject ON public.public_order_decision USING btree (subject_id, decided_at DESC, id DESC);
CREATE INDEX rate_limit_expiry ON public.rate_limit USING btree (expire);
CREATE INDEX received_hook_channel ON public.received_hook USING btree (channel_id, id);
CREATE INDEX received_hook_held ON public.received_hook USING btree (stored_at) WHERE (state = 'held'::text);
CREATE INDEX received_hook_new ON public.received_hook USING btree (id) WHERE (state = 'new'::text);
CREATE INDEX received_raw_channel ON public.received_raw USING btree (channel_id, id);
CREATE INDEX received_raw_entry ON public.received_raw USING btree (conversation_id, seq);
CREATE INDEX received_raw_fingerprint ON public.received_raw USING btree (fingerprint);
CREATE INDEX received_raw_held ON public.received_raw USING btree (id) WHERE (state = 'held'::text);
CREATE INDEX received_raw_new ON public.received_raw USING btree (id) WHERE (state = 'new'::text);
CREATE INDEX reply_copy_address ON public.reply_copy USING btree (address) WHERE (address <> ''::text);
CREATE INDEX report_follow_contact ON public.report_follow USING btree (contact_id);
CREATE INDEX report_notice_contact ON public.report_notice USING btree (contact_id);
CREATE INDEX response_dossier ON public.response USING btree (dossier_id, id DESC);
CREATE INDEX response_target_response ON public.response_target USING btree (response_id);
CREATE INDEX response_version_found ON public.response_version USING gin (found_words(((action || '
'::text) || why)));
CREATE INDEX response_version_newest ON public.response_version USING btree (published_at DESC, response_id DESC);
CREATE INDEX response_version_unnoticed ON public.response_version USING btree (response_id) WHERE (noticed_at IS NULL);
CREATE INDEX rule_missed_conversation ON public.rule_missed USING btree (conversation_id);
CREATE INDEX scanned_content_age ON public.scanned_content USING btree (scanned_at);
CREATE INDEX sent_form_expiry ON public.sent_form USING btree (expires_at);
CREATE INDEX sign_in_token_expiry ON public.sign_in_token USING btree (expires_at);
CREATE INDEX sign_in_token_identifier ON public.sign_in_token USING btree (identifier);
CREATE UNIQUE INDEX source_brought ON public.source USING btree (title) WHERE ((kind = 'by-hand'::text) AND (stopped_at IS NULL));
CREATE INDEX source_due ON public.source USING btree (next_fetch_at) WHERE (stopped_at IS NULL);
CREATE INDEX source_host ON public.source USING btree (host) WHERE (stopped_at IS NULL);
CREATE INDEX source_place ON public.source USING btree (place_of(COALESCE(home, address)) COLLATE "C");
CREATE INDEX source_standing ON public.source USING btree (standing, title, id) WHERE (stopped_at IS NULL);
CREATE INDEX source_list_added ON public.source_list USING btree (added_at);
CREATE INDEX source_list_line_source ON public.source_list_line USING btree (source_id);
CREATE INDEX source_mail_held ON public.source_mail USING btree (held_raw_id) WHERE (held_raw_id IS NOT NULL);
CREATE INDEX source_raw_fetched ON public.source_raw USING btree (fetched_at);
CREATE INDEX source_raw_source ON public.source_raw USING btree (source_id);
CREATE INDEX staff_role_account ON public.staff_role USING btree (account_id);
CREATE UNIQUE INDEX staff_role_once ON public.staff_role USING btree (account_id, role, unit_id) WHERE ((to_on IS NULL) AND (ended_at IS NULL));
CREATE INDEX staff_role_unit ON public.staff_role USING btree (unit_id);
CREATE INDEX statement_fingerprint ON public.statement USING btree (dialogue_id, fingerprint);
CREATE INDEX statement_found ON public.statement USING gin (found_words(text));
CREATE INDEX statement_held ON public.statement USING btree (dialogue_id, number) WHERE (state = 'held'::text);
CREATE INDEX statement_fact_change_statement ON public.statement_fact_change USING btree (dialogue_id, statement);
CREATE INDEX statement_lineage_revision ON public.statement_lineage USING btree (dialogue_id, revision DESC);
CREATE INDEX statement_lineage_to ON public.statement_lineage USING btree (dialogue_id, to_statement);
CREATE INDEX street_folded ON public.street USING btree (folded);
CREATE INDEX street_keys ON public.street USING gin (keys);
CREATE INDEX subject_replaced ON public.subject USING btree (replaced_by) WHERE (replaced_by IS NOT NULL);
CREATE INDEX subject_version_parent ON public.subject_version USING btree (parent_id) WHERE (parent_id IS NOT NULL);
CREATE INDEX subject_version_restricted ON public.subject_version USING btree (subject_id) WHERE restricted;
CREATE INDEX subject_version_unit ON public.subject_version USING btree (unit_id) WHERE (unit_id IS NOT NULL);
CREATE INDEX task_asked_by ON public.task USING btree (asked_by, changed_at DESC, id DESC);
CREATE INDEX task_conversation ON public.task USING btree (conversation_id, asked_seq);
CREATE INDEX task_open_account ON public.task USING btree (account_id, due_on, id) WHERE (state = ANY (ARRAY['asked'::text, 'accepted'::text]));
CREATE INDEX task_open_unit ON public.task USING btree (unit_id, due_on, id) WHERE (state = ANY (ARRAY['asked'::text, 'accepted'::text]));
CREATE INDEX task_link_expires ON public.task_link USING btree (expires_at);
CREATE UNIQUE INDEX task_link_live ON public.task_link USING btree (task_id) WHERE (ended_at IS NULL);
CREATE INDEX task_link_mail ON public.task_link USING btree (mail_id);
CREATE INDEX translation_found ON public.translation USING gin (found_words(text));
CREATE INDEX unit_parent ON public.unit USING btree (parent_id) WHERE (parent_id IS NOT NULL);
CREATE INDEX unsent_text_account ON public.unsent_text USING btree (account_id);
CREATE INDEX unsent_text_saved ON public.unsent_text USING btree (saved_at);
CREATE INDEX vote_statement ON public.vote USING btree (dialogue_id, statement);
CREATE INDEX watch_changed ON public.watch USING btree (change_number);
CREATE UNIQUE INDEX watch_handle ON public.watch USING btree (handle) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX watch_name ON public.watch USING btree (lower(name)) WHERE (ended_at IS NULL);
CREATE INDEX watch_subject ON public.watch USING btree (subject_id);
CREATE INDEX watch_dossier_watch ON public.watch_dossier USING btree (watch_id);
CREATE INDEX watch_escalation_age ON public.watch_escalation USING btree (told_at);
CREATE INDEX watch_escalation_newest ON public.watch_escalation USING btree (watch_id, told_at DESC, id DESC);
CREATE INDEX watch_find_open ON public.watch_find USING btree (watch_id, found_at) WHERE (attended_at IS NULL);
CREATE INDEX watch_find_post ON public.watch_find USING btree (post_id);
CREATE INDEX watch_follow_look ON public.watch_follow USING btree (look_at);
CREATE INDEX watch_follow_watch ON public.watch_follow USING btree (watch_id);
CREATE INDEX watch_news_hit ON public.watch_news USING btree (watch_id, post_id);
CREATE INDEX watch_news_waits ON public.watch_news USING btree (account_id, watch_id, found_at);
CREATE INDEX watch_person_asked_by ON public.watch_person USING btree (asked_by);
CREATE UNIQUE INDEX watch_person_current ON public.watch_person USING btree (watch_id) WHERE (replaced_at IS NULL);
CREATE INDEX watch_person_decided_by ON public.watch_person USING btree (decided_by);
CREATE INDEX watch_person_replaced ON public.watch_person USING btree (replaced_at);
CREATE INDEX watch_person_undecided ON public.watch_person USING btree (asked_at, id) WHERE ((replaced_at IS NULL) AND (decided_by IS NULL));
CREATE INDEX watch_person_until ON public.watch_person USING btree (until) WHERE (replaced_at IS NULL);
CREATE INDEX watch_person_watch ON public.watch_person USING btree (watch_id, asked_at DESC, id DESC);
CREATE INDEX watch_weeks_growth ON public.watch_weeks USING btree (growth DESC, watch_id) WHERE (growth IS NOT NULL);

CREATE OR REPLACE FUNCTION public.answer_channel(talk uuid)
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
  select case
    when exists (select from hook_thread where conversation_id = talk) then 'hook'
    when exists (select from conversation_contact where conversation_id = talk and address is not null) then 'mail'
    when exists (select from post_conversation where conversation_id = talk) then 'feed'
    else 'web'
  end
$function$
;

CREATE OR REPLACE FUNCTION public.answering_unit(subject_id uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE
AS $function$
  select newest.unit_id
  from unnest(subject_path(answering_unit.subject_id)) with ordinality as above (id, steps)
  join lateral (
    select unit_id from subject_version v where v.subject_id = above.id order by version desc limit 1
  ) newest on newest.unit_id is not null
  order by steps limit 1
$function$
;

CREATE OR REPLACE FUNCTION public.approval_strictness(approval text)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
RETURN array_position(ARRAY['none'::text, 'colleague'::text, 'approver'::text, 'forbidden'::text], approval)
;

CREATE OR REPLACE FUNCTION public.check_delegation()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  source mandate;
begin
  if new.delegated_from is null then return new; end if;
  select * into source from mandate where id = new.delegated_from for share;
  if source.delegated_from is not null
    or new.account_id is null
    or new.account_id = source.account_id
    or source.ended_at is not null
    or source.act <> new.act
    or (source.unit_id is not null and source.unit_id <> all (unit_path(new.unit_id)))
    or (source.subject_id is not null and source.subject_id <> all (subject_path(new.subject_id)))
    or (source.channel is not null and source.channel is distinct from new.channel)
    or (source.visibility is not null and source.visibility is distinct from new.visibility)
    or approval_strictness(new.approval) < approval_strictness(source.approval)
    or new.from_on < source.from_on
    or new.from_on > source.to_on
  then
    raise exception 'mandate % goes beyond %', new.id, source.id
      using errcode = 'check_violation', constraint = 'mandate_delegation';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.conversation_home(talk uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE
AS $function$
  with recursive way (id, merged_into) as (
    select id, merged_into from conversation where id = talk
    union
    select next.id, next.merged_into from way join conversation next on next.id = way.merged_into
  )
  select id from way where merged_into is null
$function$
;

CREATE OR REPLACE FUNCTION public.conversation_text(id uuid)
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
  select concat_ws(E'\n\uE000\n', subject, contact.name, (
    select string_agg(concat_ws(' ', place.name, area.name), E'\n\uE000\n' order by seq desc)
    from conversation_place as place
    left join area on area.code = place.area_code and area.year = place.area_year
    where place.conversation_id = conversation.id
  ), (
    select string_agg(left(concat_ws(' ', use.name, use.alternative), 1000), E'\n\uE000\n' order by file.seq desc, use.id)
    from conversation_file as file
    join blob_use as use on use.owner = 'conversation:' || file.conversation_id || ':' || file.seq
    where file.conversation_id = conversation.id
  ), (
    select string_agg(left(file ->> 'name', 500), E'\n\uE000\n' order by mail.seq desc)
    from mail_message as mail cross join jsonb_array_elements(mail.files) as file
    where mail.conversation_id = conversation.id and file ->> 'name' <> ''
  ), (
    select string_agg(left(body, 50000), E'\n\uE000\n' order by seq = 1 desc, seq desc)
    from conversation_entry where conversation_id = conversation.id and body is not null
  ))
  from conversation left join conversation_contact as contact on contact.conversation_id = conversation.id
  where conversation.id = conversation_text.id
$function$
;

CREATE OR REPLACE FUNCTION public.elsewhere_disclosure(talk uuid, account_id uuid)
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
  select account.name || case conversation.language when 'en' then ', on behalf of ' else ', namens ' end || organisation.name
  from account, organisation, conversation
  where account.id = elsewhere_disclosure.account_id and conversation.id = talk
$function$
;

CREATE OR REPLACE FUNCTION public.find_answer_mandate(talk uuid, by_account uuid, for_act text, by_channel text, with_visibility text, on_day date)
 RETURNS TABLE(mandate_id uuid, approval text, missing text[], for_account uuid)
 LANGUAGE plpgsql
 STABLE
AS $function$
declare
  latest conversation_entry;
begin
  select * into latest from conversation_entry e
  where e.conversation_id = talk and e.kind = 'classified' order by e.seq desc limit 1;
  if not may_read_subject(by_account, latest.subject_id, on_day) then return; end if;
  return query select m.mandate_id, m.approval, m.missing, m.for_account from find_mandate(
    by_account, for_act, latest.unit_id, latest.subject_id, by_channel, with_visibility, on_day
  ) m;
end $function$
;

CREATE OR REPLACE FUNCTION public.find_approve_obstacle(talk uuid, by_account uuid, of_draft integer, by_channel text, on_day date)
 RETURNS TABLE(obstacle text, mandate_id uuid, missing text[], for_account uuid)
 LANGUAGE plpgsql
 STABLE
AS $function$
declare
  draft conversation_entry;
  held record;
  of_writer text;
begin
  select * into draft from conversation_entry e
  where e.conversation_id = talk and e.kind = 'draft' order by e.seq desc limit 1;
  select * into held from find_answer_mandate(talk, by_account, 'approve', by_channel, 'private', on_day);
  if held.mandate_id is null then
    select w.approval into of_writer
    from find_answer_mandate(talk, draft.by_account, 'send', by_channel, 'private', on_day) w;
    select * into held from find_answer_mandate(talk, by_account, 'send', by_channel, 'private', on_day);
    if held.approval in ('colleague', 'approver') then held.approval := 'none'; end if;
  end if;
  mandate_id := held.mandate_id;
  missing := held.missing;
  for_account := held.for_account;
  obstacle := case
    when draft.seq is distinct from of_draft or exists (
      select from conversation_entry e where e.conversation_id = talk and e.draft_seq = of_draft
    ) then 'draft-replaced'
    when exists (
      select from conversation_entry e
      where e.conversation_id = talk and e.kind = 'draft' and e.by_account = find_approve_obstacle.by_account
        and e.seq > coalesce((select max(s.seq) from conversation_entry s where s.conversation_id = talk and s.kind = 'sent'), 0)
    ) then 'own-draft'
    when held.mandate_id is null then 'no-mandate'
    when held.approval <> 'none' then 'forbidden'
    when cardinality(held.missing) > 0 then 'conditions'
    when of_writer = 'approver' then 'needs-approver'
  end;
  return next;
end $function$
;

CREATE OR REPLACE FUNCTION public.find_fact_obstacle(sheet uuid, of_version integer, by_account uuid, on_day date)
 RETURNS TABLE(obstacle text, mandate_id uuid, missing text[], for_account uuid)
 LANGUAGE plpgsql
 STABLE
AS $function$
declare
  latest fact_version;
  held record;
  is_approver boolean;
  of_writer text;
begin
  select * into latest from fact_version v where v.sheet_id = sheet order by v.version desc limit 1;
  select * into held from find_mandate(by_account, 'approve', latest.unit_id, latest.subject_id, 'web', 'public', on_day);
  is_approver := held.mandate_id is not null;
  if not is_approver then
    select w.approval into of_writer
    from find_mandate(latest.written_by, 'publish', latest.unit_id, latest.subject_id, 'web', 'public', on_day) w;
    select * into held from find_mandate(by_account, 'publish', latest.unit_id, latest.subject_id, 'web', 'public', on_day);
    if held.approval = 'colleague' then held.approval := 'none'; end if;
  end if;
  mandate_id := held.mandate_id;
  missing := held.missing;
  for_account := held.for_account;
  obstacle := case
    when latest.version is distinct from of_version or exists (
      select from fact_decision d where d.sheet_id = sheet and d.version = of_version
    ) then 'draft-replaced'
    when exists (
      select from fact_version v
      where v.sheet_id = sheet and v.written_by = find_fact_obstacle.by_account
        and v.version > coalesce((select s.public_version from fact_sheet s where s.id = sheet), 0)
    ) then 'own-draft'
    when held.mandate_id is null then 'no-mandate'
    -- What only some may read is told to nobody.
    when held.approval = 'forbidden' or (latest.subject_id is not null and is_restricted(latest.subject_id)) then 'forbidden'
    when cardinality(held.missing) > 0 then 'conditions'
    when held.approval = 'approver' or (of_writer = 'approver' and not is_approver) then 'needs-approver'
  end;
  return next;
end $function$
;

CREATE OR REPLACE FUNCTION public.find_hidden_subjects(by_account uuid, on_day date)
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE
AS $function$
begin
  if not exists (select from subject_version where restricted) then return '{}'; end if;
  return array(
    with recursive newest as materialized (
      select s.id, coalesce(s.replaced_by, v.parent_id) as above, v.unit_id, v.restricted
      from subject s
      join lateral (
        select parent_id, unit_id, restricted from subject_version where subject_id = s.id order by version desc limit 1
      ) v on true
    ), confined (id, unit_id) as (
      select n.id, n.unit_id from newest n where n.restricted
      union
      select n.id, coalesce(n.unit_id, c.unit_id) from confined c join newest n on n.above = c.id
    ), theirs (id) as (
      select r.unit_id from staff_role r
      where r.account_id = by_account and is_in_force(r.from_on, r.to_on, r.ended_at, on_day)
      union
      select u.id from theirs t join unit u on u.parent_id = t.id
    )
    select distinct c.id from confined c where c.unit_id not in (select id from theirs) order by c.id
  );
end $function$
;

CREATE OR REPLACE FUNCTION public.find_kept_days()
 RETURNS TABLE(subject_id uuid, mail_days integer, words_days integer, contact_days integer, files_days integer)
 LANGUAGE sql
 STABLE
AS $function$
  with recursive newest as materialized (
    select s.id, coalesce(s.replaced_by, v.parent_id) as above, v.mail_days, v.words_days, v.contact_days, v.files_days
    from subject s
    join lateral (select * from subject_version where subject_id = s.id order by version desc limit 1) v on true
  ), said as (
    select * from newest where above is null
    union all
    select n.id, n.above, coalesce(n.mail_days, said.mail_days), coalesce(n.words_days, said.words_days),
      coalesce(n.contact_days, said.contact_days), coalesce(n.files_days, said.files_days)
    from said join newest n on n.above = said.id
  )
  select id, mail_days, words_days, contact_days, files_days from said
$function$
;

CREATE OR REPLACE FUNCTION public.find_mandate(by_account uuid, for_act text, in_unit uuid, about_subject uuid, by_channel text, with_visibility text, on_day date)
 RETURNS TABLE(mandate_id uuid, approval text, missing text[], for_account uuid)
 LANGUAGE plpgsql
 STABLE
AS $function$
declare
  units uuid[] := unit_path(in_unit);
  subjects uuid[] := subject_path(about_subject);
begin
  return query
  with held as (
    select r.account_id, array_agg(r.role) as anywhere,
      array_agg(r.role) filter (where in_unit is null or r.unit_id = any (units)) as above
    from staff_role r
    where is_in_force(r.from_on, r.to_on, r.ended_at, on_day) and (r.account_id = by_account or r.account_id in (
      select a.account_id from absence a where a.deputy_id = by_account and on_day between a.from_on and a.to_on
    ))
    group by r.account_id
  ), found as (
    select distinct on (held.account_id) held.account_id, m.id, m.approval
    from held
    join mandate m on m.account_id = held.account_id
      or m.role = any (case when m.held_anywhere then held.anywhere else held.above end)
    left join mandate source on source.id = m.delegated_from
    where m.act = for_act
      and (m.unit_id is null or m.unit_id = any (units))
      and (m.subject_id is null or m.subject_id = any (subjects))
      and (m.channel is null or m.channel = by_channel)
      and (m.visibility is null or m.visibility = with_visibility)
      and is_in_force(m.from_on, m.to_on, m.ended_at, on_day)
      and (source.id is null or (
        (source.unit_id is null or source.unit_id = any (units))
        and (source.subject_id is null or source.subject_id = any (subjects))
        and is_in_force(source.from_on, source.to_on, source.ended_at, on_day)
        and (source.account_id is null or exists (
          select from staff_role r where r.account_id = source.account_id and is_in_force(r.from_on, r.to_on, r.ended_at, on_day)
        ))
      ))
    order by held.account_id, array_position(subjects, m.subject_id), array_position(units, m.unit_id),
      m.account_id is null, approval_strictness(m.approval) desc, m.id
  )
  select found.id, found.approval, array(
    select c.key from mandate_condition c
    where c.mandate_id = found.id and not exists (
      select from condition_met
      where condition_met.account_id = by_account and condition_met.key = c.key
        and (until_on is null or until_on >= on_day)
    )
    order by c.key
  ), nullif(found.account_id, by_account)
  from found
  where exists (select from held where held.account_id = by_account)
  order by found.account_id = by_account and found.approval = 'forbidden' desc, approval_strictness(found.approval),
    found.account_id <> by_account, found.account_id
  limit 1;
end $function$
;

CREATE OR REPLACE FUNCTION public.find_near_obstacle(in_unit uuid, about_subject uuid, by_account uuid, on_day date)
 RETURNS TABLE(obstacle text, mandate_id uuid, missing text[], for_account uuid)
 LANGUAGE plpgsql
 STABLE
AS $function$
declare
  held record;
begin
  select * into held from find_mandate(by_account, 'publish', in_unit, about_subject, 'web', 'public', on_day);
  mandate_id := held.mandate_id;
  missing := held.missing;
  for_account := held.for_account;
  obstacle := case
    when held.mandate_id is null then 'no-mandate'
    when held.approval = 'forbidden' then 'forbidden'
    when cardinality(held.missing) > 0 then 'conditions'
    when held.approval <> 'none' then 'needs-' || held.approval
  end;
  return next;
end $function$
;

CREATE OR REPLACE FUNCTION public.find_publish_obstacle(talk uuid, by_account uuid, on_day date)
 RETURNS TABLE(obstacle text, mandate_id uuid, missing text[], for_account uuid)
 LANGUAGE plpgsql
 STABLE
AS $function$
declare
  held record;
begin
  select * into held from find_answer_mandate(talk, by_account, 'publish', 'web', 'public', on_day);
  mandate_id := held.mandate_id;
  missing := held.missing;
  for_account := held.for_account;
  obstacle := case
    when held.mandate_id is null then 'no-mandate'
    when held.approval = 'forbidden' then 'forbidden'
    when cardinality(held.missing) > 0 then 'conditions'
    when held.approval <> 'none' then 'needs-' || held.approval
  end;
  return next;
end $function$
;

CREATE OR REPLACE FUNCTION public.find_send_obstacle(talk uuid, by_account uuid, of_draft integer, with_approval integer, by_channel text, on_day date)
 RETURNS TABLE(obstacle text, mandate_id uuid, missing text[], for_account uuid)
 LANGUAGE plpgsql
 STABLE
AS $function$
declare
  held record;
  approved conversation_entry;
begin
  select * into held from find_answer_mandate(talk, by_account, 'send', by_channel, 'private', on_day);
  mandate_id := held.mandate_id;
  missing := held.missing;
  for_account := held.for_account;
  select * into approved from conversation_entry e
  where e.conversation_id = talk and e.seq = with_approval and e.kind = 'approved' and e.draft_seq = of_draft;
  obstacle := case
    when held.mandate_id is null then 'no-mandate'
    when held.approval = 'forbidden' then 'forbidden'
    when cardinality(held.missing) > 0 then 'conditions'
    when exists (
      select from conversation_entry e where e.conversation_id = talk and e.seq > of_draft
        and (e.kind = 'draft' or (e.kind = 'sent' and e.draft_seq = of_draft))
    ) then 'draft-replaced'
    when exists (
      select from conversation_entry e
      where e.conversation_id = talk and e.kind = 'returned' and e.draft_seq = of_draft
    ) then 'returned'
    when held.approval = 'none' then null
    when approved.seq is null
      -- Who agrees does so for what it was about: about something else, somebody else may have to.
      or exists (
        select from conversation_entry e
        where e.conversation_id = talk and e.kind = 'classified' and e.seq > approved.seq
      )
      or (held.approval = 'approver'
        and not exists (select from mandate m where m.id = approved.mandate_id and m.act = 'approve'))
    then 'needs-' || held.approval
  end;
  return next;
end $function$
;

CREATE OR REPLACE FUNCTION public.follow_classification()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update conversation_search set subject_id = new.subject_id where conversation_id = new.id;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.follow_contact()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.name is distinct from old.name then
    perform make_findable(coalesce(new.conversation_id, old.conversation_id));
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.follow_entry()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.body is distinct from old.body then
    perform make_findable(new.conversation_id);
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.follow_place_or_file()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform make_findable(coalesce(new.conversation_id, old.conversation_id));
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.follow_subject()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform make_findable(new.id);
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.found_words(said text)
 RETURNS tsvector
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT COST 2000
AS $function$
declare
  words text[] := array(
    select left(word, 40)
    from unnest(string_to_array(public.plain_words(left(said, 50000)), ' ')) with ordinality as listed (word, place)
    where word <> '' order by place
  );
begin
  return (
    select coalesce(string_agg('''' || word || ''':' || least(place, 16383), ' '), '')::tsvector
    from unnest(words) with ordinality as placed (word, place)
  ) || array_to_tsvector(array(
    select distinct left(stem, -1) || translate(right(stem, 1), 'vz', 'fs')
    from (select distinct word from unnest(words) as word) as once,
      unnest(ts_lexize('dutch_stem', once.word) || ts_lexize('english_stem', once.word)) as stem
    where stem <> ''
  ));
end $function$
;

CREATE OR REPLACE FUNCTION public.give_first_calendar()
 RETURNS void
 LANGUAGE sql
AS $function$
  insert into working_calendar (version, week, keeps_holidays, other_days, first_term, resolution_term, made_at) values (
    1, '{09:00-17:00,09:00-17:00,09:00-17:00,09:00-17:00,09:00-17:00,"",""}', true, '{}', '5 workingDays', '5 workingDays', now()
  )
$function$
;

CREATE OR REPLACE FUNCTION public.give_first_mandates()
 RETURNS void
 LANGUAGE sql
AS $function$
  insert into mandate (id, act, role, held_anywhere, visibility, approval, from_on, decision, given_at)
  -- Ids that stand before all that are made later.
  select ('00000000-0000-7000-8000-' || lpad((row_number() over ())::text, 12, '0'))::uuid, act, role, true, visibility, 'none', date '2000-01-01',
    'Zoals het was bij de start van Weerklank. Vervang dit door uw eigen mandaatbesluit.', now()
  from (values
    ('send', 'private', '{responder, policy_maker, administrator}'::text[]),
    ('approve', 'private', '{policy_maker, administrator}'),
    ('publish', 'public', '{policy_maker, administrator}')
  ) as first (act, visibility, roles), unnest(roles) as role
  on conflict do nothing
$function$
;

CREATE OR REPLACE FUNCTION public.hold_leaving_reply()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update leaving_reply set
    held_at = greatest(new.at, ordered_at),
    held_why = case new.kind when 'received' then 'heard' when 'status' then 'stopped' else new.kind end,
    held_by = case when new.kind <> 'received' then new.by_account end
  where conversation_id = new.conversation_id and held_at is null and seen < new.seq;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.is_in_force(from_on date, to_on date, ended_at timestamp with time zone, on_day date)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
RETURN ((ended_at IS NULL) AND (from_on <= on_day) AND ((to_on IS NULL) OR (to_on >= on_day)))
;

CREATE OR REPLACE FUNCTION public.is_restricted(subject_id uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select exists (
    select from unnest(subject_path(is_restricted.subject_id)) as above (id)
    join lateral (
      select restricted from subject_version v where v.subject_id = above.id order by version desc limit 1
    ) newest on newest.restricted
  )
$function$
;

CREATE OR REPLACE FUNCTION public.keep_access()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'who may take part stays once it was open';
end
$function$
;

CREATE OR REPLACE FUNCTION public.keep_as_written()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'a row of % stays as it was written', tg_table_name
    using errcode = 'check_violation', constraint = tg_name;
end $function$
;

CREATE OR REPLACE FUNCTION public.keep_entry()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE' then
    -- It goes with its conversation, which is gone by then.
    if not exists (select from conversation where id = old.conversation_id) then return old; end if;
  elsif (new.body is null or new.body = old.body)
    and (new.mail_id is null or new.mail_id = old.mail_id)
    -- Columns that are generated are not known yet.
    and to_jsonb(new) - array['body', 'mail_id', 'draft_kind', 'approval_kind']
      = to_jsonb(old) - array['body', 'mail_id', 'draft_kind', 'approval_kind']
  then
    return new;
  end if;
  raise exception 'entry % of conversation % stays as it was written', old.seq, old.conversation_id
    using errcode = 'check_violation', constraint = 'conversation_entry_kept';
end $function$
;

CREATE OR REPLACE FUNCTION public.keep_fact()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE' and not exists (select from fact_sheet where id = old.sheet_id) then return old; end if;
  raise exception 'version % of sheet % stays as it was', old.version, old.sheet_id
    using errcode = 'check_violation', constraint = tg_name;
end $function$
;

CREATE OR REPLACE FUNCTION public.keep_mandate()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  ended mandate := new;
begin
  ended.to_on := old.to_on;
  ended.ended_at := old.ended_at;
  if ended is distinct from old
    or (new.to_on is distinct from old.to_on and (new.to_on is null or new.to_on > old.to_on))
    or (new.ended_at is distinct from old.ended_at and old.ended_at is not null)
  then
    raise exception 'mandate % can only be ended', old.id using errcode = 'check_violation', constraint = 'mandate_kept';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.keep_near_step()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE' and not exists (select from near_report where id = old.report_id) then return old; end if;
  raise exception 'step % of report % stays as it was published', old.seq, old.report_id
    using errcode = 'check_violation', constraint = 'near_report_step_kept';
end $function$
;

CREATE OR REPLACE FUNCTION public.keep_public_fact()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE' or new.number is distinct from old.number or old.state = 'withdrawn'
    or new.language <> old.language or new.public_version < old.public_version
  then
    raise exception 'sheet % stays public as it is known', old.number
      using errcode = 'check_violation', constraint = tg_name;
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.keep_results()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'when the results of a dialogue show stays once it was open';
end
$function$
;

CREATE OR REPLACE FUNCTION public.leave_uncounted()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into conversation_uncounted (conversation_id, seq) values (new.conversation_id, new.seq);
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.leave_unsorted()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into conversation_unsorted (conversation_id) values (new.id) on conflict do nothing;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.make_findable(id uuid)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  if current_setting('weerklank.found_soon', true) = 'on' then
    insert into conversation_unfound (conversation_id) values (make_findable.id) on conflict do nothing;
    return;
  end if;
  perform from conversation where conversation.id = make_findable.id for no key update;
  insert into conversation_search (conversation_id, at, words, subject_id)
  select conversation.id, coalesce(max(entry.at) filter (where entry.body is not null), max(entry.at)),
    found_words(conversation_text(conversation.id)), conversation.subject_id
  from conversation join conversation_entry as entry on entry.conversation_id = conversation.id
  where conversation.id = make_findable.id
  group by conversation.id
  on conflict (conversation_id) do update
    set at = excluded.at, words = excluded.words, subject_id = excluded.subject_id;
  delete from conversation_unfound where conversation_id = make_findable.id;
end $function$
;

CREATE OR REPLACE FUNCTION public.may_read_subject(by_account uuid, subject_id uuid, on_day date)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select subject_id is null or not is_restricted(subject_id) or exists (
    select from staff_role r
    where r.account_id = by_account and is_in_force(r.from_on, r.to_on, r.ended_at, on_day)
      and r.unit_id = any (unit_path(answering_unit(may_read_subject.subject_id)))
  )
$function$
;

CREATE OR REPLACE FUNCTION public.note_dialogue_turned()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into opinion_change (dialogue_id) values (new.id) on conflict do nothing;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION public.note_dossier_turned()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into opinion_change (dialogue_id) select id from dialogue where dossier_id = new.id on conflict do nothing;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION public.note_opinion_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into opinion_change (dialogue_id) values (new.dialogue_id) on conflict do nothing;
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION public.place_of(address text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select lower(rtrim(regexp_replace(
    regexp_replace(
      regexp_replace(left(address, 2000), '^[a-z]+://([^/?#@]*@)?(www\.)?', '', 'i'),
      '[?#].*$', ''),
    '/[^/]*\.(php|html?|aspx?|cgi|jsp|xml|rss|atom|json)$', '', 'i'), '/'))
$function$
;

CREATE OR REPLACE FUNCTION public.places_above(place text)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select array_agg(array_to_string(parts[1:n], '/'))
  from (select string_to_array(place, '/') as parts) split, generate_series(1, least(cardinality(parts), 50)) n
$function$
;

CREATE OR REPLACE FUNCTION public.plain_words(said text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT COST 200
AS $function$
  select trim(regexp_replace(regexp_replace(
    case when told ~ '[\u00c0-\u017f\u0370-\u052f\u1e9e]' then
      replace(replace(replace(replace(
        translate(told,
          'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩςАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЂЄЅІЈЉЊЋЏҐØøŁłĐđÐðıÆŒÞẞ',
          'αβγδεζηθικλμνξοπρστυφχψωσабвгдежзиклмнопрстуфхцчшщъыьэюяђєѕіјљњћџґoollddddiæœþß'),
        'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), 'ß', 'ss')
      else told end,
    '([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fff\u3005-\u3007\u3021-\u318f\u31a0-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])',
    ' \1 ', 'g'),
    '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u02c2-\u02c5\u02d2-\u02df\u055a-\u055f\u0589\u058a\u05be\u05c0\u05c3\u05c6\u05f3\u05f4\u060c\u061b-\u061f\u066a-\u066d\u06d4\u0964\u0965\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u3004\u3008-\u3020\ufd3e\ufd3f\ufe00-\ufe1f\ufe30-\ufe6f\ufeff\ufff0-\uffff\U0001f000-\U0001faff\U000e0000-\U000e0fff]+',
    ' ', 'g'))
  from lower(regexp_replace(normalize(said, NFKD),
    '[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670]', '', 'g') collate "C") as told
$function$
;

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% is never changed', tg_table_name;
end
$function$
;

CREATE OR REPLACE FUNCTION public.refuse_hook_without_sent()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if not exists (select from conversation_entry where hook_id = new.id and kind = 'sent') then
    raise exception 'hook % is an answer that no entry says was sent', new.id
      using errcode = 'check_violation', constraint = 'reply_has_sent';
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.refuse_new_reader_of_approved()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (
    select from conversation_entry entry
    where entry.conversation_id = new.conversation_id and entry.seq = new.seq and entry.approval_seq is not null
  ) then
    raise exception 'a copy of entry % goes to somebody of whom its approver did not know', new.seq
      using errcode = 'check_violation', constraint = 'reply_copy_as_approved';
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.refuse_open_field()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'a draft in conversation % has places to fill in', new.conversation_id
    using errcode = 'check_violation', constraint = 'mandate_open_field', detail = (
      select string_agg(distinct place[1], ', ' order by place[1])
      from regexp_matches(new.body, '⟨(?:vul in|fill in): ([^⟨⟩]+)⟩', 'g') place
    );
end $function$
;

CREATE OR REPLACE FUNCTION public.refuse_reply_without_sent()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if not exists (select from conversation_entry where mail_id = new.id and kind = 'sent')
    and not exists (select from reply_copy where mail_id = new.id)
    and exists (select from outgoing_mail where id = new.id)
  then
    raise exception 'mail % is a reply that no entry says was sent', new.id
      using errcode = 'check_violation', constraint = 'reply_has_sent';
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.refuse_subject_circle()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_advisory_xact_lock(hashtext('subject tree'));
  if new.id = any (subject_path(new.replaced_by)) then
    raise exception 'subject % would replace itself', new.id using errcode = 'check_violation', constraint = 'subject_circle';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.refuse_subject_version_circle()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_advisory_xact_lock(hashtext('subject tree'));
  if new.subject_id = any (subject_path(new.parent_id)) then
    raise exception 'subject % would lie in itself', new.subject_id
      using errcode = 'check_violation', constraint = 'subject_circle';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.refuse_undisclosed_draft()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  disclosure text := elsewhere_disclosure(new.conversation_id, new.by_account);
begin
  if answer_channel(new.conversation_id) = 'feed'
    and starts_with(reverse(new.body), reverse(E'\n\n' || disclosure)) is not true then
    raise exception 'a draft in conversation % does not say who speaks', new.conversation_id
      using errcode = 'check_violation', constraint = 'mandate_undisclosed';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.refuse_unit_circle()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_advisory_xact_lock(hashtext('unit tree'));
  if new.id = any (unit_path(new.parent_id)) then
    raise exception 'unit % would lie in itself', new.id using errcode = 'check_violation', constraint = 'unit_circle';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.refuse_unplaced_reply()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if answer_channel(new.conversation_id) <> 'feed' then
    return new;
  end if;
  if not exists (select from placed_reply p where p.conversation_id = new.conversation_id and p.seq = new.seq) then
    raise exception 'a reply in conversation % is put where the post stands', new.conversation_id
      using errcode = 'check_violation', constraint = 'mandate_elsewhere';
  end if;
  if not exists (
    select from conversation_entry e
    where e.conversation_id = new.conversation_id and e.seq = new.draft_seq and e.body ~ ', (namens|on behalf of) [^\n]+$'
  ) then
    raise exception 'a reply in conversation % does not say who speaks', new.conversation_id
      using errcode = 'check_violation', constraint = 'mandate_undisclosed';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.subject_path(subject_id uuid)
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE
AS $function$
declare
  path uuid[] := '{}';
  next_id uuid := subject_id;
begin
  while next_id is not null and next_id <> all (path) loop
    path := path || next_id;
    next_id := coalesce(
      (select replaced_by from subject where id = next_id),
      (select parent_id from subject_version v where v.subject_id = next_id order by version desc limit 1)
    );
  end loop;
  return path;
end $function$
;

CREATE OR REPLACE FUNCTION public.subject_terms(subject_id uuid, OUT first_term text, OUT resolution_term text)
 RETURNS record
 LANGUAGE sql
 STABLE
AS $function$
  select (array_agg(newest.first_term order by steps) filter (where newest.first_term is not null))[1],
    (array_agg(newest.resolution_term order by steps) filter (where newest.resolution_term is not null))[1]
  from unnest(subject_path(subject_terms.subject_id)) with ordinality as above (id, steps)
  join lateral (
    select v.first_term, v.resolution_term from subject_version v where v.subject_id = above.id order by version desc limit 1
  ) newest on true
$function$
;

CREATE OR REPLACE FUNCTION public.unit_path(unit_id uuid)
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE
AS $function$
declare
  path uuid[] := '{}';
  next_id uuid := unit_id;
begin
  while next_id is not null and next_id <> all (path) loop
    path := path || next_id;
    next_id := (select parent_id from unit where id = next_id);
  end loop;
  return path;
end $function$
;

CREATE OR REPLACE FUNCTION public.word_stems(word text)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
  select array(
    select distinct left(stem, -1) || translate(right(stem, 1), 'vz', 'fs')
    from unnest(ts_lexize('dutch_stem', word) || ts_lexize('english_stem', word)) as stem
    where stem <> ''
  )
$function$
;

CREATE OR REPLACE FUNCTION public.write_fact_mandate()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  sheet fact_sheet;
  found record;
  held uuid;
begin
  select * into sheet from fact_sheet where id = new.sheet_id for no key update;
  if sheet.state = 'withdrawn' or (sheet.state = 'public' and exists (
    select from fact_version where sheet_id = new.sheet_id and version = new.version and change = ''
  )) then
    raise exception 'sheet % is not changed without saying why', new.sheet_id
      using errcode = 'check_violation', constraint = 'fact_change_said';
  end if;
  loop
    select * into found from find_fact_obstacle(new.sheet_id, new.version, new.by_account, new.mandated_on);
    if found.obstacle is not null then
      raise exception 'account % may not approve version % of sheet %: %', new.by_account, new.version, new.sheet_id, found.obstacle
        using errcode = 'check_violation', constraint = 'mandate_' || replace(found.obstacle, '-', '_');
    end if;
    exit when found.mandate_id = held;
    held := found.mandate_id;
    perform from mandate where id = held for share;
  end loop;
  new.mandate_id := held;
  new.mandated_for := found.for_account;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.write_mandate()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  found record;
  leaves_by text;
  held uuid;
begin
  perform from conversation where id = new.conversation_id for no key update;
  leaves_by := case when new.mail_id is not null then 'mail' else answer_channel(new.conversation_id) end;
  loop
    if new.kind = 'sent' then
      select * into found from find_send_obstacle(
        new.conversation_id, new.by_account, new.draft_seq, new.approval_seq, leaves_by, new.mandated_on);
    elsif new.kind = 'approved' then
      select * into found from find_approve_obstacle(
        new.conversation_id, new.by_account, new.draft_seq, leaves_by, new.mandated_on);
    else
      select * into found from find_publish_obstacle(new.conversation_id, new.by_account, new.mandated_on);
      if found.obstacle is not null then
        select * into found from find_send_obstacle(
          new.conversation_id, new.by_account, null, null, leaves_by, new.mandated_on);
      end if;
    end if;
    if found.obstacle is not null then
      raise exception 'account % may not write % in conversation %: %',
        new.by_account, new.kind, new.conversation_id, found.obstacle
        using errcode = 'check_violation', constraint = 'mandate_' || replace(found.obstacle, '-', '_');
    end if;
    exit when found.mandate_id = held;
    held := found.mandate_id;
    perform from mandate where id = held for share;
  end loop;
  new.mandate_id := held;
  new.mandated_for := found.for_account;
  new.before_mandates := false;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.write_near_mandate()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  report near_report;
  found record;
  held uuid;
begin
  select * into report from near_report where id = new.report_id;
  loop
    if tg_table_name = 'near_report_step' then
      select * into found from find_near_obstacle(report.unit_id, report.subject_id, new.by_account, new.mandated_on);
    else
      select * into found from find_publish_obstacle(new.conversation_id, new.by_account, new.mandated_on);
    end if;
    if found.obstacle is not null then
      raise exception 'account % may not publish report %: %', new.by_account, new.report_id, found.obstacle
        using errcode = 'check_violation', constraint = 'mandate_' || replace(found.obstacle, '-', '_');
    end if;
    exit when found.mandate_id = held;
    held := found.mandate_id;
    perform from mandate where id = held for share;
  end loop;
  new.mandate_id := held;
  new.mandated_for := found.for_account;
  return new;
end $function$
;

CREATE TRIGGER conversation_begun AFTER INSERT ON public.conversation FOR EACH ROW EXECUTE FUNCTION leave_unsorted();
CREATE TRIGGER conversation_classified AFTER UPDATE OF subject_id, unit_id ON public.conversation FOR EACH ROW WHEN (((new.subject_id IS DISTINCT FROM old.subject_id) OR (new.unit_id IS DISTINCT FROM old.unit_id))) EXECUTE FUNCTION leave_unsorted();
CREATE TRIGGER conversation_classified_findable AFTER UPDATE OF subject_id ON public.conversation FOR EACH ROW WHEN ((old.subject_id IS DISTINCT FROM new.subject_id)) EXECUTE FUNCTION follow_classification();
CREATE TRIGGER conversation_findable AFTER UPDATE OF subject ON public.conversation FOR EACH ROW WHEN ((old.subject IS DISTINCT FROM new.subject)) EXECUTE FUNCTION follow_subject();
CREATE TRIGGER conversation_contact_findable AFTER INSERT OR DELETE OR UPDATE OF name ON public.conversation_contact FOR EACH ROW EXECUTE FUNCTION follow_contact();
CREATE TRIGGER conversation_entry_disclosed BEFORE INSERT ON public.conversation_entry FOR EACH ROW WHEN ((new.kind = 'draft'::text)) EXECUTE FUNCTION refuse_undisclosed_draft();
CREATE TRIGGER conversation_entry_findable AFTER INSERT OR UPDATE OF body ON public.conversation_entry FOR EACH ROW EXECUTE FUNCTION follow_entry();
CREATE TRIGGER conversation_entry_holds_reply AFTER INSERT ON public.conversation_entry FOR EACH ROW WHEN ((((new.kind = 'received'::text) AND (new.due_on IS NOT NULL)) OR ((new.kind = 'status'::text) AND (new.closed_as = 'spam'::text)) OR (new.kind = ANY (ARRAY['merged'::text, 'split'::text])))) EXECUTE FUNCTION hold_leaving_reply();
CREATE TRIGGER conversation_entry_kept BEFORE DELETE OR UPDATE ON public.conversation_entry FOR EACH ROW EXECUTE FUNCTION keep_entry();
CREATE TRIGGER conversation_entry_mandate BEFORE INSERT ON public.conversation_entry FOR EACH ROW WHEN (((new.kind = ANY (ARRAY['approved'::text, 'sent'::text])) OR ((new.kind = 'status'::text) AND ((new.status = 'answered'::text) OR (new.closed_as = ANY (ARRAY['solved'::text, 'no-answer'::text])))))) EXECUTE FUNCTION write_mandate();
CREATE TRIGGER conversation_entry_open_field BEFORE INSERT ON public.conversation_entry FOR EACH ROW WHEN (((new.kind = 'draft'::text) AND (new.body ~ '⟨(?:vul in|fill in): [^⟨⟩]+⟩'::text))) EXECUTE FUNCTION refuse_open_field();
CREATE TRIGGER conversation_entry_placed BEFORE INSERT ON public.conversation_entry FOR EACH ROW WHEN ((new.kind = 'sent'::text)) EXECUTE FUNCTION refuse_unplaced_reply();
CREATE TRIGGER conversation_entry_uncounted AFTER INSERT ON public.conversation_entry FOR EACH ROW WHEN ((new.kind = ANY (ARRAY['received'::text, 'sent'::text, 'status'::text, 'classified'::text, 'due'::text, 'merged'::text, 'split'::text]))) EXECUTE FUNCTION leave_uncounted();
CREATE TRIGGER conversation_file_findable AFTER INSERT OR DELETE ON public.conversation_file FOR EACH ROW EXECUTE FUNCTION follow_place_or_file();
CREATE TRIGGER conversation_place_findable AFTER INSERT OR DELETE OR UPDATE ON public.conversation_place FOR EACH ROW EXECUTE FUNCTION follow_place_or_file();
CREATE TRIGGER dialogue_results BEFORE UPDATE OF results ON public.dialogue FOR EACH ROW WHEN (((old.opened_at IS NOT NULL) AND (old.results IS DISTINCT FROM new.results))) EXECUTE FUNCTION keep_results();
CREATE TRIGGER dialogue_turned AFTER UPDATE OF state, closes_on ON public.dialogue FOR EACH ROW WHEN (((old.state IS DISTINCT FROM new.state) OR (old.closes_on IS DISTINCT FROM new.closes_on))) EXECUTE FUNCTION note_dialogue_turned();
CREATE TRIGGER dialogue_report_stays BEFORE UPDATE ON public.dialogue_report FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER dossier_turned AFTER UPDATE OF state ON public.dossier FOR EACH ROW WHEN ((old.state IS DISTINCT FROM new.state)) EXECUTE FUNCTION note_dossier_turned();
CREATE TRIGGER entrance_access BEFORE UPDATE OF access ON public.entrance FOR EACH ROW WHEN (((old.fixed_at IS NOT NULL) AND (old.access IS DISTINCT FROM new.access))) EXECUTE FUNCTION keep_access();
CREATE TRIGGER fact_decision_kept BEFORE DELETE OR UPDATE ON public.fact_decision FOR EACH ROW EXECUTE FUNCTION keep_fact();
CREATE TRIGGER fact_decision_mandate BEFORE INSERT ON public.fact_decision FOR EACH ROW WHEN ((new.kind = 'approved'::text)) EXECUTE FUNCTION write_fact_mandate();
CREATE TRIGGER fact_sheet_kept BEFORE DELETE OR UPDATE ON public.fact_sheet FOR EACH ROW WHEN ((old.number IS NOT NULL)) EXECUTE FUNCTION keep_public_fact();
CREATE TRIGGER fact_version_kept BEFORE DELETE OR UPDATE ON public.fact_version FOR EACH ROW EXECUTE FUNCTION keep_fact();
CREATE TRIGGER mail_message_findable AFTER INSERT ON public.mail_message FOR EACH ROW WHEN ((new.files <> '[]'::jsonb)) EXECUTE FUNCTION follow_place_or_file();
CREATE TRIGGER mail_message_refindable AFTER UPDATE OF files ON public.mail_message FOR EACH ROW WHEN (((old.files <> '[]'::jsonb) AND (new.files = '[]'::jsonb))) EXECUTE FUNCTION follow_place_or_file();
CREATE TRIGGER mandate_delegation AFTER INSERT ON public.mandate FOR EACH ROW EXECUTE FUNCTION check_delegation();
CREATE TRIGGER mandate_kept BEFORE DELETE OR UPDATE ON public.mandate FOR EACH ROW EXECUTE FUNCTION keep_mandate();
CREATE TRIGGER mandate_condition_kept BEFORE DELETE OR UPDATE ON public.mandate_condition FOR EACH ROW EXECUTE FUNCTION keep_as_written();
CREATE TRIGGER near_report_source_mandate BEFORE INSERT ON public.near_report_source FOR EACH ROW EXECUTE FUNCTION write_near_mandate();
CREATE TRIGGER near_report_step_kept BEFORE DELETE OR UPDATE ON public.near_report_step FOR EACH ROW EXECUTE FUNCTION keep_near_step();
CREATE TRIGGER near_report_step_mandate BEFORE INSERT ON public.near_report_step FOR EACH ROW EXECUTE FUNCTION write_near_mandate();
CREATE CONSTRAINT TRIGGER hook_has_sent AFTER INSERT ON public.outgoing_hook DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_hook_without_sent();
CREATE CONSTRAINT TRIGGER reply_has_sent AFTER INSERT OR UPDATE OF purpose ON public.outgoing_mail DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.purpose = 'reply'::text)) EXECUTE FUNCTION refuse_reply_without_sent();
CREATE TRIGGER participant_excluded AFTER INSERT ON public.participant_exclusion FOR EACH ROW EXECUTE FUNCTION note_opinion_change();
CREATE TRIGGER reply_copy_as_approved AFTER INSERT ON public.reply_copy FOR EACH ROW WHEN ((new.reason IS NOT NULL)) EXECUTE FUNCTION refuse_new_reader_of_approved();
CREATE TRIGGER statement_added AFTER INSERT ON public.statement FOR EACH ROW EXECUTE FUNCTION note_opinion_change();
CREATE TRIGGER statement_moderated AFTER UPDATE OF state, is_meta ON public.statement FOR EACH ROW WHEN (((old.state IS DISTINCT FROM new.state) OR (old.is_meta IS DISTINCT FROM new.is_meta))) EXECUTE FUNCTION note_opinion_change();
CREATE TRIGGER subject_circle AFTER INSERT OR UPDATE OF replaced_by ON public.subject FOR EACH ROW EXECUTE FUNCTION refuse_subject_circle();
CREATE TRIGGER subject_version_circle AFTER INSERT ON public.subject_version FOR EACH ROW EXECUTE FUNCTION refuse_subject_version_circle();
CREATE TRIGGER subject_version_kept BEFORE DELETE OR UPDATE ON public.subject_version FOR EACH ROW EXECUTE FUNCTION keep_as_written();
CREATE TRIGGER unit_circle AFTER INSERT OR UPDATE OF parent_id ON public.unit FOR EACH ROW EXECUTE FUNCTION refuse_unit_circle();
CREATE TRIGGER working_calendar_kept BEFORE DELETE OR UPDATE ON public.working_calendar FOR EACH ROW EXECUTE FUNCTION keep_as_written();
