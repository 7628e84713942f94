-- The door of whatever people take part in: who may, and by which keys those who do are known. Its id is the owner's: a
-- dialogue's. What somebody chose behind the door, it never learns.
create table entrance (
  id uuid primary key,
  access text not null check (access in ('everyone', 'mail', 'code')),
  -- Makes the pseudonyms; once it is gone, nobody can tell any more who a participant was.
  key bytea,
  -- Seals addresses and codes; destroyed with the key of the pseudonyms.
  roll_key bytea,
  key_destroyed_at timestamptz,
  -- From when on access stays as it is: somebody may have come in.
  fixed_at timestamptz,
  check ((key is null) = (key_destroyed_at is not null)),
  check ((roll_key is not null) = (access <> 'everyone' and key is not null))
);

create function keep_access() returns trigger language plpgsql as $$
begin
  raise exception 'who may take part stays once it was open';
end
$$;

create trigger entrance_access before update of access on entrance
  for each row when (old.fixed_at is not null and old.access is distinct from new.access)
  execute function keep_access();

-- Whose address was admitted: a seal, with no day and no order, and nothing that a participant has too.
create table roll (
  entrance_id uuid not null references entrance on delete cascade,
  seal bytea not null,
  primary key (entrance_id, seal)
);

-- The codes in letters: seals, and whether each was used.
create table entry_code (
  entrance_id uuid not null references entrance on delete cascade,
  seal bytea not null,
  is_used boolean not null default false,
  primary key (entrance_id, seal)
);

-- Who of the staff made how many codes, and when.
create table entry_code_batch (
  entrance_id uuid not null references entrance on delete cascade,
  id uuid not null,
  codes integer not null check (codes > 0),
  made_by uuid not null references account,
  made_at timestamptz not null,
  primary key (entrance_id, id)
);

-- Browsers that were let in and did nothing yet: the first thing they do takes the row away.
create table admission (
  entrance_id uuid not null references entrance on delete cascade,
  pseudonym bytea not null,
  primary key (entrance_id, pseudonym)
);

-- Mails about getting in, with the seal that their link admits; a mail without a link has none. Each goes within hours, and
-- with it the mail in the outbox, so that nothing says who asked.
create table admission_mail (
  entrance_id uuid not null references entrance on delete cascade,
  mail_id uuid not null,
  -- A link names its entrance, and is looked for there.
  token_hash bytea,
  seal bytea,
  expires_at timestamptz not null,
  primary key (entrance_id, mail_id),
  unique (entrance_id, token_hash),
  check ((token_hash is null) = (seal is null))
);
create index admission_mail_seal on admission_mail (entrance_id, seal);
create index admission_mail_expiry on admission_mail (expires_at);
