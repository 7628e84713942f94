import type { Db } from '#db'
import { now, type OpenDialogue, today } from '#stories'
import { transactionsOn } from '#testing'
import { type Choice, castVote, proposeStatement, type Revision, reviseStatements } from '../index.ts'

type Change = Pick<Revision, 'kind' | 'statements' | 'texts'>

/** The first statement in two. */
export const split = {
  kind: 'split',
  statements: [1],
  texts: ['Er komen meer bomen.', 'Er komt meer gras.'],
} as const

/** What tests of revisions do in a database. */
export function revisingIn(database: () => { db: Db }) {
  const inTransaction = transactionsOn(database)
  const revise = (room: OpenDialogue, change: Change, day = today) =>
    inTransaction((tx) =>
      reviseStatements(
        tx,
        { dialogueId: room.id, reason: 'Er stonden twee ideeën in.', ...change },
        { by: room.by, now, today: day },
      ),
    )

  const vote = (room: OpenDialogue, pseudonym: Buffer, statement: number, choice: Choice) =>
    castVote(database().db, {
      dialogue: room.dialogue,
      pseudonym,
      statement,
      choice,
      channel: 'web',
      now,
      today,
    })

  const propose = (room: OpenDialogue, text: string) =>
    inTransaction((tx) =>
      proposeStatement(tx, {
        dialogueId: room.id,
        pseudonym: room.newPerson(),
        text,
        channel: 'web',
        now,
        today,
      }),
    )

  async function statesOf({ id }: OpenDialogue) {
    const rows = await database()
      .db.selectFrom('statement')
      .select(['number', 'state'])
      .where('dialogue_id', '=', id)
      .orderBy('number')
      .execute()
    return Object.fromEntries(rows.map((row) => [row.number, row.state]))
  }
  return { revise, vote, propose, statesOf }
}
