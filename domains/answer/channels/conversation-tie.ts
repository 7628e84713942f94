import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import { mayRead, mayReadConversation, type Reader } from '../privacy/may-read.ts'

/** What staff say of two conversations; possibly, as long as they say nothing. */
export type TieState = 'possibly' | 'together' | 'apart'

/** Another conversation that this one may belong with. */
export type TiedConversation = { id: string; subject: string; language: 'nl' | 'en'; state: TieState }

/** More are not looked at by anybody. */
const MOST_TIES = 20

/** The conversations that this one may belong with, whichever of the two referred to the other: those that the reader may read. */
export async function listTies(db: Db, conversationId: string, reader: Reader): Promise<TiedConversation[]> {
  const { rows } = await sql<TiedConversation>`
    select other.id, other.subject, other.language, tie.state
    from (
      select other_id as id, state from conversation_tie where conversation_id = ${conversationId}
      union all
      select conversation_id, state from conversation_tie where other_id = ${conversationId}
    ) as tie
    join conversation as other on other.id = tie.id and ${mayRead(reader, 'other.subject_id')}
    order by other.id
    limit ${MOST_TIES}`.execute(db)
  return rows
}

/** Who says so; they must be able to read both. */
type Decider = { by: string; now: Date; today: string }

/** Says that two conversations belong together, where nothing said so yet: a way from one to the other, that can be withdrawn. */
export async function tieConversations(
  tx: Tx,
  tie: { conversationId: string; otherId: string } & Decider,
): Promise<{ kind: 'decided' | 'not-found' }> {
  const reader = { accountId: tie.by, today: tie.today }
  if (tie.otherId === tie.conversationId || !(await mayReadConversation(tx, tie.otherId, reader)))
    return { kind: 'not-found' }
  const decided = await decideTie(tx, { ...tie, state: 'together' })
  if (decided.kind === 'decided' || !(await mayReadConversation(tx, tie.conversationId, reader)))
    return decided
  await tx
    .insertInto('conversation_tie')
    .values({
      ...{ conversation_id: tie.conversationId, other_id: tie.otherId, found_at: tie.now },
      ...{ state: 'together', decided_by: tie.by, decided_at: tie.now },
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return { kind: 'decided' }
}

/**
 * Says whether two conversations belong together. Both stay as they are, with a way from one to the other; whoever thinks
 * otherwise later says so again.
 */
export async function decideTie(
  tx: Tx,
  tie: { conversationId: string; otherId: string; state: 'together' | 'apart' } & Decider,
): Promise<{ kind: 'decided' | 'not-found' }> {
  const reader = { accountId: tie.by, today: tie.today }
  for (const id of [tie.conversationId, tie.otherId])
    if (!(await mayReadConversation(tx, id, reader))) return { kind: 'not-found' }
  const { numUpdatedRows } = await tx
    .updateTable('conversation_tie')
    .set({ state: tie.state, decided_by: tie.by, decided_at: tie.now })
    .where((eb) =>
      eb.or([
        eb.and({ conversation_id: tie.conversationId, other_id: tie.otherId }),
        eb.and({ conversation_id: tie.otherId, other_id: tie.conversationId }),
      ]),
    )
    .executeTakeFirstOrThrow()
  return { kind: numUpdatedRows > 0n ? 'decided' : 'not-found' }
}
