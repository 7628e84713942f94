import type { Db } from '#db'
import { findRefusalReason, type RefusalReason } from '#domains/deliberate'
import { type Page, type PageRequest, pageOf, readCursor } from '#platform/db'

/** An appeal that waits for somebody to look again. */
export type OpenAppeal = {
  id: string
  dialogue: { slug: string; question: string }
  statement: { number: number; text: string; language: string }
  reason: RefusalReason | null
  explanation: string
  words: string
  lodgedAt: Date
  dueOn: string
  refusedBy: string
  /** Whether this reader refused the statement, or asked for that: then somebody else looks again. */
  isOwn: boolean
}

/** The appeals that wait, the most urgent first. */
export async function listOpenAppeals(
  db: Db,
  { reader, ...page }: PageRequest & { reader: string },
): Promise<Page<OpenAppeal>> {
  const after = readCursor(page.after, ['uuid'])?.[0]
  const rows = await db
    .selectFrom('statement_appeal as appeal')
    .innerJoin('statement_moderation as decision', 'decision.id', 'appeal.decision_id')
    .innerJoin('statement', (join) =>
      join
        .onRef('statement.dialogue_id', '=', 'decision.dialogue_id')
        .onRef('statement.number', '=', 'decision.statement'),
    )
    .innerJoin('dialogue', 'dialogue.id', 'decision.dialogue_id')
    .innerJoin('account', 'account.id', 'decision.decided_by')
    .select(['appeal.id', 'appeal.words', 'appeal.lodged_at as lodgedAt', 'appeal.due_on as dueOn'])
    .select(['decision.reason_code', 'decision.explanation', 'decision.decided_by', 'decision.requested_by'])
    .select(['statement.number', 'statement.text', 'statement.language'])
    .select(['dialogue.slug', 'dialogue.question', 'account.name as refusedBy'])
    .where('appeal.outcome', 'is', null)
    .$if(after !== undefined, (query) => query.where('appeal.id', '>', after ?? ''))
    .orderBy('appeal.id')
    .limit(page.size + 1)
    .execute()
  const appeals = rows.map(
    ({ reason_code, decided_by, requested_by, number, text, language, slug, question, ...appeal }) => ({
      ...appeal,
      dialogue: { slug, question },
      statement: { number, text, language },
      reason: findRefusalReason(reason_code),
      isOwn: reader === decided_by || reader === requested_by,
    }),
  )
  return pageOf(appeals, page.size, (appeal) => [appeal.id])
}

/** A refusal as the author reads it, with what became of the appeal against it. */
export type Refusal = {
  decisionId: string
  reason: RefusalReason | null
  explanation: string
  decidedAt: Date
  appeal: {
    id: string
    words: string
    lodgedAt: Date
    dueOn: string
    decided: { outcome: 'upheld' | 'overturned'; explanation: string; at: Date } | null
  } | null
}

/** Each time that the statement of an input was refused, the oldest first. */
export async function listRefusals(db: Db, inputId: string): Promise<Refusal[]> {
  const rows = await db
    .selectFrom('statement')
    .innerJoin('statement_moderation as decision', (join) =>
      join
        .onRef('decision.dialogue_id', '=', 'statement.dialogue_id')
        .onRef('decision.statement', '=', 'statement.number'),
    )
    .leftJoin('statement_appeal as appeal', 'appeal.decision_id', 'decision.id')
    .select(['decision.id as decisionId', 'decision.reason_code', 'decision.explanation'])
    .select(['decision.decided_at as decidedAt', 'appeal.id', 'appeal.words', 'appeal.lodged_at'])
    .select(['appeal.due_on', 'appeal.outcome', 'appeal.explanation as answer', 'appeal.decided_at'])
    .where('statement.input_id', '=', inputId)
    .where('decision.decision', '=', 'refused')
    .orderBy('decision.id')
    .execute()
  return rows.map(({ decisionId, reason_code, explanation, decidedAt, ...row }) => ({
    decisionId,
    reason: findRefusalReason(reason_code),
    explanation,
    decidedAt,
    appeal: appealOf(row),
  }))
}

type AppealRow = {
  id: string | null
  words: string | null
  lodged_at: Date | null
  due_on: string | null
  outcome: 'upheld' | 'overturned' | null
  answer: string | null
  decided_at: Date | null
}

function appealOf({
  id,
  words,
  lodged_at,
  due_on,
  outcome,
  answer,
  decided_at,
}: AppealRow): Refusal['appeal'] {
  if (id === null || words === null || lodged_at === null || due_on === null) return null
  const decided = outcome && decided_at ? { outcome, explanation: answer ?? '', at: decided_at } : null
  return { id, words, lodgedAt: lodged_at, dueOn: due_on, decided }
}
