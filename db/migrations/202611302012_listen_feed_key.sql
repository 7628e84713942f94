-- The key behind which a follower reads what watches find as Atom: only its hash.
alter table watch_follower add column feed_seal bytea unique check (octet_length(feed_seal) = 32), add column feed_made_at timestamptz,
  add check ((feed_seal is null) = (feed_made_at is null));
