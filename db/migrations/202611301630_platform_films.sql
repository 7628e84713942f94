-- Films beside pictures and documents: larger than a row should be, they are kept in pieces.
alter table blob
  drop constraint blob_type_check,
  add constraint blob_type_check check (type in (
    'image/webp', 'application/pdf', 'text/plain', 'application/vnd.oasis.opendocument.text',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'video/mp4', 'video/webm', 'video/quicktime'
  )),
  alter column bytes drop not null,
  add column size integer;
update blob set size = octet_length(bytes);
alter table blob
  alter column size set not null,
  add check (size between 1 and 209715200),
  add check (bytes is null or size = octet_length(bytes)),
  add constraint blob_whole_check check ((bytes is null) = (type like 'video/%'));

create table blob_piece (
  sha256 bytea not null references blob on delete cascade,
  -- From 0; each piece but the last is a mebibyte.
  number integer not null check (number >= 0),
  bytes bytea not null check (octet_length(bytes) between 1 and 1048576),
  primary key (sha256, number)
);
alter table blob_piece alter column bytes set storage external;

-- What is said in a film, as WebVTT; what is seen and heard stands in its alternative.
alter table blob_use add column captions text not null default '' check (length(captions) <= 100000);
