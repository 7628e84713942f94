import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import { findEntrance } from '#domains/entrance'
import { backgroundChanged } from '../dialogues/dialogue.events.ts'
import { shareOpenDialogue } from '../dialogues/open-for-answers.ts'
import { recordDialogueEvent } from '../dialogues/record-dialogue-event.ts'
import type { Background } from './background.schema.ts'
import { backgroundAnswers } from './forget-participants.ts'

/** After this many votes somebody may tell about themselves; before that, there is nothing yet that it could go with. */
export const leastVotesToTell = 5

export type SetBackgroundOutcome =
  | { kind: 'set' }
  | { kind: 'not-found' }
  /** Somebody answered: what they were asked stays. */
  | { kind: 'answered' }

/** Says what participants may tell about themselves, in place of what was asked before. */
export async function setBackground(
  tx: Tx,
  dialogueId: string,
  background: Background,
  now: Date,
): Promise<SetBackgroundOutcome> {
  await tx
    .selectFrom('dialogue')
    .select('id')
    .where('id', '=', dialogueId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  const entrance = await findEntrance(tx, dialogueId)
  if (!entrance || entrance.key_destroyed_at) return { kind: 'not-found' }
  if (await wasAnswered(tx, dialogueId)) return { kind: 'answered' }
  await tx.deleteFrom('background_question').where('dialogue_id', '=', dialogueId).execute()
  for (const [at, { question, options }] of background.entries()) {
    const number = at + 1
    await tx.insertInto('background_question').values({ dialogue_id: dialogueId, number, question }).execute()
    await tx
      .insertInto('background_option')
      .values(
        options.map(({ label, population }, position) => ({
          dialogue_id: dialogueId,
          question: number,
          number: position + 1,
          label,
          population,
        })),
      )
      .execute()
  }
  await recordDialogueEvent(tx, dialogueId, { type: backgroundChanged, at: now })
  return { kind: 'set' }
}

/** Whether anybody told anything, also if it was taken back or erased since and only figures are left. */
async function wasAnswered(tx: Tx, dialogueId: string): Promise<boolean> {
  const { rows } = await sql<{ was: boolean }>`
    select exists (select from background_answer where dialogue_id = ${dialogueId}::uuid)
      or exists (select from background_question where dialogue_id = ${dialogueId}::uuid and is_shown) as was`.execute(
    tx,
  )
  return rows[0]?.was ?? false
}

/** Notes whether figures of what people told are shown: whoever shows them says so, and what was asked stays meanwhile. */
export async function noteBackgroundShown(tx: Tx, dialogueId: string, isShown: boolean): Promise<void> {
  await tx
    .updateTable('background_question')
    .set({ is_shown: isShown })
    .where('dialogue_id', '=', dialogueId)
    .where('is_shown', '<>', isShown)
    .execute()
}

export type BackgroundQuestion = {
  number: number
  question: string
  options: { number: number; label: string; population: number | null }[]
}

export async function listBackgroundQuestions(db: Db, dialogueId: string): Promise<BackgroundQuestion[]> {
  const rows = await db
    .selectFrom('background_question as asked')
    .innerJoin('background_option as option', (join) =>
      join
        .onRef('option.dialogue_id', '=', 'asked.dialogue_id')
        .onRef('option.question', '=', 'asked.number'),
    )
    .select(['asked.number', 'asked.question', 'option.number as option', 'label', 'population'])
    .where('asked.dialogue_id', '=', dialogueId)
    .orderBy('asked.number')
    .orderBy('option.number')
    .execute()
  const questions = new Map<number, BackgroundQuestion>()
  for (const { number, question, option, label, population } of rows) {
    const known = questions.get(number) ?? { number, question, options: [] }
    known.options.push({ number: option, label, population })
    questions.set(number, known)
  }
  return [...questions.values()]
}

type Who = { dialogueId: string; pseudonym: Buffer }

/** What somebody told about themselves: the option by the number of the question. */
export async function findOwnBackground(
  db: Db,
  { dialogueId, pseudonym }: Who,
): Promise<ReadonlyMap<number, number>> {
  const rows = await db
    .selectFrom('background_answer as told')
    .innerJoin('participant', (join) =>
      join
        .onRef('participant.dialogue_id', '=', 'told.dialogue_id')
        .onRef('participant.number', '=', 'told.participant'),
    )
    .select(['told.question', 'told.option'])
    .where('told.dialogue_id', '=', dialogueId)
    .where('pseudonym', '=', pseudonym)
    .execute()
  return new Map(rows.map(({ question, option }) => [question, option]))
}

export type TellBackgroundOutcome =
  | { kind: 'told' }
  /** They have not voted on enough statements yet. */
  | { kind: 'too-early' }
  | { kind: 'dialogue-closed' }
  | { kind: 'not-an-option' }

/**
 * Keeps what somebody tells about themselves, in place of what they told before; what they would rather not say is not
 * there. Only who voted on five statements can, or on all there are.
 */
export async function tellBackground(
  tx: Tx,
  {
    dialogueId,
    pseudonym,
    told,
    now,
    today,
  }: Who & { told: ReadonlyMap<number, number>; now: Date; today: string },
): Promise<TellBackgroundOutcome> {
  if (!(await shareOpenDialogue(tx, dialogueId, today))) return { kind: 'dialogue-closed' }
  const number = await findTeller(tx, { dialogueId, pseudonym })
  if (number === undefined) return { kind: 'too-early' }
  const questions = await listBackgroundQuestions(tx, dialogueId)
  const isOption = ([question, option]: [number, number]) =>
    questions.find((one) => one.number === question)?.options.some((one) => one.number === option)
  if (![...told].every(isOption)) return { kind: 'not-an-option' }
  const rows = [...told].map(([question, option]) => ({
    dialogue_id: dialogueId,
    participant: number,
    question,
    option,
    told_at: now,
  }))
  await forget(tx, dialogueId, number)
  if (rows.length > 0) await tx.insertInto('background_answer').values(rows).execute()
  return { kind: 'told' }
}

async function findTeller(tx: Tx, { dialogueId, pseudonym }: Who): Promise<number | undefined> {
  const { rows } = await sql<{ number: number; votes: number; statements: number }>`
    select number,
      (select count(*)::integer from vote where dialogue_id = ${dialogueId}::uuid and participant = number) as votes,
      (select count(*)::integer from statement where dialogue_id = ${dialogueId}::uuid and state = 'published') as statements
    from participant where dialogue_id = ${dialogueId}::uuid and pseudonym = ${pseudonym}::bytea
    for update`.execute(tx)
  const teller = rows[0]
  if (!teller || teller.votes === 0) return undefined
  return mayTell(teller.votes, teller.statements) ? teller.number : undefined
}

/** Whether somebody answered enough statements to tell about themselves. */
function mayTell(votes: number, statements: number): boolean {
  return votes >= Math.min(leastVotesToTell, Math.max(1, statements))
}

/** Takes back all that somebody told about themselves, as long as they can be known again. */
export async function withdrawBackground(
  tx: Tx,
  { dialogueId, pseudonym, now }: Who & { now: Date },
): Promise<void> {
  const participant = await tx
    .selectFrom('participant')
    .select('number')
    .where('dialogue_id', '=', dialogueId)
    .where('pseudonym', '=', pseudonym)
    .forUpdate()
    .executeTakeFirst()
  if (participant) await backgroundAnswers.prove(tx, await forget(tx, dialogueId, participant.number), now)
}

async function forget(tx: Tx, dialogueId: string, participant: number): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('background_answer')
    .where('dialogue_id', '=', dialogueId)
    .where('participant', '=', participant)
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}
