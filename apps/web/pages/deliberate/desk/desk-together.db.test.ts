import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { layOut, loadRows, makePlacer, packPlacer, toVoteMatrix } from '#cores/opinion'
import type { SuspectGroup } from '#domains/opinions'
import { makeOpenDialogue, useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()
const text = async (path: string, visitor?: Visitor) => (await site().get(path, visitor)).text()

/** A placer of two opposite people: a map cannot do without one. */
const placer = makePlacer(
  layOut(
    toVoteMatrix(
      loadRows(
        [0, 1].flatMap((participant) =>
          [1, 2].map((statement) => ({ participant, statement, vote: participant === 0 ? 1 : -1 })),
        ),
      ),
    ),
  ).model,
)

/** A dialogue with people who answered, and a map that holds some of them suspect. */
async function makeSuspects(numbers: number[]) {
  const made = await makeOpenDialogue(site())
  const { db, now } = site()
  for (const _ of numbers) await site().post(`${made.page}/vote`, { statement: '1', choice: 'agree' })
  const slug = made.page.split('/').at(-1) ?? ''
  const { id } = await db
    .selectFrom('dialogue')
    .select('id')
    .where('slug', '=', slug)
    .executeTakeFirstOrThrow()
  const cluster: SuspectGroup = {
    kind: 'arranged',
    participants: numbers,
    from: '2026-03-02T08:00:00.000Z',
    to: '2026-03-02T08:10:00.000Z',
    expected: 0.02,
  }
  const map = {
    participants: 12,
    statements: 2,
    votes: 12,
    suspects: { participants: numbers.length, clusters: [cluster], without: null },
  }
  await db
    .insertInto('opinion_snapshot')
    .values({
      dialogue_id: id,
      version: 1,
      made_at: now,
      cluster: 'here',
      through_transaction: '1',
      ...{ format: 3, is_final: false, members: Buffer.alloc(0), left_out: [], turns: [] },
      map: sql`${JSON.stringify(map)}::text::jsonb`,
      is_settled: true,
      placer: Buffer.from(packPlacer(placer)),
    })
    .execute()
  const together = `${made.desk}/together`
  const html = await text(together, made.staff)
  const name = /name="cluster" value="([^"]+)"/.exec(html)?.[1] ?? ''
  return { ...made, id, together, html, name }
}

const people = Array.from({ length: 12 }, (_, at) => at + 1)

test('staff leave people out who arrived together and take them back; everybody reads how many and why', async () => {
  const { page, together, staff, html, name } = await makeSuspects(people)
  expect(html).toContain('12 mensen, van 2 maart 2026 09:00 tot 2 maart 2026 09:10')
  expect(html).toContain('Bij toeval verwacht u ongeveer 0,02 mensen met zulke gelijke antwoorden.')
  const reason = 'Twaalf keer hetzelfde vanaf één plek.'
  const done = await site().post(together, { cluster: name, reason }, staff)
  expect(done.headers.get('location')).toBe(`${together}?told=left-out`)
  const log = await text(`${page}/moderation`)
  expect(log).toContain('12 deelnemers')
  expect(log).toContain(reason)
  expect(await text(`${page}/moderation.csv`)).toContain(`left_out,,${reason},,12`)
  expect(await text(`${page}/results`)).toContain('12 mensen tellen niet mee in de kaart.')
  const again = await site().post(together, { cluster: name, reason }, staff)
  expect(again.headers.get('location')).toBe(`${together}?told=nothing-to-do`)

  const standing = /action="([^"]*together\/[^"]+)"/.exec(await text(together, staff))?.[1] ?? ''
  const silent = await site().post(standing, { reason: ' ' }, staff)
  expect(silent.status).toBe(422)
  expect(await silent.text()).toContain('Schrijf op waarom')
  const back = await site().post(standing, { reason: 'Het was een klas.' }, staff)
  expect(back.headers.get('location')).toBe(`${together}?told=taken-back`)
  expect(await text(together, staff)).toContain('Niemand is buiten de kaart gelaten.')
  expect(await text(`${page}/moderation`)).toContain('Weer in de kaart')
})

test('of fewer than ten people everybody reads only that', async () => {
  const { page, together, staff, name } = await makeSuspects([1, 2, 3])
  await site().post(together, { cluster: name, reason: 'Drie keer dezelfde.' }, staff)
  expect(await text(`${page}/results`)).toContain(
    'Minder dan 10 mensen tellen niet mee in de kaart. Zolang mensen kunnen antwoorden, volgt de kaart',
  )
  expect(await text(`${page}/moderation`)).toContain('Minder dan 10 deelnemers')
  expect(await text(`${page}/moderation.csv`)).toContain(',<10')
})

test('a group that the newest map has not, and a form without a reason, change nothing', async () => {
  const { id, together, staff, name } = await makeSuspects(people)
  const gone = await site().post(together, { cluster: 'another', reason: 'Omdat.' }, staff)
  expect(gone.headers.get('location')).toBe(`${together}?told=suspects-changed`)
  const silent = await site().post(together, { cluster: name, reason: '' }, staff)
  expect(silent.status).toBe(422)
  expect((await site().post(together, { cluster: name, reason: 'x'.repeat(501) }, staff)).status).toBe(422)
  expect((await site().post(`${together}/not-an-id`, { reason: 'Omdat.' }, staff)).status).toBe(404)
  const rows = await site()
    .db.selectFrom('participant_exclusion')
    .select('participant')
    .where('dialogue_id', '=', id)
    .execute()
  expect(rows).toEqual([])
})

test('who arrived together is for moderators only, and who they are for nobody', async () => {
  const { html, together } = await makeSuspects(people)
  expect((await site().get(together)).status).toBe(303)
  expect((await site().post(together, { cluster: 'x', reason: 'y' })).status).toBe(303)
  expect(html).not.toContain('[1,2,3')
  expect(html).not.toContain('1 2 3 4')
})
