-- Who of staff is told what watches find, when, and when they are left alone. Minutes are of the clock on the wall. Goes with the last role
-- that somebody holds.
create table watch_follower (
  account_id uuid primary key references account on delete cascade,
  language text not null check (language in ('nl', 'en')),
  digest_at smallint not null check (digest_at between 0 and 1439),
  -- The same twice: no quiet hours.
  quiet_from smallint not null check (quiet_from between 0 and 1439),
  quiet_until smallint not null check (quiet_until between 0 and 1439),
  -- Quiet on days on which the organisation does not work.
  quiet_days_off boolean not null
);

-- One watch that somebody follows. Before `look_at` they are told nothing of it.
create table watch_follow (
  account_id uuid not null references watch_follower on delete cascade,
  watch_id uuid not null references watch on delete cascade,
  pace text not null check (pace in ('at-once', 'daily', 'weekly')),
  followed_at timestamptz not null,
  look_at timestamptz not null,
  told_at timestamptz,
  primary key (account_id, watch_id)
);
create index watch_follow_watch on watch_follow (watch_id);
create index watch_follow_look on watch_follow (look_at);

-- That a watch found a post as it came in or was edited, once: a post that matches again later is no news.
create table watch_find (
  watch_id uuid not null references watch on delete cascade,
  post_id uuid not null references post on delete cascade,
  found_at timestamptz not null,
  primary key (watch_id, post_id)
);
create index watch_find_post on watch_find (post_id);

-- What somebody is still to be told: goes as they are.
create table watch_news (
  account_id uuid not null,
  watch_id uuid not null,
  post_id uuid not null,
  found_at timestamptz not null,
  primary key (account_id, watch_id, post_id),
  foreign key (account_id, watch_id) references watch_follow on delete cascade,
  foreign key (watch_id, post_id) references watch_find on delete cascade
);
create index watch_news_waits on watch_news (account_id, watch_id, found_at);
create index watch_news_hit on watch_news (watch_id, post_id);
