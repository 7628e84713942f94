-- Some feeds name addresses where nothing ever stands. That a page is not found says that a post was deleted only where its site was once seen
-- to answer with a page.
alter table source_site add column gives_pages boolean not null default false;
