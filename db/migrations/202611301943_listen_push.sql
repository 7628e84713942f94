-- Hubs that bring news of a source as it appears (WebSub), beside our own asking.
create table source_push (
  source_id uuid primary key references source on delete cascade,
  hub text not null,
  topic text not null,
  -- The end of the address that the hub calls: nobody else knows it.
  key text not null unique check (length(key) = 43),
  -- What the hub signs with.
  secret text not null,
  state text not null check (state in ('asked', 'active', 'denied', 'ending')),
  asked_at timestamptz,
  lease_until timestamptz,
  last_pushed_at timestamptz
);

-- The header Link of a file, which says of a hub what the file may say otherwise.
alter table source_raw add column link text;
