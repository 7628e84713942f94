-- What a conversation is about and which unit answers it, and the draft at hand: folded from entries like the rest.
alter table conversation
  add subject_id uuid references subject,
  add unit_id uuid references unit,
  add draft_seq integer,
  add draft_state text check (draft_state in ('asked', 'approved', 'returned')),
  add check ((draft_seq is null) = (draft_state is null));
create index conversation_to_approve on conversation (due_on, id) where draft_state = 'asked';

-- `approved` and `returned` name the draft that they are about, a `sent` the approval that it rests on.
alter table conversation_entry
  drop constraint conversation_entry_kind_check,
  drop constraint conversation_entry_check,
  drop constraint conversation_entry_check2,
  drop constraint conversation_entry_conversation_id_draft_seq_key,
  add subject_id uuid references subject,
  add unit_id uuid references unit,
  add approval_seq integer,
  add approval_kind text generated always as (case when approval_seq is not null then 'approved' end) stored,
  -- Under which mandate it was done; written by a trigger, whatever the statement says.
  add mandate_id uuid references mandate,
  -- In whose place, where it is the mandate of somebody who is away.
  add mandated_for uuid references account,
  -- The day by the organisation's clock for which that mandate counted.
  add mandated_on date,
  -- Sent before mandates were asked: those have none, and no new entry can claim this.
  add before_mandates boolean not null default false;
update conversation_entry set before_mandates = true where kind = 'sent' or (kind = 'status' and status = 'answered');
alter table conversation_entry
  add constraint conversation_entry_kind_check check (kind in (
    'received', 'receipt', 'note', 'draft', 'approved', 'returned', 'sent', 'assigned', 'classified', 'status', 'linked'
  )),
  add constraint conversation_entry_names_draft check ((kind in ('approved', 'returned', 'sent')) = (draft_seq is not null)),
  add constraint conversation_entry_body check (body is null or kind in ('received', 'note', 'draft', 'returned')),
  add constraint conversation_entry_classified check (kind = 'classified' or (subject_id is null and unit_id is null)),
  add constraint conversation_entry_approval check (approval_seq is null or kind = 'sent'),
  add constraint conversation_entry_mandated check (
    (kind in ('approved', 'sent') or (kind = 'status' and status = 'answered'))
      = (before_mandates or (mandate_id is not null and mandated_on is not null))
  ),
  -- The organisation's day is at most one off that of Greenwich.
  add constraint conversation_entry_mandated_on check (abs(mandated_on - (at at time zone 'UTC')::date) <= 1),
  add unique (conversation_id, seq, kind, draft_seq),
  add foreign key (conversation_id, approval_seq, approval_kind, draft_seq)
    references conversation_entry (conversation_id, seq, kind, draft_seq);
create unique index conversation_entry_sent_once on conversation_entry (conversation_id, draft_seq) where kind = 'sent';

-- The mandate by which somebody would do something in a conversation, by its newest classification and the way its answer leaves.
create function find_answer_mandate(
  talk uuid, by_account uuid, for_act text, by_channel text, with_visibility text, on_day date
) returns table (mandate_id uuid, approval text, missing text[], for_account uuid) language plpgsql stable as $$
declare
  latest conversation_entry;
begin
  select * into latest from conversation_entry e
  where e.conversation_id = talk and e.kind = 'classified' order by e.seq desc limit 1;
  return query select m.mandate_id, m.approval, m.missing, m.for_account from find_mandate(
    by_account, for_act, latest.unit_id, latest.subject_id, by_channel, with_visibility, on_day
  ) m;
end $$;

-- By mail where whoever asked left an address, else by the page that their code opens.
create function answer_channel(talk uuid) returns text language sql stable as $$
  select case when exists (select from conversation_contact where conversation_id = talk and address is not null)
    then 'mail' else 'web' end
$$;

-- What stands in the way of sending a draft, as a word, or else the mandate by which it is sent; `missing` are conditions of that
-- mandate. Without a draft: one that they would write and send at once.
create function find_send_obstacle(
  talk uuid, by_account uuid, of_draft integer, with_approval integer, by_channel text, on_day date
) returns table (obstacle text, mandate_id uuid, missing text[], for_account uuid) language plpgsql stable as $$
declare
  held record;
  approved conversation_entry;
begin
  select * into held from find_answer_mandate(talk, by_account, 'send', by_channel, 'private', on_day);
  mandate_id := held.mandate_id;
  missing := held.missing;
  for_account := held.for_account;
  select * into approved from conversation_entry e
  where e.conversation_id = talk and e.seq = with_approval and e.kind = 'approved' and e.draft_seq = of_draft;
  obstacle := case
    when held.mandate_id is null then 'no-mandate'
    when held.approval = 'forbidden' then 'forbidden'
    when cardinality(held.missing) > 0 then 'conditions'
    when exists (
      select from conversation_entry e where e.conversation_id = talk and e.seq > of_draft
        and (e.kind = 'draft' or (e.kind = 'sent' and e.draft_seq = of_draft))
    ) then 'draft-replaced'
    when exists (
      select from conversation_entry e
      where e.conversation_id = talk and e.kind = 'returned' and e.draft_seq = of_draft
    ) then 'returned'
    when held.approval = 'none' then null
    when approved.seq is null
      -- Who agrees does so for what it was about: about something else, somebody else may have to.
      or exists (
        select from conversation_entry e
        where e.conversation_id = talk and e.kind = 'classified' and e.seq > approved.seq
      )
      or (held.approval = 'approver'
        and not exists (select from mandate m where m.id = approved.mandate_id and m.act = 'approve'))
    then 'needs-' || held.approval
  end;
  return next;
end $$;

-- What stands in the way of approving a draft, or else the mandate by which it is. A mandate to send is enough to agree as a
-- colleague; where the writer needs an approver, it takes one to approve.
create function find_approve_obstacle(
  talk uuid, by_account uuid, of_draft integer, by_channel text, on_day date
) returns table (obstacle text, mandate_id uuid, missing text[], for_account uuid) language plpgsql stable as $$
declare
  draft conversation_entry;
  held record;
  of_writer text;
begin
  select * into draft from conversation_entry e
  where e.conversation_id = talk and e.kind = 'draft' order by e.seq desc limit 1;
  select * into held from find_answer_mandate(talk, by_account, 'approve', by_channel, 'private', on_day);
  if held.mandate_id is null then
    select w.approval into of_writer
    from find_answer_mandate(talk, draft.by_account, 'send', by_channel, 'private', on_day) w;
    select * into held from find_answer_mandate(talk, by_account, 'send', by_channel, 'private', on_day);
    if held.approval in ('colleague', 'approver') then held.approval := 'none'; end if;
  end if;
  mandate_id := held.mandate_id;
  missing := held.missing;
  for_account := held.for_account;
  obstacle := case
    when draft.seq is distinct from of_draft or exists (
      select from conversation_entry e where e.conversation_id = talk and e.draft_seq = of_draft
    ) then 'draft-replaced'
    when exists (
      select from conversation_entry e
      where e.conversation_id = talk and e.kind = 'draft' and e.by_account = find_approve_obstacle.by_account
        and e.seq > coalesce((select max(s.seq) from conversation_entry s where s.conversation_id = talk and s.kind = 'sent'), 0)
    ) then 'own-draft'
    when held.mandate_id is null then 'no-mandate'
    when held.approval <> 'none' then 'forbidden'
    when cardinality(held.missing) > 0 then 'conditions'
    when of_writer = 'approver' then 'needs-approver'
  end;
  return next;
end $$;

-- What stands in the way of answering a conversation by something that everybody can read.
create function find_publish_obstacle(talk uuid, by_account uuid, on_day date)
returns table (obstacle text, mandate_id uuid, missing text[], for_account uuid) language plpgsql stable as $$
declare
  held record;
begin
  select * into held from find_answer_mandate(talk, by_account, 'publish', 'web', 'public', on_day);
  mandate_id := held.mandate_id;
  missing := held.missing;
  for_account := held.for_account;
  obstacle := case
    when held.mandate_id is null then 'no-mandate'
    when held.approval = 'forbidden' then 'forbidden'
    when cardinality(held.missing) > 0 then 'conditions'
    when held.approval <> 'none' then 'needs-' || held.approval
  end;
  return next;
end $$;

-- Answering, by whatever program or statement: the mandate is looked up here, and held until the transaction ends. The
-- second look sees what was changed while the first one waited. Who says that a conversation is answered must be able to answer it, in public or not.
create function write_mandate() returns trigger language plpgsql as $$
declare
  found record;
  leaves_by text;
  held uuid;
begin
  perform from conversation where id = new.conversation_id for no key update;
  leaves_by := case when new.mail_id is not null then 'mail' else answer_channel(new.conversation_id) end;
  loop
    if new.kind = 'sent' then
      select * into found from find_send_obstacle(
        new.conversation_id, new.by_account, new.draft_seq, new.approval_seq, leaves_by, new.mandated_on);
    elsif new.kind = 'approved' then
      select * into found from find_approve_obstacle(
        new.conversation_id, new.by_account, new.draft_seq, leaves_by, new.mandated_on);
    else
      select * into found from find_publish_obstacle(new.conversation_id, new.by_account, new.mandated_on);
      if found.obstacle is not null then
        select * into found from find_send_obstacle(
          new.conversation_id, new.by_account, null, null, leaves_by, new.mandated_on);
      end if;
    end if;
    if found.obstacle is not null then
      raise exception 'account % may not write % in conversation %: %',
        new.by_account, new.kind, new.conversation_id, found.obstacle
        using errcode = 'check_violation', constraint = 'mandate_' || replace(found.obstacle, '-', '_');
    end if;
    exit when found.mandate_id = held;
    held := found.mandate_id;
    perform from mandate where id = held for share;
  end loop;
  new.mandate_id := held;
  new.mandated_for := found.for_account;
  new.before_mandates := false;
  return new;
end $$;
create trigger conversation_entry_mandate before insert on conversation_entry
  for each row when (new.kind in ('approved', 'sent') or (new.kind = 'status' and new.status = 'answered'))
  execute function write_mandate();

-- What was approved is what is sent: an entry stays as it was written, but for words and mail that are let go of.
create function keep_entry() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    -- It goes with its conversation, which is gone by then.
    if not exists (select from conversation where id = old.conversation_id) then return old; end if;
  elsif (new.body is null or new.body = old.body)
    and (new.mail_id is null or new.mail_id = old.mail_id)
    -- Columns that are generated are not known yet.
    and to_jsonb(new) - array['body', 'mail_id', 'draft_kind', 'approval_kind']
      = to_jsonb(old) - array['body', 'mail_id', 'draft_kind', 'approval_kind']
  then
    return new;
  end if;
  raise exception 'entry % of conversation % stays as it was written', old.seq, old.conversation_id
    using errcode = 'check_violation', constraint = 'conversation_entry_kept';
end $$;
create trigger conversation_entry_kept before update or delete on conversation_entry
  for each row execute function keep_entry();

-- What a mail is for: a reply leaves with the entry that says so, or not at all.
alter table outgoing_mail add purpose text not null default 'other' check (purpose in ('other', 'reply'));
update outgoing_mail set purpose = 'reply' where id in (select mail_id from conversation_entry where kind = 'sent');
create function refuse_reply_without_sent() returns trigger language plpgsql as $$
begin
  if not exists (select from conversation_entry where mail_id = new.id and kind = 'sent')
    and exists (select from outgoing_mail where id = new.id)
  then
    raise exception 'mail % is a reply that no entry says was sent', new.id
      using errcode = 'check_violation', constraint = 'reply_has_sent';
  end if;
  return null;
end $$;
create constraint trigger reply_has_sent after insert or update of purpose on outgoing_mail
  deferrable initially deferred for each row when (new.purpose = 'reply')
  execute function refuse_reply_without_sent();
