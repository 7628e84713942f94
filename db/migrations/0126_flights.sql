-- Until when guesses in flight count: one whose process died is never settled.
alter table rate_limit add column flying_until bigint not null default 0;
