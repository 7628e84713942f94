-- Staff may add a statement while a dialogue is open; everybody reads why.
alter table statement_moderation
  drop constraint statement_moderation_decision_check,
  add constraint statement_moderation_decision_check check (decision in ('added', 'published', 'refused')),
  add constraint statement_moderation_added_check check (decision <> 'added' or explanation <> '');

-- What was changed of a dialogue since it opened. Append only.
create table dialogue_terms_change (
  id uuid primary key,
  dialogue_id uuid not null references dialogue on delete cascade,
  closes_on_before date,
  closes_on_after date,
  moderation_before text not null check (moderation_before in ('strict', 'light')),
  moderation_after text not null check (moderation_after in ('strict', 'light')),
  changed_by uuid not null references account,
  changed_at timestamptz not null,
  check ((closes_on_before, moderation_before) is distinct from (closes_on_after, moderation_after))
);
create index dialogue_terms_change_dialogue on dialogue_terms_change (dialogue_id, id desc);
