-- Many feeds hold the beginning of each article. For a source that staff choose it for, the page of such a post is read, once and as far as
-- its site allows, and what stands there becomes the text of the post.
alter table source add column whole_text boolean not null default false;
alter table post add column is_whole boolean not null default false;

-- A post whose page is to be read, or could not be. The row goes once the text is there, or with the text of the post.
create table post_page (
  post_id uuid primary key references post on delete cascade,
  source_id uuid not null references source on delete cascade,
  host text not null,
  -- Null once it is not tried again, for the reason beside it.
  next_try_at timestamptz,
  tries integer not null default 0 check (tries >= 0),
  problem text,
  tried_at timestamptz,
  -- What the feed says now, where the text of an older page stands until this one is read.
  html text,
  body text,
  check (next_try_at is not null or (problem is not null and tried_at is not null)),
  check (num_nulls(html, body) in (0, 2))
);
create index post_page_due on post_page (next_try_at, post_id) where next_try_at is not null;
create index post_page_source on post_page (source_id, problem);
