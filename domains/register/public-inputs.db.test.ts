import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { makeOpenDossier, now, today } from '#stories'
import { transactionsOn, useTestDatabase } from '#testing'
import { listPublicInputs, type PublicInput, publishInputs, registerInput } from './index.ts'
import { selectPublicInputs } from './input.queries.ts'

const database = useTestDatabase()
const inTransaction = transactionsOn(database)
const timeZone = 'Europe/Amsterdam'

const say = (dossierId: string, on: string, held = false) =>
  inTransaction(async (tx) => {
    const said = { kind: 'paper', channel: 'desk', body: on, isPublic: true, held, dossierId } as const
    const outcome = await registerInput(tx, { ...said, receivedAt: now, receivedOn: on })
    if (outcome.kind !== 'registered') throw new Error(outcome.kind)
    return outcome.inputId
  })

/** Reads the whole list, and lets something happen after each page. */
async function readAll(
  dossierId: string,
  size: number,
  between: () => Promise<unknown>,
): Promise<PublicInput[]> {
  const rows: PublicInput[] = []
  let after: string | undefined
  do {
    const page = await listPublicInputs(database().db, { dossierId, timeZone, after, size })
    rows.push(...page.rows)
    after = page.next
    await between()
  } while (after)
  return rows
}

const days = fc.constantFrom('2026-03-01', '2026-03-02', '2026-03-03')

test('pages list each input once and in one order, however many came in on a day and while others come in', async () => {
  const crowd = fc.record({
    before: fc.array(days, { minLength: 1, maxLength: 25 }),
    meanwhile: fc.array(days, { maxLength: 12 }),
    size: fc.integer({ min: 1, max: 7 }),
  })
  await fc.assert(
    fc.asyncProperty(crowd, async ({ before, meanwhile, size }) => {
      const { id } = await makeOpenDossier(database().db)
      for (const day of before) await say(id, day)
      const alone = (await readAll(id, 100, async () => {})).map((one) => one.publicId)
      const later = [...meanwhile]
      const seen = await readAll(id, size, async () => {
        const day = later.pop()
        if (day) await say(id, day)
      })
      const ids = seen.map((one) => one.publicId)
      expect(new Set(ids).size).toBe(ids.length)
      expect(ids.filter((one) => alone.includes(one))).toEqual(alone)
      const sorted = seen.toSorted((a, b) =>
        a.publishedOn + a.publicId < b.publishedOn + b.publicId ? 1 : -1,
      )
      expect(seen).toEqual(sorted)
    }),
    { numRuns: 15 },
  )
})

test('a cursor tells the day and the public id of an input, and no moment', async () => {
  const { id } = await makeOpenDossier(database().db)
  for (let n = 0; n < 2; n++) await say(id, today)
  const { rows, next } = await listPublicInputs(database().db, { dossierId: id, timeZone, size: 1 })
  const told: unknown = JSON.parse(Buffer.from(next ?? '', 'base64url').toString())
  expect(told).toEqual([today, rows[0]?.publicId])
  expect(rows[0]?.publicId).toMatch(/^[\da-f]{8}-[\da-f]{4}-4/)
})

test('what waited for a moderator stands at the day on which it was published', async () => {
  const { id } = await makeOpenDossier(database().db)
  const held = await say(id, '2026-03-01', true)
  await say(id, '2026-03-02')
  const when = { now: new Date('2026-03-03T08:00:00Z'), today: '2026-03-03' }
  await inTransaction((tx) => publishInputs(tx, [held], when))
  const list = await readAll(id, 10, async () => {})
  expect(list.map((one) => one.publishedOn)).toEqual(['2026-03-03', '2026-03-02'])
})

test('the day of receipt is that of where the organisation is', async () => {
  const { id } = await makeOpenDossier(database().db)
  const late = new Date('2026-03-02T23:30:00Z')
  const said = { kind: 'paper', channel: 'desk', isPublic: true, dossierId: id } as const
  await inTransaction((tx) => registerInput(tx, { ...said, receivedAt: late, receivedOn: '2026-03-03' }))
  expect(await readAll(id, 10, async () => {})).toMatchObject([
    { receivedOn: '2026-03-03', publishedOn: '2026-03-03' },
  ])
})

test('a page of a long list is read off its index, at the top and further down', async () => {
  const { db } = database()
  const [{ id }, other] = [await makeOpenDossier(db), await makeOpenDossier(db)]
  await sql`insert into input
      (id, public_id, dossier_id, kind, channel, is_public, body, received_at, published_at, published_on)
    select gen_random_uuid(), gen_random_uuid(), case when n % 4 = 0 then ${other.id}::uuid else ${id}::uuid end,
      'paper', 'desk', n % 3 > 0, 'Meer bomen.', ${now}, ${now}, ${today}::date - n % 50
    from generate_series(1, 20000) as n`.execute(db)
  await sql`analyze input`.execute(db)
  const request = { dossierId: id, timeZone, size: 20 }
  const { next } = await listPublicInputs(db, request)
  for (const after of [undefined, next]) {
    const plan = JSON.stringify(await selectPublicInputs(db, { ...request, after }).explain('json'))
    expect(plan).toContain('input_public"')
    expect(plan).not.toContain('Sort')
  }
})
