-- A query was a list of words of which one was enough. Now it is one of a language: the old ones keep their meaning. What could stand
-- for an operator or a field stands between quotation marks; what holds no letter and no digit was never looked for.
create function query_of_words(words text) returns text language sql immutable as $$
  select coalesce(string_agg(
    case
      when term ~ '^[[:alnum:]]+\*?$' and term !~ '^(AND|OR|NOT|EN|OF|NIET)$' then term
      else '"' || btrim(replace(replace(term, '"', ''), '*', ' ')) || (case when term ~ '\*\s*"?\s*$' then '*' else '' end) || '"'
    end, ' OR ' order by place), '')
  from (
    select found.parts[1] as term, found.place
    from regexp_matches(translate(words, '“”„«»', '"""""'), '"[^"]*"\*?|[^[:space:]",;]+', 'g') with ordinality as found (parts, place)
  ) terms
  where regexp_replace(term, '[\s!-/:-@\[-`{-~–—…‘’•·°€£]', '', 'g') <> ''
$$;
update watch set query = query_of_words(query);
drop function query_of_words(text);

-- By what name another query takes it in: `@name`.
alter table watch add column handle text;
update watch set handle = named.handle from (
  select id, base || case when row_number() over (partition by base order by added_at, id) = 1 then ''
    else '-' || row_number() over (partition by base order by added_at, id) end as handle
  from (
    select id, added_at, coalesce(nullif(trim('-' from regexp_replace(lower(name), '[^[:alnum:]]+', '-', 'g')), ''), 'watch') as base from watch
  ) based
) named where named.id = watch.id;
alter table watch alter column handle set not null;

-- What has ended gives its names back.
alter table watch drop constraint watch_name_key;
create unique index watch_name on watch (lower(name)) where ended_at is null;
create unique index watch_handle on watch (handle) where ended_at is null;

-- Every change of a watch has the next number, so that whoever holds the watches compiled reads no more than what changed since.
create sequence watch_change;
alter table watch add column change_number bigint not null default nextval('watch_change');
alter sequence watch_change owned by watch.change_number;
create index watch_changed on watch (change_number);

-- What it is about, in the one tree of subjects.
alter table watch add column subject_id uuid references subject;
create index watch_subject on watch (subject_id);

-- Why a post matches is found anew where it is shown. Somebody may have said that it is not relevant to the watch: who is not kept.
alter table post_match drop column title_spans, drop column body_spans, add column not_relevant_at timestamptz;

-- Dossiers that a watch serves: what it marks stands at their desk.
create table watch_dossier (
  dossier_id uuid not null references dossier on delete cascade,
  watch_id uuid not null references watch on delete cascade,
  since timestamptz not null,
  primary key (dossier_id, watch_id)
);
create index watch_dossier_watch on watch_dossier (watch_id);
