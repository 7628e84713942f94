-- How a host wants to be read, as its robots.txt said last.
create table source_site (
  host text primary key,
  -- Seconds between two requests; null where it asks for nothing.
  crawl_delay real check (crawl_delay >= 1),
  robots_at timestamptz,
  -- Not asked again before this, where it wants longer pauses than a round of the clock.
  asked_until timestamptz
);
