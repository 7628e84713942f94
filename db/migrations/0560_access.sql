-- Who may take part in a dialogue, and when its results are to be seen: chosen when it is made, the same ever since.
alter table dialogue
  add column access text not null default 'everyone' check (access in ('everyone', 'mail', 'code')),
  add column results text not null default 'live' check (results in ('live', 'after-closing')),
  -- Seals addresses and codes; destroyed with the key of the pseudonyms.
  add column roll_key bytea,
  add check ((roll_key is not null) = (access <> 'everyone' and key is not null));

create function keep_dialogue_terms() returns trigger language plpgsql as $$
begin
  raise exception 'who may take part in a dialogue, and when its results show, stays once it was open';
end
$$;

create trigger dialogue_terms before update of access, results on dialogue
  for each row when (old.opened_at is not null and (old.access, old.results) is distinct from (new.access, new.results))
  execute function keep_dialogue_terms();

-- Whose address was admitted: a seal, with no day and no order, and nothing that a participant has too.
create table dialogue_roll (
  dialogue_id uuid not null references dialogue on delete cascade,
  seal bytea not null,
  primary key (dialogue_id, seal)
);

-- The codes in letters: seals, and whether each was used.
create table dialogue_code (
  dialogue_id uuid not null references dialogue on delete cascade,
  seal bytea not null,
  is_used boolean not null default false,
  primary key (dialogue_id, seal)
);

-- Who of the staff made how many codes, and when.
create table dialogue_code_batch (
  id uuid primary key,
  dialogue_id uuid not null references dialogue on delete cascade,
  codes integer not null check (codes > 0),
  made_by uuid not null references account,
  made_at timestamptz not null
);
create index dialogue_code_batch_dialogue on dialogue_code_batch (dialogue_id, id desc);

-- Browsers that were let in and did not vote yet: the first vote, or own statement, takes the row away.
create table dialogue_admission (
  dialogue_id uuid not null references dialogue on delete cascade,
  pseudonym bytea not null,
  primary key (dialogue_id, pseudonym)
);

-- Mails about getting in, with the seal that their link admits; a mail without a link has none. Each goes within hours, and
-- with it the mail in the outbox, so that nothing says who asked.
create table admission_mail (
  mail_id uuid primary key,
  dialogue_id uuid not null references dialogue on delete cascade,
  token_hash bytea unique,
  seal bytea,
  expires_at timestamptz not null,
  check ((token_hash is null) = (seal is null))
);
create index admission_mail_seal on admission_mail (dialogue_id, seal);
create index admission_mail_expiry on admission_mail (expires_at);
