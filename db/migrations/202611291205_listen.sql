-- What is listened to: public sources only, each with why we read it and on what ground of law.
create table source (
  id uuid primary key,
  address text not null,
  -- One spelling per address, so that a source is added once.
  address_key text not null unique,
  host text not null,
  title text not null,
  home text,
  language text,
  purpose text not null,
  legal_basis text not null check (legal_basis in ('public_task', 'legal_obligation', 'consent')),
  ttl_minutes integer,
  -- The cursor: what the site said of its newest file, and a hash of that file for sites that say nothing.
  etag text,
  last_modified text,
  body_hash text,
  next_fetch_at timestamptz not null,
  health text not null default 'ok' check (health in ('ok', 'degraded', 'failing', 'asleep')),
  failures integer not null default 0,
  problem text,
  last_tried_at timestamptz,
  last_good_at timestamptz,
  added_by uuid not null references account,
  added_at timestamptz not null,
  stopped_at timestamptz
);
create index source_due on source (next_fetch_at) where stopped_at is null;
create index source_host on source (host) where stopped_at is null;

-- What came in, as it came, so that understanding it can be repeated.
create table source_raw (
  id uuid primary key,
  source_id uuid not null references source on delete cascade,
  url text not null,
  content_type text not null,
  body bytea not null,
  fetched_at timestamptz not null,
  understood_at timestamptz
);
create index source_raw_source on source_raw (source_id);
create index source_raw_fetched on source_raw (fetched_at);

-- What a public source published. Whoever wrote it is not kept.
create table post (
  id uuid primary key,
  source_id uuid not null references source,
  url text,
  title text not null,
  html text not null,
  body text not null,
  language text,
  content_hash text not null,
  version integer not null default 1 check (version > 0),
  published_at timestamptz not null,
  first_seen_at timestamptz not null,
  -- Since when the words that stand here stand here: their retention counts from this.
  text_since timestamptz not null,
  text_removed_at timestamptz
);
create index post_newest on post (published_at desc, id desc) where text_removed_at is null;
create index post_of_source on post (source_id, published_at desc, id desc);
create index post_text_since on post (text_since) where text_removed_at is null;
create index post_first_seen on post (first_seen_at);

-- What a post said before it was edited.
create table post_version (
  post_id uuid not null references post on delete cascade,
  version integer not null check (version > 0),
  title text not null,
  html text not null,
  body text not null,
  replaced_at timestamptz not null,
  primary key (post_id, version)
);

-- Every name by which a post may be met again.
create table post_alias (
  source_id uuid not null references source on delete cascade,
  alias text not null,
  post_id uuid not null references post on delete cascade,
  primary key (source_id, alias)
);
create index post_alias_post on post_alias (post_id);

-- A saved query with its purpose. It follows a subject, never a person.
create table watch (
  id uuid primary key,
  name text not null unique,
  query text not null,
  purpose text not null,
  added_by uuid not null references account,
  added_at timestamptz not null,
  ended_at timestamptz
);

-- Where a watch matches a post: pairs of start and end in the title and in the text.
create table post_match (
  watch_id uuid not null references watch on delete cascade,
  post_id uuid not null references post on delete cascade,
  published_at timestamptz not null,
  title_spans integer[] not null,
  body_spans integer[] not null,
  matched_at timestamptz not null,
  primary key (watch_id, post_id)
);
create index post_match_newest on post_match (watch_id, published_at desc, post_id desc);
create index post_match_post on post_match (post_id);

-- Which posts count in which dossier, and who decided that.
create table post_input (
  post_id uuid not null references post,
  dossier_id uuid not null references dossier,
  input_id uuid not null unique,
  made_by uuid not null references account,
  made_at timestamptz not null,
  primary key (post_id, dossier_id),
  foreign key (dossier_id, input_id) references input (dossier_id, id) on delete cascade
);
create index post_input_dossier on post_input (dossier_id);
