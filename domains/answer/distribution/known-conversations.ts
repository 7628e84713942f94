import { sql } from 'kysely'
import type { Db } from '#db'
import { handleOf } from '../channels/handle.ts'
import { sealParticipant } from '../channels/mail-seals.ts'

/** By what we tell ourselves from those who write to us. */
export type Ourselves = {
  secret: string
  /** Addresses that our mail comes from, and is answered to; those of channels are known. */
  ourAddresses: readonly string[]
}

/** More people do not write in one conversation, and of each so many of the newest conversations are looked at. */
const MOST_HANDLES = 10
const LOOKED_AT = 50

/**
 * Other conversations of the people who write in one: begun from the address of any of them, or with any of them as one who takes part
 * by mail; none of ours is one. None where no address is known: a name is no proof.
 */
export async function listKnownConversations(db: Db, id: string, us: Ourselves): Promise<string[]> {
  const handles = await listHandles(db, id, us)
  if (handles.length === 0) return []
  const seals = handles.map((handle) => Buffer.from(sealParticipant(handle, us.secret), 'hex'))
  const { rows } = await sql<{ id: string }>`
    select distinct found.id from (
      select near.id from unnest(${handles}::text[]) as handle (address) cross join lateral (
        select conversation_id as id from conversation_contact
        where lower(conversation_contact.address) = handle.address
        order by conversation_id desc limit ${LOOKED_AT}
      ) near
      union all
      select near.id from unnest(${seals}::bytea[]) as sealed (seal) cross join lateral (
        select conversation_id as id from mail_participant where mail_participant.seal = sealed.seal
        order by conversation_id desc limit ${LOOKED_AT}
      ) near
    ) found where found.id <> ${id}::uuid`.execute(db)
  return rows.map((row) => row.id)
}

/** Who writes in a conversation: its contact, and the senders of its mail. */
async function listHandles(db: Db, id: string, { ourAddresses }: Ourselves): Promise<string[]> {
  const { rows } = await sql<{ address: string }>`
    select address from conversation_contact where conversation_id = ${id}::uuid and address is not null
    union
    select * from (
      select distinct from_address from mail_message where conversation_id = ${id}::uuid and from_address <> ''
      order by from_address limit ${MOST_HANDLES}
    ) senders`.execute(db)
  const channels = await db.selectFrom('channel').select('name').execute()
  const ours = new Set([...ourAddresses, ...channels.map(({ name }) => name)].map(handleOf))
  return [...new Set(rows.map(({ address }) => handleOf(address)))].filter((handle) => !ours.has(handle))
}
