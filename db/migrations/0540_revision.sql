-- Which rows of the lineage were made in one go; ids run with time, as those of decisions do. Nothing made any before.
alter table statement_lineage add column revision uuid not null;
create index statement_lineage_revision on statement_lineage (dialogue_id, revision desc);

-- Whom one decision leaves out, or takes back: everybody reads its reason and how many people, staff who decided.
alter table participant_exclusion add column decision uuid not null;
create index participant_exclusion_decision on participant_exclusion (dialogue_id, decision desc);
