-- What a post that a watch found asks, each question once; those that are one in other words have one `asked_id`. Words and roots go with the
-- text of the post (90 days, or when it is deleted where it stood), the row with the post: it counts, and says nothing.
create table asked (
  post_id uuid not null references post on delete cascade,
  asked_id uuid not null,
  source_id uuid not null references source,
  published_at timestamptz not null,
  language text not null check (language in ('nl', 'en')),
  words text not null,
  roots text[] not null,
  -- It names the others, and new ones are held against it.
  leads boolean not null,
  primary key (post_id, asked_id),
  check ((words = '') = (roots = '{}')),
  check (words <> '' or not leads)
);
create unique index asked_lead on asked (asked_id) where leads;
create index asked_roots on asked using gin (roots) where leads;
create index asked_posts on asked (asked_id, published_at desc, post_id desc);
create index asked_weeks on asked (published_at) include (asked_id, post_id, source_id);
create index asked_source on asked (source_id);
