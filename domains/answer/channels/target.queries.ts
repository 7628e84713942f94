import { sql } from 'kysely'
import type { Tx } from '#db'
import { stateOf } from '../conversations/conversation.store.ts'
import { findHomes } from '../hands/home.ts'
import { listReached, type Reached } from '../split/later.queries.ts'
import { handleOf } from './handle.ts'
import { hashId, idsOf, sealParticipant } from './mail-seals.ts'
import { type Arrived, newTarget, type Target } from './place-mail.ts'

/** Conversations that are looked at for one id: what more people refer to is no thread. */
const MOST_FOR_AN_ID = 20

/** Finds all conversations that mail may belong to, by what it refers to, and locks them; in the order of their beginning. */
export async function lockTargets(
  tx: Tx,
  arrived: readonly Arrived[],
  secret: string,
): Promise<Map<string, Target>> {
  const ids = new Map(arrived.flatMap(({ message }) => idsOf(message).map((id) => [hashId(id), id])))
  const references = await findReferences(tx, [...ids.keys()])
  const named = arrived.flatMap(({ writtenTo, ours }) => [
    ...(writtenTo ? [writtenTo] : []),
    ...ours.values(),
  ])
  const meant = [...new Set([...references.map((row) => row.conversation_id), ...named])]
  const reached = await listReached(tx, meant)
  const homes = await findHomes(
    tx,
    reached.map(({ id }) => id),
  )
  const targets = await lockConversations(tx, reached, homes)
  for (const { conversation_id, hash, is_own } of references) {
    const [target, id] = [targets.get(conversation_id), ids.get(hash)]
    if (target && id !== undefined) (is_own ? target.messageIds : target.references).add(id)
  }
  await addParticipants(tx, targets, { arrived, secret })
  return targets
}

type Reference = { conversation_id: string; hash: string; is_own: boolean }

async function findReferences(tx: Tx, hashes: string[]): Promise<Reference[]> {
  const { rows } = await sql<Reference>`
    select found.conversation_id, encode(wanted.hash, 'hex') as hash, found.is_own
    from unnest(${hashes.map((hash) => Buffer.from(hash, 'hex'))}::bytea[]) as wanted (hash)
    cross join lateral (
      select conversation_id, is_own from mail_reference where hash = wanted.hash
      order by is_own desc, conversation_id limit ${MOST_FOR_AN_ID}
    ) as found`.execute(tx)
  return rows
}

async function lockConversations(
  tx: Tx,
  reached: readonly Reached[],
  homes: ReadonlyMap<string, string>,
): Promise<Map<string, Target>> {
  if (reached.length === 0) return new Map()
  const ids = [...new Set(reached.map(({ id }) => id))]
  const goesOnFrom = new Map(reached.flatMap((one) => (one.goesOnFrom ? [[one.id, one.goesOnFrom]] : [])))
  const rows = await tx
    .selectFrom('conversation')
    .selectAll()
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute()
  return new Map(
    rows.map((row) => [
      row.id,
      newTarget(row.id, {
        ...{ before: row, state: stateOf(row) },
        ...{ home: homes.get(row.id), goesOnFrom: goesOnFrom.get(row.id) },
      }),
    ]),
  )
}

/** Of those who take part, the senders of this mail and its lists; and who asked, whose address stands apart. */
async function addParticipants(
  tx: Tx,
  targets: Map<string, Target>,
  { arrived, secret }: { arrived: readonly Arrived[]; secret: string },
): Promise<void> {
  if (targets.size === 0) return
  const ids = [...targets.keys()]
  const seals = new Set(
    arrived.flatMap(({ message }) => [...message.from, ...(message.list ? [message.list] : [])]),
  )
  const rows = await tx
    .selectFrom('mail_participant')
    .select(['conversation_id', 'seal'])
    .where('conversation_id', 'in', ids)
    .where('seal', '=', sql<Buffer>`any(${[...seals].map((seal) => Buffer.from(seal, 'hex'))}::bytea[])`)
    .execute()
  for (const { conversation_id, seal } of rows) {
    targets.get(conversation_id)?.participants.add(seal.toString('hex'))
    targets.get(conversation_id)?.lists.add(seal.toString('hex'))
  }
  const contacts = await tx
    .selectFrom('conversation_contact')
    .select(['conversation_id', 'address'])
    .where('conversation_id', 'in', ids)
    .execute()
  const copies = await tx
    .selectFrom('reply_copy')
    .select(['conversation_id', 'address'])
    .distinct()
    .where('conversation_id', 'in', ids)
    .where('address', '<>', '')
    .execute()
  for (const { conversation_id, address } of copies)
    targets.get(conversation_id)?.participants.add(sealParticipant(handleOf(address), secret))
  for (const { conversation_id, address } of contacts)
    if (address) {
      const seal = sealParticipant(handleOf(address), secret)
      targets.get(conversation_id)?.participants.add(seal)
      targets.get(conversation_id)?.askers.add(seal)
    }
}
