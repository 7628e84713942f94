-- Files, each once, by what is in it. Kept in the database, so that one backup holds them and every process serves them.
create table blob (
  sha256 bytea primary key check (sha256 = sha256(bytes)),
  -- Compressed already: PostgreSQL need not try.
  bytes bytea not null check (octet_length(bytes) between 1 and 10485760),
  -- What we made of it ourselves; never what a browser said.
  type text not null check (type in ('image/webp')),
  width integer not null check (width > 0),
  height integer not null check (height > 0)
);
alter table blob alter column bytes set storage external;

-- What a file is for. It is erased with its owner, and the file with the last of its uses.
create table blob_use (
  id uuid primary key,
  sha256 bytea not null references blob,
  -- Who says who may see it: `organisation`.
  owner text not null check (owner <> ''),
  -- For who does not see it; empty where what stands beside it says the same.
  alternative text not null,
  created_at timestamptz not null,
  unique (owner, sha256)
);
create index blob_use_blob on blob_use (sha256);
