-- A conversation that is handled together with another one of the same person. Nothing moves: what comes in goes to the other from
-- then on, until it is opened again. Which it is, is folded from entries; each says how far the other was.
alter table conversation
  add column merged_into uuid references conversation,
  add constraint conversation_merged check (merged_into is null or (merged_into <> id and closed_as is not distinct from 'double'));
create index conversation_merged_into on conversation (merged_into) where merged_into is not null;

alter table conversation_entry
  add column other_id uuid references conversation,
  add column other_seq integer,
  add constraint conversation_entry_merged check (
    (kind = 'merged') = (other_id is not null) and (other_id is null) = (other_seq is null)
  );

-- Where a conversation is handled: itself, or the last of those that it was merged into.
create function conversation_home(talk uuid) returns uuid language sql stable as $$
  with recursive way (id, merged_into) as (
    select id, merged_into from conversation where id = talk
    union
    select next.id, next.merged_into from way join conversation next on next.id = way.merged_into
  )
  select id from way where merged_into is null
$$;

-- Earlier conversations of somebody are found by their address, or by its seal.
create index conversation_contact_address on conversation_contact (lower(address), conversation_id);
create index mail_participant_seal on mail_participant (seal, conversation_id);
