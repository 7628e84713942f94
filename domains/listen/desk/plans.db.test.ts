import { type RawBuilder, sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { useTestDatabase } from '#testing'
import { selectFound, selectWaiting } from './waiting.queries.ts'

const database = useTestDatabase()
const now = new Date('2026-04-16T12:00:00Z')

const stepSchema = z.looseObject({
  'Node Type': z.string(),
  'Relation Name': z.string().optional(),
  'Index Name': z.string().optional(),
  'Actual Rows': z.number(),
  'Actual Loops': z.number(),
  'Rows Removed by Filter': z.number().default(0),
  get Plans() {
    return z.array(stepSchema).optional()
  },
})
type Step = z.infer<typeof stepSchema>

const partOf = (step: Step): Step[] => [step, ...(step.Plans ?? []).flatMap(partOf)]

/** By which indexes marks are read, and how many rows of them. */
async function readBy(query: RawBuilder<unknown>): Promise<{ indexes: string[]; rows: number }> {
  const { rows } = await sql<{ 'QUERY PLAN': unknown }>`explain (analyze, format json) ${query}`.execute(
    database().db,
  )
  const [{ Plan }] = z.tuple([z.object({ Plan: stepSchema })]).parse(rows[0]?.['QUERY PLAN'])
  const reads = partOf(Plan).filter((step) => step['Relation Name'] === 'post_match')
  const read = reads.reduce(
    (sum, step) => sum + (step['Actual Rows'] + step['Rows Removed by Filter']) * step['Actual Loops'],
    0,
  )
  const indexes = partOf(Plan).flatMap((step) => step['Index Name'] ?? [])
  const whole = reads.filter((step) => step['Node Type'] === 'Seq Scan').map(() => 'none')
  return {
    indexes: [...new Set([...indexes, ...whole])].filter(
      (name) => name.startsWith('post_match') || name === 'none',
    ),
    rows: read,
  }
}

beforeAll(async () => {
  const { db } = database()
  await db.connection().execute(async (one) => {
    await sql`set session_replication_role = replica`.execute(one)
    await sql`
      insert into watch (id, name, handle, query, purpose, added_by, added_at)
      select md5('watch' || n)::uuid, 'Watch ' || n, 'watch-' || n, 'brug', 'x', gen_random_uuid(), ${now} from generate_series(1, 40) n`.execute(
      one,
    )
    await sql`
      insert into watch_dossier (dossier_id, watch_id, since)
      select md5('dossier' || n % 10)::uuid, md5('watch' || n)::uuid, ${now} from generate_series(1, 40) n`.execute(
      one,
    )
    await sql`
      insert into post_match (watch_id, post_id, published_at, matched_at, waits)
      select md5('watch' || 1 + (n + k) % 40)::uuid, md5('post' || n)::uuid, ${now}::timestamptz - n * interval '1 minute',
        ${now}::timestamptz - n * interval '1 minute', n < 2000
      from generate_series(1, 30000) n, generate_series(0, 1) k`.execute(one)
    await sql`set session_replication_role = origin`.execute(one)
  })
  await sql`analyze post_match, watch, watch_dossier`.execute(db)
})

const id = crypto.randomUUID()
const at = new Date(now.getTime() - 60 * 60_000)

test.each(['oldest', 'newest'] as const)(
  'a page of all that waits, the %s first, is read off its index',
  async (order) => {
    for (const after of [undefined, { at, id }]) {
      const { indexes, rows } = await readBy(selectWaiting({}, { order, after, size: 30 }))
      expect(indexes).toContain('post_match_waiting')
      expect(indexes).not.toContain('none')
      expect(rows).toBeLessThan(400)
    }
  },
)

test('what waits for a watch or a dossier is read off the index of each watch', async () => {
  const { rows: watches } = await sql<{ id: string; dossier: string }>`
    select watch_id as id, dossier_id as dossier from watch_dossier limit 1`.execute(database().db)
  const [{ id: watchId, dossier: dossierId } = { id: '', dossier: '' }] = watches
  for (const of of [{ watchId }, { dossierId }]) {
    const { indexes, rows } = await readBy(selectWaiting(of, { order: 'oldest', size: 30 }))
    expect(indexes).toContain('post_match_watch_waiting')
    expect(indexes).not.toContain('none')
    expect(rows).toBeLessThan(1000)
  }
})

test('a page of all that was found is read off its index, at the top and further down', async () => {
  for (const after of [undefined, { at, id }]) {
    const { indexes, rows } = await readBy(selectFound({ after, size: 30 }))
    expect(indexes).toEqual(['post_match_found'])
    expect(rows).toBeLessThan(200)
  }
})
