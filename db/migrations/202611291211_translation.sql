-- What the organisation wrote or published, in another language of the pages. A translation is found by its owner (a dossier, a
-- dialogue or a response) and by the very words that it translates: when these change, it is there for the old ones only.
create table translation (
  owner_id uuid not null,
  language text not null check (language in ('nl', 'en')),
  -- Of the original: a key cannot be as long as a text may be.
  digest bytea not null,
  original text not null check (original <> ''),
  text text not null check (text <> ''),
  -- Whether it is what a machine made of it, which readers are told.
  by_machine boolean not null,
  made_by uuid not null references account,
  made_at timestamptz not null,
  primary key (owner_id, language, digest)
);
