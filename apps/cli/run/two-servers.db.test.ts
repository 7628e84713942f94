import { beforeAll, expect, it } from 'vitest'
import { drawBrowserSecret } from '#domains/entrance'
import { makeLastingDialogue } from '#stories'
import { useTestDatabase } from '#testing'
import { buildProgram, startProgram } from './program-under-test.ts'
import { choices, countTold, expectAllKept, sendVotes } from './votes-under-test.ts'

const SECRET = 'a secret of the tests, long enough'

beforeAll(buildProgram)

const database = useTestDatabase()
const PEOPLE = 60
const STATEMENTS = 8
const AT_ONCE = 12

const findMap = (dialogueId: string) =>
  database()
    .db.selectFrom('opinion_snapshot')
    .select(['version', 'made_at', 'map'])
    .where('dialogue_id', '=', dialogueId)
    .orderBy('version', 'desc')
    .executeTakeFirst()

/** Waits for a map with so many votes in it. */
async function waitForMap(dialogueId: string, votes: number) {
  const isThere = async () => {
    const found = await findMap(dialogueId)
    expect(found?.map).toMatchObject({ votes })
    return true
  }
  await expect.poll(isThere, { interval: 200 }).toBeTruthy()
}

it('a server and the worker of two servers, killed during votes: none acknowledged is lost, the last map stays with its age, and a new worker catches up exactly', async () => {
  const { db, url } = database()
  const room = await makeLastingDialogue(db, STATEMENTS)
  const { key } = await db
    .selectFrom('entrance')
    .select('key')
    .where('id', '=', room.id)
    .executeTakeFirstOrThrow()
  const settings = { PORT: '0', DATABASE_URL: url, WEERKLANK_SECRET: SECRET }
  const [one, two, worker] = await Promise.all([
    startProgram(['serve'], settings),
    startProgram(['serve'], settings),
    startProgram(['worker'], settings),
  ])
  const pages = [one, two].map((server) => `${server.url}/nl/dialogues/${room.slug}`)
  const secrets = Array.from({ length: PEOPLE }, drawBrowserSecret)
  const votes = Array.from({ length: STATEMENTS }, (_, number) =>
    secrets.map((secret, at) => ({
      secret,
      statement: number + 1,
      choice: choices[(at + number) % 3] ?? 'pass',
    })),
  ).flat()

  const early = votes.slice(0, PEOPLE * 3)
  expect(await sendVotes(pages, early, { atOnce: AT_ONCE })).toHaveLength(early.length)
  // Of sixty answers to each of three statements fifty are told while more may come.
  await waitForMap(room.id, 150)
  await worker.stop('SIGKILL')

  const late = votes.slice(early.length)
  const acknowledged = await sendVotes(pages, late, {
    atOnce: AT_ONCE,
    onAcknowledged: (many) => {
      if (many === AT_ONCE * 4) process.kill(two.pid, 'SIGKILL')
    },
  })
  await two.ended
  expect(acknowledged.length).toBeGreaterThan(late.length / 2)
  expect(acknowledged.length).toBeLessThan(late.length)

  const stored = await expectAllKept(db, { id: room.id, key }, [...early, ...acknowledged])

  // The last one that it made: it may have stored another of the same votes before it died.
  const last = await findMap(room.id)
  expect(last?.map).toMatchObject({ votes: 150 })
  const shown = await fetch(`${pages[0]}/my-place`, { headers: { cookie: `wk-participant=${secrets[0]}` } })
  const day = new Intl.DateTimeFormat('nl-NL', { timeZone: 'Europe/Amsterdam', dateStyle: 'long' })
  expect(await shown.text()).toContain(
    `Deze kaart is van ${day.format(last?.made_at)}. Nieuwere antwoorden staan er nog niet op.`,
  )

  await startProgram(['worker'], settings)
  const told = await countTold(db, room.id)
  expect([told > 150, told <= stored]).toEqual([true, true])
  await waitForMap(room.id, told)
})
