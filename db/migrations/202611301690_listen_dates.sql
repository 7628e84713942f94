-- Sites do not always say when something was published, or say it in a way that cannot be read. `published_at` is where a
-- post stands in the list; where its day is not known, that is when it was first seen, and it is not shown as its date.
alter table post add column is_dated boolean not null default true;

-- Pictures, sounds and films that belong to a post: where they are, what they are called, what is said of them.
alter table post add column attachments jsonb not null default '[]';
alter table post add constraint post_attachments_check check (jsonb_typeof(attachments) = 'array');
