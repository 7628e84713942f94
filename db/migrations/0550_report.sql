-- A report of a dialogue as it was published: numbers only, no texts and nobody's votes, so that it can stay for good.
create table dialogue_report (
  dialogue_id uuid not null references dialogue on delete cascade,
  version integer not null check (version > 0),
  content jsonb not null,
  made_at timestamptz not null,
  made_by uuid not null references account,
  primary key (dialogue_id, version)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is never changed', tg_table_name;
end
$$;

create trigger dialogue_report_stays before update on dialogue_report
  for each row execute function refuse_change();

-- Maps made so far say nothing of participation over time, or of the map without suspects: they are made once more.
update opinion_snapshot set is_settled = false;
