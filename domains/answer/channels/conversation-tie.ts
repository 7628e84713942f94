import { sql } from 'kysely'
import type { Db, Tx } from '#db'

/** What staff say of two conversations; possibly, as long as they say nothing. */
export type TieState = 'possibly' | 'together' | 'apart'

/** Another conversation that this one may belong with. */
export type TiedConversation = { id: string; subject: string; language: 'nl' | 'en'; state: TieState }

/** More are not looked at by anybody. */
const MOST_TIES = 20

/** The conversations that this one may belong with, whichever of the two referred to the other. */
export async function listTies(db: Db, conversationId: string): Promise<TiedConversation[]> {
  const { rows } = await sql<TiedConversation>`
    select other.id, other.subject, other.language, tie.state
    from (
      select other_id as id, state from conversation_tie where conversation_id = ${conversationId}
      union all
      select conversation_id, state from conversation_tie where other_id = ${conversationId}
    ) as tie
    join conversation as other on other.id = tie.id
    order by other.id
    limit ${MOST_TIES}`.execute(db)
  return rows
}

/**
 * Says whether two conversations belong together. Both stay as they are, with a way from one to the other; whoever thinks
 * otherwise later says so again.
 */
export async function decideTie(
  tx: Tx,
  tie: { conversationId: string; otherId: string; state: 'together' | 'apart'; by: string; now: Date },
): Promise<{ kind: 'decided' | 'not-found' }> {
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
