-- Texts that staff put into replies. What one says, for whom and about what are versions; one that is ended is offered no more.
create table standard_text (
  id uuid primary key,
  made_at timestamptz not null,
  ended_at timestamptz
);
create table standard_text_version (
  text_id uuid not null references standard_text,
  version integer not null check (version > 0),
  title text not null check (title <> ''),
  -- Null where there is none in that language.
  body_nl text check (body_nl <> ''),
  body_en text check (body_en <> ''),
  -- The unit whose text it is; null: of all.
  unit_id uuid references unit,
  -- What it is about; null: anything.
  subject_id uuid references subject,
  made_by uuid not null references account,
  made_at timestamptz not null,
  primary key (text_id, version),
  check (coalesce(body_nl, body_en) is not null)
);

-- A place that a standard text left open is marked in the reply. Whatever writes a draft, none with an open place comes in, so that
-- none is approved or sent.
create function refuse_open_field() returns trigger language plpgsql as $$
begin
  raise exception 'a draft in conversation % has places to fill in', new.conversation_id
    using errcode = 'check_violation', constraint = 'mandate_open_field', detail = (
      select string_agg(distinct place[1], ', ' order by place[1])
      from regexp_matches(new.body, '⟨(?:vul in|fill in): ([^⟨⟩]+)⟩', 'g') place
    );
end $$;
create trigger conversation_entry_open_field before insert on conversation_entry
  for each row when (new.kind = 'draft' and new.body ~ '⟨(?:vul in|fill in): [^⟨⟩]+⟩')
  execute function refuse_open_field();
