-- A notice is about a version of a response, about a decision on a statement, or about the second look at one.
alter table notice
  alter column response_id drop not null,
  alter column version drop not null,
  add column decision_id uuid references statement_moderation on delete cascade,
  add column appeal_id uuid references statement_appeal on delete cascade,
  add check ((response_id is null) = (version is null)),
  add check (num_nonnulls(response_id, decision_id, appeal_id) = 1),
  add unique (contact_id, decision_id),
  add unique (contact_id, appeal_id);
create index notice_decision on notice (decision_id) where decision_id is not null;
create index notice_appeal on notice (appeal_id) where appeal_id is not null;
