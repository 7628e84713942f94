import type { Db } from '#db'
import {
  createVoteBox,
  listHeldStatements,
  makeDialogue,
  moderateStatement,
  newDialogueSchema,
  openDialogue,
  proposeStatement,
} from '#domains/deliberate'
import { drawBrowserSecret, pseudonymOf } from '#domains/entrance'
import type { Calendar } from './calendar.ts'
import { demoStatements, demoVotes, drawFrom, heldStatements, residentsStatements } from './opinions.ts'

/** Enough for groups that can be told apart, and few enough for one dot each. */
const PARTICIPANTS = 360
const VOTERS_AT_ONCE = 120

/** The dialogue about the street: seeds, statements of residents, two that wait for a moderator, and many votes. */
export async function tellDialogue(
  db: Db,
  { dossierId, moderatorId }: { dossierId: string; moderatorId: string },
  calendar: Calendar,
): Promise<void> {
  const id = await openDemoDialogue(db, dossierId, calendar)
  const { key } = await db.selectFrom('entrance').select('key').where('id', '=', id).executeTakeFirstOrThrow()
  if (!key) throw new Error('The demo dialogue lost its key.')
  const propose = (text: string, daysAgo: number) =>
    db.transaction().execute((tx) =>
      proposeStatement(tx, {
        dialogueId: id,
        pseudonym: pseudonymOf(key, drawBrowserSecret()),
        text,
        channel: 'web',
        now: calendar.ago(daysAgo),
        today: calendar.day(-daysAgo),
      }),
    )
  for (const { text } of residentsStatements) await propose(text, 17)
  const held = await listHeldStatements(db, id, { size: residentsStatements.length })
  for (const { number } of held.rows)
    await db
      .transaction()
      .execute((tx) =>
        moderateStatement(
          tx,
          { dialogueId: id, number },
          { kind: 'publish' },
          { by: moderatorId, now: calendar.ago(16), today: calendar.day(-16) },
        ),
      )
  await voteAsMany(db, { id, dossier_id: dossierId, key }, calendar)
  for (const text of heldStatements) await propose(text, 1)
}

async function openDemoDialogue(db: Db, dossierId: string, { ago, day }: Calendar): Promise<string> {
  const dialogue = newDialogueSchema.parse({
    dossierId,
    question: 'Wat vindt u van de Dorpsstraat?',
    introduction:
      'Stem op korte stellingen van bewoners en van ons. Mist u iets? Schrijf dan zelf een stelling.',
    language: 'nl',
    moderation: 'strict',
    closesOn: day(14),
    seeds: demoStatements.map(({ text }) => text),
  })
  return db.transaction().execute(async (tx) => {
    const made = await makeDialogue(tx, dialogue, { now: ago(19) })
    if (made.kind !== 'made') throw new Error(`The demo dialogue was not made: ${made.kind}`)
    const opened = await openDialogue(tx, made.id, { now: ago(19), today: day(-19) })
    if (opened.kind !== 'opened') throw new Error(`The demo dialogue was not opened: ${opened.kind}`)
    return made.id
  })
}

async function voteAsMany(
  db: Db,
  { key, ...dialogue }: { id: string; dossier_id: string; key: Buffer },
  calendar: Calendar,
): Promise<void> {
  const voters = Array.from({ length: PARTICIPANTS }, (_, index) => index)
  const box = createVoteBox(db, { admitNewcomers: async (from) => from.map(() => true) })
  const voteAs = async (voter: number) => {
    const draw = drawFrom(voter + 1)
    const daysAgo = Math.floor(15 * draw())
    const who = { dialogue, pseudonym: pseudonymOf(key, drawBrowserSecret()), channel: 'web' as const }
    const when = { now: calendar.ago(daysAgo), today: calendar.day(-daysAgo) }
    for (const vote of demoVotes(draw)) {
      const { outcome } = await box.cast({ ...who, ...when, ...vote })
      if (outcome.kind !== 'voted') throw new Error(`A vote of the demo was not stored: ${outcome.kind}`)
    }
  }
  const takeTurns = async () => {
    for (let voter = voters.pop(); voter !== undefined; voter = voters.pop()) await voteAs(voter)
  }
  await Promise.all(Array.from({ length: VOTERS_AT_ONCE }, takeTurns))
}
