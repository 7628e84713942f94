import type { Db } from '#db'
import { newId } from '#platform/db'
import { now } from '#stories'
import { factSchema } from './fact.schema.ts'
import type { FactText } from './fact.ts'

const words = {
  claim: 'De brug blijft tot de zomer dicht',
  verdict: 'wrong',
  answer: 'De brug gaat op 1 april weer open',
  explanation: 'De aannemer is eerder klaar. De laatste keuring is op 30 maart.',
  sources: [{ url: 'https://www.aannemer.example/planning', title: 'Planning', on: '2026-02-20' }],
  knownOn: '2026-03-01',
  change: '',
  subjectId: '',
}

/** What a form says of a sheet, with what is otherwise. */
export function writeFactText(unitId: string, said: Partial<FactText> = {}): FactText {
  return { ...factSchema('2026-03-02').parse({ ...words, unitId }), ...said }
}

/** A post that somebody found, as it is stored. */
export async function findSomePost(db: Db, by: string, { publishedAt = now, title = 'De brug!' } = {}) {
  const [id, sourceId] = [newId(), newId()]
  const address = `https://${sourceId}.example/feed`
  const why = { purpose: 'Hinder zien', legal_basis: 'public_task' } as const
  await db
    .insertInto('source')
    .values({
      ...{
        id: sourceId,
        address,
        address_key: address,
        host: `${sourceId}.example`,
        title: 'Wijkblog',
        ...why,
      },
      ...{ next_fetch_at: now, added_by: by, added_at: now },
    })
    .execute()
  const text = { title, html: '<p>Tot de zomer</p>', body: 'Tot de zomer', content_hash: id, language: 'nl' }
  await db
    .insertInto('post')
    .values({
      ...{ id, source_id: sourceId, url: 'https://wijkblog.example/brug', ...text },
      ...{ published_at: publishedAt, first_seen_at: now, text_since: now },
    })
    .execute()
  return id
}
