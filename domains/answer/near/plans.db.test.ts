import { type RawBuilder, sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { now } from '#stories'
import { useTestDatabase } from '#testing'
import { addAreas, areas } from './near.fixture.ts'
import {
  listNearReports,
  type NearFilter,
  selectClosest,
  selectNearReports,
  selectWithWord,
} from './near-report.queries.ts'

const database = useTestDatabase()
const reports = 100_000

beforeAll(async () => {
  const { db } = database()
  await addAreas(db)
  await sql`
    insert into near_report (id, public_id, language, title, area_code, area_year, state, last_seq, changed_at,
      place_name, longitude, latitude)
    select gen_random_uuid(), gen_random_uuid(), 'nl',
      case when n % 1000 = 0 then 'Zandbak' else 'Lamp' end || ' kapot', code, 2024,
      case when n % 10 = 0 then 'reported' when n % 10 = 1 then 'withdrawn' else 'solved' end,
      1, ${now}::timestamptz - n * interval '1 minute',
      case when n % 2 = 0 then 'lantaarn' end,
      case when n % 2 = 0 then 5 + (n % 317) * 0.0003 end, case when n % 2 = 0 then 52 + (n % 211) * 0.0003 end
    from generate_series(1, ${reports}) as n
    join unnest(${[areas.singel.code, areas.vaart.code, areas.other.code]}::text[]) with ordinality as one (code, at)
      on at = 1 + n % 3`.execute(db)
  await sql`vacuum analyze near_report`.execute(db)
}, 120_000)

test.each<[string, NearFilter, string[]]>([
  ['everywhere', { isOpen: true }, ['near_report_newest']],
  [
    'of a district',
    { isOpen: false, area: areas.district.code },
    ['near_report_district', 'near_report_area'],
  ],
  ['of a neighbourhood', { isOpen: true, area: areas.singel.code }, ['near_report_area']],
])(
  'of a hundred thousand reports, a page %s is read off its indexes, also further on',
  async (_, filter, indexes) => {
    const { db } = database()
    const { next } = await listNearReports(db, filter, { size: 20 })
    for (const after of [undefined, next]) {
      const read = await indexesOf(selectNearReports(filter, { size: 20, after }))
      expect(new Set(read)).toEqual(new Set([...indexes, 'near_report_pkey']))
    }
  },
)

test('what is near a point is read off the index of points, and what has a word, off that of words', async () => {
  expect(await indexesOf(selectClosest([5.02, 52.02]))).toContain('near_report_nearest')
  expect(await indexesOf(selectWithWord(areas.singel.code, 'De zandbak'))).toContain('near_report_found')
})

/** What is known of a step of a plan. */
const stepSchema = z.looseObject({
  'Relation Name': z.string().optional(),
  'Index Name': z.string().optional(),
  get Plans() {
    return z.array(stepSchema).optional()
  },
})
type Step = z.infer<typeof stepSchema>

/** By which indexes reports are read; what is read without one is named so. */
async function indexesOf(query: RawBuilder<unknown>): Promise<string[]> {
  const { rows } = await sql`explain (format json) ${query}`.execute(database().db)
  const [{ 'QUERY PLAN': told }] = z
    .tuple([z.object({ 'QUERY PLAN': z.array(z.object({ Plan: stepSchema })) })])
    .parse(rows)
  const listOf = (step: Step): string[] => {
    const isIndex = step['Index Name']?.startsWith('near_report') ?? false
    const isTable = step['Relation Name'] === 'near_report'
    const here = isIndex ? [step['Index Name'] ?? ''] : []
    const unread = isTable && !isIndex && !(step.Plans ?? []).some((one) => one['Index Name']) ? ['none'] : []
    return [...here, ...unread, ...(step.Plans ?? []).flatMap(listOf)]
  }
  return told[0] ? listOf(told[0].Plan) : []
}
