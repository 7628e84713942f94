-- Why the text of a post went before its time: it is gone from its place, or it asks that nothing of it is kept.
alter table post add column withdrawn text check (withdrawn in ('gone', 'kept-out'));
alter table post add constraint post_withdrawn_check1 check (withdrawn is null or text_removed_at is not null);

-- A post that stands somewhere here (a watch marked it, a dossier counts it) is looked after at its place each day, as long as its text is
-- kept: who deletes there what they wrote need not ask us too. Whether the page changed is asked by what the site said of it.
create table post_look (
  post_id uuid primary key references post on delete cascade,
  host text not null,
  next_look_at timestamptz not null,
  -- How often in a row it was not found.
  misses integer not null default 0 check (misses >= 0),
  etag text,
  last_modified text
);
create index post_look_due on post_look (next_look_at, post_id);

-- Those that are there are looked at in the next day, spread by the random end of their keys.
insert into post_look (post_id, host, next_look_at)
select id, substring(lower(url) from '^https?://(?:[^/?#@]*@)?([^/?#]+)'), now() + (('x' || right(id::text, 4))::bit(16)::integer / 65536.0) * interval '1 day'
from post
where url ~* '^https?://[^/?#]+' and text_removed_at is null
  and (exists (select from post_match where post_id = post.id) or exists (select from post_input where post_id = post.id));
