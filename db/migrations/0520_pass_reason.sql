-- Why people passed, counted for a page without reading the votes that give no reason.
create index vote_pass_reason on vote (dialogue_id, statement, pass_reason) where pass_reason is not null;
