-- Several turns that staff take at once: each column is one of them, null where it is not taken.
create table macro (
  id uuid primary key,
  title text not null check (title <> ''),
  -- The unit whose it is; null: of all.
  unit_id uuid references unit,
  version integer not null check (version > 0),
  -- Put into the editor; it is never sent.
  text_id uuid references standard_text,
  assign text check (assign in ('me', 'everyone', 'colleague')),
  assign_to uuid references account,
  subject_id uuid references subject,
  -- The unit that answers.
  answering_unit_id uuid references unit,
  made_by uuid not null references account,
  made_at timestamptz not null,
  ended_at timestamptz,
  check ((assign is not distinct from 'colleague') = (assign_to is not null)),
  check (coalesce(text_id::text, assign, subject_id::text, answering_unit_id::text) is not null)
);
