import type { Db } from '#db'
import { type Page, type PageRequest, pageOf, readCursor } from '#platform/db'
import { findRefusalReason, type RefusalReason } from './reasons.ts'
import type { DescribedText, TextKey, TextOwners } from './text.ts'

/** An appeal that waits for somebody to look again. */
export type OpenAppeal = {
  id: string
  text: DescribedText
  reason: RefusalReason | null
  explanation: string
  words: string
  lodgedAt: Date
  dueOn: string
  refusedBy: string
  /** Whether this reader refused the text, or asked for that: then somebody else looks again. */
  isOwn: boolean
}

/** The appeals that wait, about whatever kind of text, the most urgent first. */
export async function listOpenAppeals(
  db: Db,
  owners: TextOwners,
  { reader, ...page }: PageRequest & { reader: string },
): Promise<Page<OpenAppeal>> {
  const after = readCursor(page.after, ['uuid'])?.[0]
  const rows = await db
    .selectFrom('moderation_appeal as appeal')
    .innerJoin('moderation_decision as decision', (join) =>
      join.onRef('decision.space_id', '=', 'appeal.space_id').onRef('decision.id', '=', 'appeal.decision_id'),
    )
    .innerJoin('account', 'account.id', 'decision.decided_by')
    .select(['appeal.id', 'appeal.words', 'appeal.lodged_at as lodgedAt', 'appeal.due_on as dueOn'])
    .select(['decision.reason_code', 'decision.explanation', 'decision.decided_by', 'decision.requested_by'])
    .select(['decision.kind', 'decision.space_id as spaceId', 'decision.number'])
    .select('account.name as refusedBy')
    .where('appeal.outcome', 'is', null)
    .$if(after !== undefined, (query) => query.where('appeal.id', '>', after ?? ''))
    .orderBy('appeal.id')
    .limit(page.size + 1)
    .execute()
  const { rows: shown, next } = pageOf(rows, page.size, (row) => [row.id])
  const texts = await describeTexts(db, owners, shown)
  const appeals = shown.flatMap(
    ({ reason_code, decided_by, requested_by, kind, spaceId, number, ...appeal }) => {
      const text = texts.get(nameOf({ kind, spaceId, number }))
      const isOwn = reader === decided_by || reader === requested_by
      return text ? [{ ...appeal, text, reason: findRefusalReason(reason_code), isOwn }] : []
    },
  )
  return { rows: appeals, next }
}

/** Asks each owner once for all texts of its kind. */
async function describeTexts(
  db: Db,
  owners: TextOwners,
  keys: readonly TextKey[],
): Promise<Map<string, DescribedText>> {
  const groups = [...Map.groupBy(keys, (key) => key.kind)]
  const described = await Promise.all(groups.map(([kind, group]) => owners[kind].describe(db, group)))
  return new Map(described.flat().map((text) => [nameOf(text), text]))
}

function nameOf({ kind, spaceId, number }: TextKey): string {
  return `${kind} ${spaceId} ${number}`
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

/** Each time that the text of an input was refused, the oldest first. */
export async function listRefusals(db: Db, inputId: string): Promise<Refusal[]> {
  const rows = await db
    .selectFrom('moderation_decision as decision')
    .leftJoin('moderation_appeal as appeal', (join) =>
      join.onRef('appeal.space_id', '=', 'decision.space_id').onRef('appeal.decision_id', '=', 'decision.id'),
    )
    .select(['decision.id as decisionId', 'decision.reason_code', 'decision.explanation'])
    .select(['decision.decided_at as decidedAt', 'appeal.id', 'appeal.words', 'appeal.lodged_at'])
    .select(['appeal.due_on', 'appeal.outcome', 'appeal.explanation as answer', 'appeal.decided_at'])
    .where('decision.input_id', '=', inputId)
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
