-- A transaction's number means something only on the cluster that gave it: a map says which one that was. Maps made
-- before today are believed where their number can be of this cluster; else they are made anew.
alter table opinion_snapshot add column cluster text not null default '';
update opinion_snapshot
set cluster = (select system_identifier::text from pg_control_system())
where through_transaction <= pg_snapshot_xmax(pg_current_snapshot());
alter table opinion_snapshot alter column cluster drop default;
