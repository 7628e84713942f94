-- What one member of staff read and changed over a period, the newest first: for when something went wrong.
create index access_log_account on access_log (account_id, at, id);

-- Who read and changed one thing, the newest first.
drop index access_log_subject;
create index access_log_subject on access_log (subject_kind, subject_id, at, id);
