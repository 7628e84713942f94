import type { Tx } from '#db'
import { readCitations } from './citation.ts'

/** An answer that was sent, by its entry and that of the draft that it is. */
type Sent = { seq: number; draftSeq: number }

/** Keeps which sheets an answer names, and which version of each: of a sheet that was named before, what was said last. */
export async function keepCitations(
  tx: Tx,
  { conversationId, sent, now }: { conversationId: string; sent: readonly Sent[]; now: Date },
): Promise<void> {
  for (const { seq, draftSeq } of sent) {
    const draft = await tx
      .selectFrom('conversation_entry')
      .select('body')
      .where('conversation_id', '=', conversationId)
      .where('seq', '=', draftSeq)
      .executeTakeFirst()
    const cited = readCitations(draft?.body ?? '')
    if (cited.length === 0) continue
    const sheets = await tx
      .selectFrom('fact_sheet')
      .select(['id', 'number', 'public_version as version'])
      .where(
        'number',
        'in',
        cited.map(({ number }) => number),
      )
      .execute()
    const rows = sheets.flatMap(({ id, number, version: last }) => {
      const named = cited.find((one) => one.number === number)
      if (!named || last === null) return []
      const version = Math.min(named.version ?? last, last)
      return [{ sheet_id: id, conversation_id: conversationId, version, seq, at: now }]
    })
    if (rows.length > 0) await insertCitations(tx, rows)
  }
}

type CitationRow = { sheet_id: string; conversation_id: string; version: number; seq: number; at: Date }

async function insertCitations(tx: Tx, rows: CitationRow[]): Promise<void> {
  await tx
    .insertInto('fact_citation')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['sheet_id', 'conversation_id']).doUpdateSet((eb) => ({
        version: eb.ref('excluded.version'),
        seq: eb.ref('excluded.seq'),
        at: eb.ref('excluded.at'),
        settled_version: null,
        settled_by: null,
      })),
    )
    .execute()
}
