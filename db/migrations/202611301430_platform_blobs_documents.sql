-- Documents beside pictures: kept as they came, to be downloaded, and opened by nothing of ours.
alter table blob
  drop constraint blob_type_check,
  add constraint blob_type_check check (type in (
    'image/webp', 'application/pdf', 'text/plain', 'application/vnd.oasis.opendocument.text',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  )),
  alter column width drop not null,
  alter column height drop not null,
  add check ((type = 'image/webp') = (coalesce(width, height) is not null)),
  add check ((width is null) = (height is null));

-- What a document is called.
alter table blob_use add column name text not null default '';
-- Files that came with a form which was not taken yet.
create index blob_use_waiting on blob_use (created_at) where owner like 'form:%';
