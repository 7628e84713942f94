-- Not all that is said in public has a feed: posts of a closed platform, of paper or of a flyer are brought by hand. Their source has
-- no address that is asked, and is never due.
alter table source
  add column kind text not null default 'feed' check (kind in ('feed', 'by-hand')),
  alter column address drop not null,
  alter column address_key drop not null,
  alter column host drop not null,
  alter column next_fetch_at drop not null,
  add constraint source_is_asked check (
    case when kind = 'feed' then num_nulls(address, address_key, host, next_fetch_at) = 0
    else num_nonnulls(address, address_key, host, next_fetch_at) = 0 end
  );
create unique index source_brought on source (title) where kind = 'by-hand' and stopped_at is null;

-- A page that is brought by hand may be that of a post of another source.
create index post_alias_page on post_alias (alias) where alias like 'url:%';

-- Which pages of a host may be read, as its robots.txt said last; null where it was not read since this column came.
alter table source_site add column rules jsonb check (jsonb_typeof(rules) = 'array');
