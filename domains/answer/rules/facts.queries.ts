import { sql } from 'kysely'
import type { Db } from '#db'
import { mayRead, type Reader } from '../privacy/may-read.ts'
import { type Facts, LONGEST_LOOKED_AT, readWords } from './match-rule.ts'

type Row = {
  id: string
  subject: string
  language: string
  channel: string
  body: string
  address: string | null
  startedAt: Date
  subjectId: string | null
  unitId: string | null
}

/** A conversation with what rules ask of it. */
export type Known = Pick<Row, 'id' | 'subject' | 'language' | 'startedAt'> & { facts: Facts }

const selectFacts = sql`
  select c.id, c.subject, c.language, c.subject_id as "subjectId", c.unit_id as "unitId", e.channel, e.at as "startedAt",
    left(coalesce(e.body, ''), ${LONGEST_LOOKED_AT}) as body, contact.address
  from conversation c join conversation_entry e on e.conversation_id = c.id and e.seq = 1
    left join conversation_contact contact on contact.conversation_id = c.id`

/** What lies in what: units and subjects by their ids, with what each lies in. */
export type Trees = { units: Map<string, string | null>; subjects: Map<string, string | null> }

/** Both trees as they are now. */
export async function readTrees(db: Db): Promise<Trees> {
  const [units, subjects] = await Promise.all([
    db.selectFrom('unit').select(['id', 'parent_id']).execute(),
    sql<{ id: string; parent_id: string | null }>`
      select distinct on (subject_id) subject_id as id, parent_id from subject_version
      order by subject_id, version desc`.execute(db),
  ])
  const byId = (rows: { id: string; parent_id: string | null }[]) =>
    new Map(rows.map(({ id, parent_id }) => [id, parent_id]))
  return { units: byId(units), subjects: byId(subjects.rows) }
}

/** One of a tree, and all that it lies in. */
export function listAbove(tree: ReadonlyMap<string, string | null>, id: string | null): Set<string> {
  const above = new Set<string>()
  for (let at = id; at !== null && !above.has(at); at = tree.get(at) ?? null) above.add(at)
  return above
}

/** What rules ask of one conversation. */
export async function findKnown(db: Db, id: string, trees: Trees): Promise<Known | undefined> {
  const { rows } = await sql<Row>`${selectFacts} where c.id = ${id}::uuid`.execute(db)
  return rows[0] && knownOf(rows[0], trees)
}

/** The same of the newest that began since an instant and that somebody may read, at most so many. */
export async function listKnownSince(
  db: Db,
  { since, reader, most }: { since: Date; reader: Reader; most: number },
  trees: Trees,
): Promise<Known[]> {
  const { rows } = await sql<Row>`${selectFacts}
    where c.id >= ${firstIdOf(since)}::uuid and ${mayRead(reader, 'c.subject_id')} order by c.id desc limit ${most}`.execute(
    db,
  )
  return rows.map((row) => knownOf(row, trees))
}

/** The least key that is made at an instant or after it: keys begin with their milliseconds (RFC 9562, section 5.7). */
function firstIdOf(at: Date): string {
  const time = at.getTime().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`
}

function knownOf({ body, address, subjectId, unitId, channel, ...row }: Row, trees: Trees): Known {
  const { id, subject, language, startedAt } = row
  return {
    ...{ id, subject, language, startedAt },
    facts: {
      ...{ channel, language, words: readWords(`${subject}\n${body}`) },
      senderDomain: address?.split('@').at(-1)?.toLowerCase() ?? null,
      subjectIds: listAbove(trees.subjects, subjectId),
      unitIds: listAbove(trees.units, unitId),
    },
  }
}
