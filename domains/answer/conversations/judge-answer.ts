import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import { dateIn } from '#platform/clock'
import { readHearing } from '../deadlines/hearing.ts'
import { appendEntries, lockConversation } from './conversation.store.ts'
import type { Channel } from './conversation.ts'

export type JudgeOutcome =
  | { kind: 'helped' }
  /** It did not help: a person looks at it anew. */
  | { kind: 'reopened' }
  /** There is no answer of which they have not said so yet. */
  | { kind: 'nothing-to-judge' }

/**
 * Whoever asked says, once an answer, whether it helped. If not, the conversation is open anew, and an answer is due as
 * after a first question. What they say is counted by the month alone: nobody's work is measured by it.
 */
export async function judgeAnswer(
  tx: Tx,
  { inputId, hasHelped }: { inputId: string; hasHelped: boolean },
  { channel, timeZone, now }: { channel: Channel; timeZone: string; now: Date },
): Promise<JudgeOutcome> {
  const found = await tx
    .selectFrom('conversation')
    .select('id')
    .where('input_id', '=', inputId)
    .executeTakeFirst()
  const locked = found && (await lockConversation(tx, found.id))
  const answerSeq = locked?.status === 'answered' ? await findAnswerToJudge(tx, locked.id) : undefined
  if (!locked || answerSeq === undefined) return { kind: 'nothing-to-judge' }
  await tx.insertInto('answer_judged').values({ conversation_id: locked.id, seq: answerSeq }).execute()
  await countJudgement(tx, hasHelped, dateIn(timeZone, now))
  if (hasHelped) return { kind: 'helped' }
  const hearing = await readHearing(tx, locked, { timeZone, now })
  const entry = { kind: 'received', channel, body: '', ...hearing, unhelpedSeq: answerSeq } as const
  await appendEntries(tx, locked, [entry], { by: null, now })
  return { kind: 'reopened' }
}

/** The last answer of a conversation, a reply or a public response, if whoever asked has not said yet whether it helped. */
export async function findAnswerToJudge(db: Db, conversationId: string): Promise<number | undefined> {
  const last = await db
    .selectFrom('conversation_entry as entry')
    .leftJoin('answer_judged as judged', (join) =>
      join
        .onRef('judged.conversation_id', '=', 'entry.conversation_id')
        .onRef('judged.seq', '=', 'entry.seq'),
    )
    .select(['entry.seq', 'judged.seq as judgedSeq'])
    .where('entry.conversation_id', '=', conversationId)
    .where(({ or, eb }) => or([eb('entry.kind', '=', 'sent'), eb('entry.status', '=', 'answered')]))
    .orderBy('entry.seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.judgedSeq === null ? last.seq : undefined
}

async function countJudgement(tx: Tx, hasHelped: boolean, day: string): Promise<void> {
  const helped = Number(hasHelped)
  await sql`
    insert into helped_month (month, people, helped) values (date_trunc('month', ${day}::date)::date, 1, ${helped})
    on conflict (month) do update
    set people = helped_month.people + 1, helped = helped_month.helped + excluded.helped`.execute(tx)
}

/** Of fewer people nothing is told. */
const FEWEST_TOLD = 10
const MONTHS_TOLD = 12

/**
 * How many people our answers helped in the last twelve months, this one included, and how many said so or the
 * opposite; undefined while these are fewer than ten.
 * @param today  as `2026-05-08`
 */
export async function countHelped(
  db: Db,
  today: string,
): Promise<{ people: number; helped: number } | undefined> {
  const { people, helped } = await db
    .selectFrom('helped_month')
    .select(({ fn }) => [fn.sum<string>('people').as('people'), fn.sum<string>('helped').as('helped')])
    .where(
      'month',
      '>',
      sql<string>`date_trunc('month', ${today}::date) - make_interval(months => ${MONTHS_TOLD})`,
    )
    .executeTakeFirstOrThrow()
  return Number(people) < FEWEST_TOLD ? undefined : { people: Number(people), helped: Number(helped) }
}
