-- What participants may tell about themselves, of their own will: up to three questions, each with a few options.
create table background_question (
  dialogue_id uuid not null references dialogue on delete cascade,
  number smallint not null check (number between 1 and 3),
  question text not null check (question <> ''),
  primary key (dialogue_id, number)
);

create table background_option (
  dialogue_id uuid not null,
  question smallint not null,
  number smallint not null check (number between 1 and 12),
  label text not null check (label <> ''),
  -- How many people of the population there are, where that is known of every option of the question.
  population integer check (population >= 0),
  primary key (dialogue_id, question, number),
  foreign key (dialogue_id, question) references background_question on delete cascade
);

-- Beside votes these are special personal data: they go with the participant and with the key of the dialogue.
create table background_answer (
  dialogue_id uuid not null,
  participant integer not null,
  question smallint not null,
  option smallint not null,
  told_at timestamptz not null,
  primary key (dialogue_id, participant, question),
  foreign key (dialogue_id, participant) references participant on delete cascade,
  foreign key (dialogue_id, question, option) references background_option
);

-- Who took part, as groups: the last figures that were worked out, as they may be shown.
create table representativeness (
  dialogue_id uuid primary key references dialogue on delete cascade,
  made_at timestamptz not null,
  -- The version of the opinion map whose votes are in it.
  version integer not null,
  -- How many told something then.
  people integer not null,
  figures jsonb not null
);
