import { sql } from 'kysely'
import type { Db } from '#db'
import { type Background, castVote, setBackground, tellBackground } from '#domains/deliberate'
import { retally } from '#domains/deliberate/testing'
import { makeOpenDialogue, type OpenDialogue } from './open-dialogue.ts'
import { now, today } from './time.ts'

/** What people are asked about themselves: once with the figures of the town, once without. */
export const background: Background = [
  {
    question: 'Hoe oud bent u?',
    options: [
      { label: 'Jonger dan 40', population: 5000 },
      { label: '40 of ouder', population: 5000 },
    ],
  },
  {
    question: 'Waar woont u?',
    options: [
      { label: 'Centrum', population: null },
      { label: 'Noord', population: null },
      { label: 'Buiten de stad', population: null },
    ],
  },
]

/** An open dialogue with three statements that asks people about themselves. */
export async function makeAskingDialogue(db: Db): Promise<OpenDialogue> {
  const dialogue = await makeOpenDialogue(db)
  await db.transaction().execute((tx) => setBackground(tx, dialogue.id, background, now))
  return dialogue
}

/** What a participant tells: the number of a question, and that of an option. */
export type Told = [question: number, option: number][]

export function tell(db: Db, { id: dialogueId }: OpenDialogue, pseudonym: Buffer, told: Told, at = now) {
  const telling = { dialogueId, pseudonym, told: new Map(told), now: at, today }
  return db.transaction().execute((tx) => tellBackground(tx, telling))
}

/** Somebody who answered everything, and told this. */
export async function addTeller(db: Db, room: OpenDialogue, told: Told, at = now): Promise<Buffer> {
  const { dialogue } = room
  const pseudonym = room.newPerson()
  await castVote(db, { dialogue, pseudonym, statement: 1, choice: 'agree', channel: 'web', now, today })
  // Three statements are all there are; the other votes are of no matter here.
  await sql`insert into vote (dialogue_id, participant, statement, choice, channel, voted_at)
    select dialogue_id, number, statement, 1, 'web', joined_at
    from participant, generate_series(2, 3) as statement
    where dialogue_id = ${room.id} and pseudonym = ${pseudonym}::bytea`.execute(db)
  await retally(db, room.id)
  const outcome = await tell(db, room, pseudonym, told, at)
  if (outcome.kind !== 'told') throw new Error(outcome.kind)
  return pseudonym
}
