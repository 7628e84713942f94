-- Which statement was shown, and how likely that was: to learn later what the choice of statements did to the answers.
-- Append only, apart from the votes, and written some at a time: what a crash loses here is a moment of it.
create table statement_showing (
  dialogue_id uuid not null references dialogue on delete cascade,
  statement integer not null,
  -- Nobody where somebody had not voted yet.
  participant integer,
  -- The probability with which it was drawn.
  propensity real not null check (propensity > 0 and propensity <= 1),
  shown_at timestamptz not null
);
create index statement_showing_statement on statement_showing (dialogue_id, statement);

-- How often each statement was shown.
create table statement_showings (
  dialogue_id uuid not null references dialogue on delete cascade,
  statement integer not null,
  shown integer not null,
  primary key (dialogue_id, statement)
) with (fillfactor = 50);
