-- A reply to a post is put where that stands, by hand: it counts as sent once somebody says at which address. The page there is looked at
-- once, to see that it stands. Addresses go as who asked does.
create table placed_reply (
  conversation_id uuid not null,
  seq integer not null,
  kind text not null generated always as ('sent') stored,
  -- Empty once it is let go of.
  address text not null check (address = '' or address ~ '^https?://'),
  -- What addresses of what is said below it begin with.
  thread text[] not null,
  state text not null default 'to-look'
    check (state in ('to-look', 'seen', 'not-found', 'refused', 'unreachable', 'gone')),
  -- Why it was not read: `robots`, or what the site answered, as `status-403`.
  reason text check (reason <> ''),
  looked_at timestamptz,
  -- Who saw it stand with their own eyes.
  seen_by uuid references account,
  -- Where the page says that what is said below it can be followed.
  feed text,
  primary key (conversation_id, seq),
  -- It is there before its entry, which is refused without it.
  foreign key (conversation_id, seq, kind) references conversation_entry (conversation_id, seq, kind)
    on delete cascade deferrable initially deferred,
  check ((state = 'to-look') = (looked_at is null)),
  check (seen_by is null or state in ('seen', 'gone'))
);
create index placed_reply_known on placed_reply (conversation_id, seq) where address <> '';

-- A post that came into a conversation because it stands below our reply, once; without an entry where it is our reply itself, or the
-- post that we replied to by another way.
create table post_below (
  post_id uuid primary key references post on delete cascade,
  conversation_id uuid not null references conversation on delete cascade,
  seq integer,
  foreign key (conversation_id, seq) references conversation_entry (conversation_id, seq) on delete cascade
);
create index post_below_entry on post_below (conversation_id, seq);

-- What stands below an address is found by how it begins.
create index post_by_url on post (url collate "C") where url is not null;

create index conversation_with_draft on conversation (due_on, id) where draft_state in ('asked', 'approved');

-- Who speaks, and for whom: as it stands below what we put somewhere else. Nobody types it.
create function elsewhere_disclosure(talk uuid, account_id uuid) returns text language sql stable as $$
  select account.name || case conversation.language when 'en' then ', on behalf of ' else ', namens ' end || organisation.name
  from account, organisation, conversation
  where account.id = elsewhere_disclosure.account_id and conversation.id = talk
$$;

-- All that can be put somewhere else carries it, and so does what is approved of it.
create function refuse_undisclosed_draft() returns trigger language plpgsql as $$
declare
  disclosure text := elsewhere_disclosure(new.conversation_id, new.by_account);
begin
  if answer_channel(new.conversation_id) = 'feed'
    and starts_with(reverse(new.body), reverse(E'\n\n' || disclosure)) is not true then
    raise exception 'a draft in conversation % does not say who speaks', new.conversation_id
      using errcode = 'check_violation', constraint = 'mandate_undisclosed';
  end if;
  return new;
end $$;
create trigger conversation_entry_disclosed before insert on conversation_entry
  for each row when (new.kind = 'draft') execute function refuse_undisclosed_draft();

-- Below a post nothing is sent but what stands there, and says who speaks.
create function refuse_unplaced_reply() returns trigger language plpgsql as $$
begin
  if answer_channel(new.conversation_id) <> 'feed' then
    return new;
  end if;
  if not exists (select from placed_reply p where p.conversation_id = new.conversation_id and p.seq = new.seq) then
    raise exception 'a reply in conversation % is put where the post stands', new.conversation_id
      using errcode = 'check_violation', constraint = 'mandate_elsewhere';
  end if;
  if not exists (
    select from conversation_entry e
    where e.conversation_id = new.conversation_id and e.seq = new.draft_seq and e.body ~ ', (namens|on behalf of) [^\n]+$'
  ) then
    raise exception 'a reply in conversation % does not say who speaks', new.conversation_id
      using errcode = 'check_violation', constraint = 'mandate_undisclosed';
  end if;
  return new;
end $$;
create trigger conversation_entry_placed before insert on conversation_entry
  for each row when (new.kind = 'sent') execute function refuse_unplaced_reply();

alter table leaving_reply
  drop constraint leaving_reply_held_why_check,
  add constraint leaving_reply_held_why_check check (held_why in (
    'heard', 'stopped', 'merged', 'split', 'no-mandate', 'forbidden', 'conditions', 'needs-colleague', 'needs-approver', 'own-draft',
    'returned', 'draft-replaced', 'open-field', 'elsewhere', 'undisclosed'));

alter table inbox_view
  drop constraint inbox_view_filter_check,
  add constraint inbox_view_filter_check check (filter in (
    'open', 'nobody', 'mine', 'late', 'approve', 'place', 'undelivered', 'snoozed', 'answered', 'closed', 'spam'));
