-- What the organisation says, once and openly, of something that is said in many places: what is claimed, what is so, and how it knows.
create table fact_sheet (
  id uuid primary key,
  -- By what everybody knows it, from the day on which it became public; it is never given to another.
  number integer unique check (number > 0),
  language text not null check (language in ('nl', 'en')),
  -- As of the version that everybody reads, or else of the newest one.
  subject_id uuid references subject,
  unit_id uuid not null references unit,
  state text not null check (state in ('draft', 'public', 'withdrawn')),
  last_version integer not null check (last_version > 0),
  -- Whether the newest version waits for somebody who decides on it.
  waits boolean not null,
  -- When somebody wrote or decided last, and when what everybody reads changed last.
  worked_at timestamptz not null,
  changed_at timestamptz,
  public_version integer,
  public_kind text generated always as (case when public_version is not null then 'approved' end) stored,
  check ((state = 'draft') = (number is null)),
  check ((number is null) = (changed_at is null)),
  check ((number is null) = (public_version is null))
);
create index fact_sheet_newest on fact_sheet (changed_at desc, number desc) where number is not null;
create index fact_sheet_subject on fact_sheet (subject_id, changed_at desc, number desc) where number is not null;
create index fact_sheet_worked on fact_sheet (worked_at desc, id desc);
create index fact_sheet_waits on fact_sheet (worked_at desc, id desc) where waits;
create index fact_sheet_draft on fact_sheet (worked_at) where number is null;

-- What it says are versions: none is written over. One that withdraws repeats what it withdraws.
create table fact_version (
  sheet_id uuid not null references fact_sheet on delete cascade,
  version integer not null check (version > 0),
  claim text not null check (claim <> ''),
  verdict text not null check (verdict in ('right', 'partly', 'wrong', 'unknown')),
  answer text not null check (answer <> ''),
  explanation text not null check (explanation <> ''),
  -- In the order in which they are shown: {url, title, on}.
  sources jsonb not null check (jsonb_typeof(sources) = 'array' and jsonb_array_length(sources) between 1 and 20),
  known_on date not null,
  -- What changed and why; of one that withdraws, why.
  change text not null,
  withdraws boolean not null default false,
  subject_id uuid references subject,
  unit_id uuid not null references unit,
  -- Where it belongs; one that is no longer there is passed over.
  dossier_ids uuid[] not null,
  written_by uuid not null references account,
  written_at timestamptz not null,
  primary key (sheet_id, version),
  check (not withdraws or change <> '')
);
create index fact_version_found on fact_version using gin (public.found_words(claim || E'\n' || answer || E'\n' || explanation));

-- Who decided on which version, and under which mandate.
create table fact_decision (
  sheet_id uuid not null,
  version integer not null,
  kind text not null check (kind in ('approved', 'returned')),
  reason text not null check (reason = '' or kind = 'returned'),
  by_account uuid not null references account,
  at timestamptz not null,
  mandate_id uuid references mandate,
  mandated_for uuid references account,
  mandated_on date not null,
  primary key (sheet_id, version),
  unique (sheet_id, version, kind),
  foreign key (sheet_id, version) references fact_version on delete cascade,
  check ((kind = 'approved') = (mandate_id is not null)),
  check (abs(mandated_on - (at at time zone 'UTC')::date) <= 1)
);
-- Nothing is public that nobody approved.
alter table fact_sheet add foreign key (id, public_version, public_kind) references fact_decision (sheet_id, version, kind);

-- To which dossiers it belongs, as of the version that everybody reads.
create table fact_dossier (
  dossier_id uuid not null references dossier on delete cascade,
  sheet_id uuid not null references fact_sheet on delete cascade,
  primary key (dossier_id, sheet_id)
);
create index fact_dossier_sheet on fact_dossier (sheet_id);

-- Posts that say what a sheet is about. They count for as long as something of the post is there.
create table fact_post (
  sheet_id uuid not null references fact_sheet on delete cascade,
  post_id uuid not null references post on delete cascade,
  by_account uuid not null references account,
  at timestamptz not null,
  primary key (sheet_id, post_id)
);
create index fact_post_newest on fact_post (sheet_id, at desc, post_id desc);
create index fact_post_post on fact_post (post_id);

-- Which version a conversation was told of last, by the answer that named it; and up to which version somebody saw that no more need be said.
create table fact_citation (
  sheet_id uuid not null references fact_sheet on delete cascade,
  conversation_id uuid not null references conversation on delete cascade,
  version integer not null check (version > 0),
  seq integer not null,
  at timestamptz not null,
  settled_version integer check (settled_version > version),
  settled_by uuid references account,
  primary key (sheet_id, conversation_id),
  foreign key (conversation_id, seq) references conversation_entry (conversation_id, seq) on delete cascade,
  check ((settled_version is null) = (settled_by is null))
);
create index fact_citation_conversation on fact_citation (conversation_id, seq);

-- What stands in the way of making a version public, or else the mandate: the approval of somebody who wrote none of it. Who may publish
-- only with the approval of a colleague, and did not write it, is that colleague.
create function find_fact_obstacle(sheet uuid, of_version integer, by_account uuid, on_day date)
returns table (obstacle text, mandate_id uuid, missing text[], for_account uuid) language plpgsql stable as $$
declare
  latest fact_version;
  held record;
  is_approver boolean;
  of_writer text;
begin
  select * into latest from fact_version v where v.sheet_id = sheet order by v.version desc limit 1;
  select * into held from find_mandate(by_account, 'approve', latest.unit_id, latest.subject_id, 'web', 'public', on_day);
  is_approver := held.mandate_id is not null;
  if not is_approver then
    select w.approval into of_writer
    from find_mandate(latest.written_by, 'publish', latest.unit_id, latest.subject_id, 'web', 'public', on_day) w;
    select * into held from find_mandate(by_account, 'publish', latest.unit_id, latest.subject_id, 'web', 'public', on_day);
    if held.approval = 'colleague' then held.approval := 'none'; end if;
  end if;
  mandate_id := held.mandate_id;
  missing := held.missing;
  for_account := held.for_account;
  obstacle := case
    when latest.version is distinct from of_version or exists (
      select from fact_decision d where d.sheet_id = sheet and d.version = of_version
    ) then 'draft-replaced'
    when exists (
      select from fact_version v
      where v.sheet_id = sheet and v.written_by = find_fact_obstacle.by_account
        and v.version > coalesce((select s.public_version from fact_sheet s where s.id = sheet), 0)
    ) then 'own-draft'
    when held.mandate_id is null then 'no-mandate'
    -- What only some may read is told to nobody.
    when held.approval = 'forbidden' or (latest.subject_id is not null and is_restricted(latest.subject_id)) then 'forbidden'
    when cardinality(held.missing) > 0 then 'conditions'
    when held.approval = 'approver' or (of_writer = 'approver' and not is_approver) then 'needs-approver'
  end;
  return next;
end $$;

-- An approval rests on a mandate, which is looked up here, whatever the statement says, and held until the transaction ends.
create function write_fact_mandate() returns trigger language plpgsql as $$
declare
  sheet fact_sheet;
  found record;
  held uuid;
begin
  select * into sheet from fact_sheet where id = new.sheet_id for no key update;
  if sheet.state = 'withdrawn' or (sheet.state = 'public' and exists (
    select from fact_version where sheet_id = new.sheet_id and version = new.version and change = ''
  )) then
    raise exception 'sheet % is not changed without saying why', new.sheet_id
      using errcode = 'check_violation', constraint = 'fact_change_said';
  end if;
  loop
    select * into found from find_fact_obstacle(new.sheet_id, new.version, new.by_account, new.mandated_on);
    if found.obstacle is not null then
      raise exception 'account % may not approve version % of sheet %: %', new.by_account, new.version, new.sheet_id, found.obstacle
        using errcode = 'check_violation', constraint = 'mandate_' || replace(found.obstacle, '-', '_');
    end if;
    exit when found.mandate_id = held;
    held := found.mandate_id;
    perform from mandate where id = held for share;
  end loop;
  new.mandate_id := held;
  new.mandated_for := found.for_account;
  return new;
end $$;
create trigger fact_decision_mandate before insert on fact_decision
  for each row when (new.kind = 'approved') execute function write_fact_mandate();

-- What was written and decided stays as it was; a sheet that never became public can go as a whole.
create function keep_fact() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and not exists (select from fact_sheet where id = old.sheet_id) then return old; end if;
  raise exception 'version % of sheet % stays as it was', old.version, old.sheet_id
    using errcode = 'check_violation', constraint = tg_name;
end $$;
create trigger fact_version_kept before update or delete on fact_version
  for each row execute function keep_fact();
create trigger fact_decision_kept before update or delete on fact_decision
  for each row execute function keep_fact();

create function keep_public_fact() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or new.number is distinct from old.number or old.state = 'withdrawn'
    or new.language <> old.language or new.public_version < old.public_version
  then
    raise exception 'sheet % stays public as it is known', old.number
      using errcode = 'check_violation', constraint = tg_name;
  end if;
  return new;
end $$;
create trigger fact_sheet_kept before update or delete on fact_sheet
  for each row when (old.number is not null) execute function keep_public_fact();
