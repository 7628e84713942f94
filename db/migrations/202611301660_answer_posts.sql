-- A post that somebody found can become a conversation, once, so that it is answered in time and by somebody. Nobody is written to: what is
-- answered is put below the post by hand.
create table post_conversation (
  post_id uuid primary key references post on delete cascade,
  conversation_id uuid not null unique references conversation on delete cascade,
  made_by uuid not null references account,
  made_at timestamptz not null
);

alter table conversation_entry
  drop constraint conversation_entry_channel_check,
  add constraint conversation_entry_channel_check check (channel in ('web', 'mail', 'phone', 'desk', 'paper', 'feed'));

alter table rule
  drop constraint rule_channel_check,
  add constraint rule_channel_check check (channel in ('web', 'mail', 'phone', 'desk', 'paper', 'feed'));

-- What is answered below a post is read by everybody: a mandate can be given for it apart.
create or replace function answer_channel(talk uuid) returns text language sql stable as $$
  select case
    when exists (select from conversation_contact where conversation_id = talk and address is not null) then 'mail'
    when exists (select from post_conversation where conversation_id = talk) then 'feed'
    else 'web'
  end
$$;
