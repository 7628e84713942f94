-- Of what was counted of guesses, those of which it is not known yet whether they are right.
alter table rate_limit add column in_flight integer not null default 0;
