import { type RawBuilder, sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { useTestDatabase } from '#testing'
import { selectAsked, selectAskedPosts } from './asked.queries.ts'

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

async function readBy(query: RawBuilder<unknown>): Promise<{ indexes: Set<string>; rows: number }> {
  const { rows } = await sql<{ 'QUERY PLAN': unknown }>`explain (analyze, format json) ${query}`.execute(
    database().db,
  )
  const [{ Plan }] = z.tuple([z.object({ Plan: stepSchema })]).parse(rows[0]?.['QUERY PLAN'])
  const reads = partOf(Plan).filter((step) => step['Relation Name'] !== undefined)
  const read = reads.reduce(
    (sum, step) => sum + (step['Actual Rows'] + step['Rows Removed by Filter']) * step['Actual Loops'],
    0,
  )
  return { indexes: new Set(partOf(Plan).flatMap((step) => step['Index Name'] ?? [])), rows: read }
}

beforeAll(async () => {
  const { db } = database()
  await db.connection().execute(async (one) => {
    await sql`set session_replication_role = replica`.execute(one)
    await sql`
      insert into asked (post_id, asked_id, source_id, published_at, language, words, roots, leads)
      select md5('post' || n)::uuid, md5('asked' || n % 4000)::uuid, md5('source' || n % 50)::uuid,
        ${now}::timestamptz - n * interval '5 minutes', 'nl', 'Wat ' || n % 4000 || '?', array['a' || n % 4000, 'b' || n % 70], n <= 4000
      from generate_series(1, 40000) n`.execute(one)
    await sql`
      insert into post_match (watch_id, post_id, published_at, matched_at)
      select md5('watch' || n % 40)::uuid, md5('post' || n)::uuid, ${now}::timestamptz - n * interval '5 minutes', ${now}
      from generate_series(1, 40000) n`.execute(one)
    await sql`set session_replication_role = origin`.execute(one)
  })
  await sql`vacuum analyze asked, post_match`.execute(db)
})

test('what is asked is counted of two weeks, however much was asked before', async () => {
  const { indexes, rows } = await readBy(selectAsked({}, { now, size: 20 }))
  expect(indexes).toContain('asked_weeks')
  // 4,032 posts are of the two weeks; each with its mark and the question that leads.
  expect(rows).toBeLessThan(50_000)
})

test('what is the same is looked for by its roots', async () => {
  const { indexes, rows } = await readBy(
    sql`select asked_id from asked where leads and language = 'nl' and roots && ${['a17', 'a18']}::text[]`,
  )
  expect([...indexes]).toEqual(['asked_roots'])
  expect(rows).toBeLessThan(20)
})

test('posts that ask a question are read off its index, at the top and further down', async () => {
  const { asked_id: askedId } = await database()
    .db.selectFrom('asked')
    .select('asked_id')
    .executeTakeFirstOrThrow()
  for (const after of [undefined, { at: new Date(now.getTime() - 60_000_000), id: askedId }]) {
    const { indexes, rows } = await readBy(selectAskedPosts({ askedId }, { after, size: 30 }))
    expect(indexes).toContain('asked_posts')
    expect(rows).toBeLessThan(100)
  }
})
