-- A part of the posts taken without regard to what they say or when: for trying a query on.
create index post_sample on post (pg_catalog.uuid_hash(id)) where text_removed_at is null;
