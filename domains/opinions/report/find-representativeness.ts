import type { Db } from '#db'
import { listBackgroundQuestions } from '#domains/deliberate'
import { dateIn } from '#platform/clock'
import type { Figures } from './representativeness.ts'

/** Who took part, as far as people told. It is worked out minutes after somebody told something: of when, its day. */
export type Representativeness =
  /** Nobody is asked about themselves in this dialogue. */
  | { kind: 'not-asked' }
  /** Fewer than ten people told something, or it is not worked out yet. */
  | { kind: 'too-early' }
  | { kind: 'known'; madeOn: string; figures: Figures }

/** Reads what was worked out last, which takes the same time whatever the number of votes. */
export async function findRepresentativeness(
  db: Db,
  { dialogueId, timeZone }: { dialogueId: string; timeZone: string },
): Promise<Representativeness> {
  const row = await db
    .selectFrom('representativeness')
    .select(['made_at', 'figures'])
    .where('dialogue_id', '=', dialogueId)
    .executeTakeFirst()
  if (row) return { kind: 'known', madeOn: dateIn(timeZone, row.made_at), figures: row.figures as Figures }
  const questions = await listBackgroundQuestions(db, dialogueId)
  return { kind: questions.length > 0 ? 'too-early' : 'not-asked' }
}

/** The statements that are told of. */
export function statementsWeighed(who: Representativeness): number[] {
  if (who.kind !== 'known' || who.figures.weighing.kind !== 'weighted') return []
  return who.figures.weighing.statements.map(({ statement }) => statement)
}
