import { sql } from 'kysely'
import type { Db } from '#db'
import { type Marks, markTexts, type PreparedSearch } from '#platform/search'
import { type InboxLine, selectLines } from '../conversations/inbox.queries.ts'
import type { Viewer } from '../conversations/inbox-pick.queries.ts'

/** Where what was looked for stands in a text: pairs of start and end, in UTF-16 units. */
type Spans = readonly number[]

/** A conversation that was found: its line in the inbox, and where in it what was looked for stands. */
export type FoundConversation = InboxLine & {
  saidAt: Date
  subjectSpans: Spans
  nameSpans: Spans
  /** What was said in it that holds most of what was looked for, the newest of several. */
  passage: Passage | undefined
}

export type Passage = {
  kind: 'received' | 'note' | 'draft' | 'returned'
  /** The member of staff who wrote it. */
  by: string | null
  text: string
  spans: Spans
}

/** Of each conversation so many texts are looked at for the place, the newest, and of each so many letters. */
const TEXTS = 12
const LETTERS = 4000

/** The lines of what was found, in its order; one that went meanwhile is left out. */
export async function showHits(
  db: Db,
  { search, viewer }: { search: PreparedSearch; viewer: Viewer },
  hits: readonly { id: string; at: Date }[],
): Promise<FoundConversation[]> {
  if (hits.length === 0) return []
  const ids = hits.map(({ id }) => id)
  const picked = db.selectFrom('conversation').selectAll('conversation').where('id', 'in', ids)
  const [lines, texts] = await Promise.all([selectLines(db, picked, viewer).execute(), listTexts(db, ids)])
  const byId = new Map(lines.map((line) => [line.id, line]))
  const found = hits.flatMap(({ id, at }) => {
    const line = byId.get(id)
    return line ? [{ line, at, texts: texts.get(id) ?? [] }] : []
  })
  const marks = await markTexts(
    db,
    search,
    found.map(({ line, texts }) => [line.subject, line.name ?? '', ...texts.map(({ text }) => text)]),
  )
  return found.map(({ line, at, texts }, one) => {
    const [subject, name, ...ofTexts] = marks[one] ?? []
    return {
      ...line,
      saidAt: at,
      subjectSpans: subject?.spans ?? [],
      nameSpans: name?.spans ?? [],
      passage: chooseText(texts, ofTexts),
    }
  })
}

type Said = Omit<Passage, 'spans'>

/** The newest texts of each conversation, newest first; of a reply, the draft that was sent. */
async function listTexts(db: Db, ids: string[]): Promise<Map<string, Said[]>> {
  const { rows } = await sql<Said & { id: string }>`
    select one.id, said.kind, said.by, said.text
    from unnest(${ids}::uuid[]) as one (id)
    cross join lateral (
      select entry.seq, entry.kind, account.name as by, left(entry.body, ${LETTERS}) as text
      from conversation_entry as entry left join account on account.id = entry.by_account
      where entry.conversation_id = one.id and entry.body is not null
      order by entry.seq desc limit ${TEXTS}
    ) as said
    order by said.seq desc`.execute(db)
  const byId = Map.groupBy(rows, ({ id }) => id)
  return new Map(
    [...byId].map(([id, texts]) => [id, texts.map(({ kind, by, text }) => ({ kind, by, text }))]),
  )
}

function chooseText(texts: readonly Said[], marks: readonly Marks[]): Passage | undefined {
  const most = Math.max(0, ...marks.map(({ holds }) => holds))
  const at = marks.findIndex(({ holds }) => holds === most)
  const [said, found] = [texts[at], marks[at]]
  return said && found && { ...said, spans: found.spans }
}
