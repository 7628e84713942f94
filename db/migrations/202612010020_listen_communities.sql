-- One spelling for the place that an address leads to: without what says who sent a reader, and without the page where that is a file.
create function place_of(address text) returns text language sql immutable parallel safe as $$
  select lower(rtrim(regexp_replace(
    regexp_replace(
      regexp_replace(left(address, 2000), '^[a-z]+://([^/?#@]*@)?(www\.)?', '', 'i'),
      '[?#].*$', ''),
    '/[^/]*\.(php|html?|aspx?|cgi|jsp|xml|rss|atom|json)$', '', 'i'), '/'))
$$;

-- A place and all that it lies in: `forum.example/noord/brug`, `forum.example/noord`, `forum.example`.
create function places_above(place text) returns text[] language sql immutable parallel safe as $$
  select array_agg(array_to_string(parts[1:n], '/'))
  from (select string_to_array(place, '/') as parts) split, generate_series(1, least(cardinality(parts), 50)) n
$$;

create index source_place on source (public.place_of(coalesce(home, address)) collate "C");

-- A place where residents talk that they began themselves: what it is, and how one behaves there.
create table community (
  id uuid primary key,
  name text not null check (name <> ''),
  kind text not null check (kind in ('forum', 'group', 'blog', 'news', 'other')),
  address text not null check (address ~ '^https?://'),
  place text not null generated always as (public.place_of(address)) stored,
  -- How many take part, as it says itself, and on which day it said so.
  size integer check (size > 0),
  sized_on date,
  rules_address text check (rules_address ~ '^https?://'),
  rules_note text not null default '',
  may_reply text not null check (may_reply in ('unknown', 'yes', 'ask-first', 'no')),
  whom_to_ask text not null default '',
  unit_id uuid references unit,
  -- Since when those who keep it agree to be named in public.
  agreed_on date,
  version integer not null default 1 check (version > 0),
  added_by uuid not null references account,
  added_at timestamptz not null,
  constraint community_place_key unique (place),
  check ((size is null) = (sized_on is null))
);
create index community_by_name on community (lower(name), id);
create index community_in_public on community (lower(name), id) where agreed_on is not null;
create index community_unit on community (unit_id);

create table community_subject (
  community_id uuid not null references community on delete cascade,
  subject_id uuid not null references subject,
  primary key (community_id, subject_id)
);
create index community_subject_subject on community_subject (subject_id, community_id);

-- Where the people of it live or what they talk about lies, by the code of the area; none: all of the municipality.
create table community_area (
  community_id uuid not null references community on delete cascade,
  area_code text not null check (area_code <> ''),
  primary key (community_id, area_code)
);
create index community_area_area on community_area (area_code, community_id);

-- Who of us is in touch with it; ends when they do not work here any more.
create table community_contact (
  community_id uuid primary key references community on delete cascade,
  account_id uuid not null references account on delete cascade,
  since timestamptz not null
);
create index community_contact_account on community_contact (account_id);

-- Places that posts link to often and that we do not know; counted anew each night. What is set aside is not suggested again.
create table community_suggestion (
  place text primary key,
  -- The page of it that is linked to most.
  address text not null check (address ~ '^https?://'),
  posts integer not null check (posts > 0),
  sources integer not null check (sources > 0),
  newest_at timestamptz not null,
  set_aside_at timestamptz
);
create index community_suggestion_most on community_suggestion (sources desc, posts desc, place) where set_aside_at is null;
