-- When an input or a conversation was first made of a post.
alter table post add column taken_at timestamptz;
update post set taken_at = made.at from (
  select post_id, min(made_at) as at from (
    select post_id, made_at from post_input union all select post_id, made_at from post_conversation
  ) each_made group by post_id
) made where made.post_id = post.id;

-- A mark waits until somebody judged it, or made something of its post. What was found long after it was said waits for nobody.
alter table post_match add column waits boolean not null default true,
  -- Its post still has its text.
  add column is_readable boolean not null default true;
update post_match hit set is_readable = post.text_removed_at is null, waits = post.text_removed_at is null
    and post.taken_at is null and hit.not_relevant_at is null and hit.matched_at > now() - interval '14 days'
    and hit.published_at > hit.matched_at - interval '14 days'
  from post where post.id = hit.post_id and (post.text_removed_at is not null or post.taken_at is not null
    or hit.not_relevant_at is not null or hit.matched_at <= now() - interval '14 days'
    or hit.published_at <= hit.matched_at - interval '14 days');

create index post_match_waiting on post_match (matched_at, post_id) where waits;
create index post_match_watch_waiting on post_match (watch_id, matched_at, post_id) where waits;
create index post_match_found on post_match (published_at desc, post_id desc) where not_relevant_at is null and is_readable;

-- When a member of staff looked at what was heard, to say what is new since: one row each, written over.
create table listen_look (
  account_id uuid primary key references account on delete cascade,
  looked_at timestamptz not null,
  new_since timestamptz not null check (new_since <= looked_at)
);

-- What a watch found in each of the last weeks of seven days, the oldest first; counted anew each hour.
create table watch_weeks (
  watch_id uuid primary key references watch on delete cascade,
  weeks integer[] not null,
  -- How far the last week is above each before it; null where it is not.
  growth real
);
create index watch_weeks_growth on watch_weeks (growth desc, watch_id) where growth is not null;
