import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, expect, it } from 'vitest'
import { makeLastingDialogue } from '#stories'
import { useTestDatabase } from '#testing'
import { buildProgram, type Running, startProgram } from './program-under-test.ts'

const settings = () => ({
  PORT: '0',
  DATABASE_URL: database().url,
  WEERKLANK_SECRET: 'a secret of the tests, long enough',
})

beforeAll(buildProgram)

const database = useTestDatabase()
const KILLS = 3

const newForm = (words: Record<string, string>) =>
  new URLSearchParams({ ...words, once: Buffer.from(crypto.randomUUID()).toString('base64url').slice(0, 22) })

/** The cookie that an answer to a form sets, or nothing where no answer came. */
async function send({ url }: Running, path: string, body: URLSearchParams): Promise<string | undefined> {
  const answer = await fetch(url + path, { method: 'POST', body, redirect: 'manual' }).catch(() => undefined)
  if (!answer) return undefined
  expect(answer.status).toBe(303)
  return /wk-(?:receipt|participant)=([^;]+)/.exec(answer.headers.getSetCookie().join())?.[1]
}

const countOf = async (table: 'conversation' | 'participant') =>
  (await database().db.selectFrom(table).selectAll().execute()).length

it('the same form at two servers, and at a third after both are gone, makes one thing', async () => {
  const { slug } = await makeLastingDialogue(database().db, 2)
  const [one, two] = await Promise.all([
    startProgram(['serve'], settings()),
    startProgram(['serve'], settings()),
  ])
  const forms = [
    ['/nl/tell-us', newForm({ body: 'Wanneer komt de bus?' })],
    [`/nl/dialogues/${slug}/vote`, newForm({ statement: '1', choice: 'agree' })],
  ] as const
  const told = await Promise.all(
    forms.map(([path, form]) => Promise.all([one, two, one, two].map((server) => send(server, path, form)))),
  )
  await Promise.all([one.stop('SIGKILL'), two.stop('SIGKILL')])
  const three = await startProgram(['serve'], settings())
  for (const [at, [path, form]] of forms.entries()) {
    const all = new Set([...(told[at] ?? []), await send(three, path, form)])
    expect([...all]).toEqual([expect.stringMatching(/./)])
  }
  expect([await countOf('conversation'), await countOf('participant')]).toEqual([1, 1])
})

it('a question that is sent again until an answer comes, while its server is killed, is one conversation', async () => {
  const before = await countOf('conversation')
  for (let kill = 1; kill <= KILLS; kill++) {
    const form = newForm({ body: `Wat gebeurt er bij keer ${kill}?` })
    const first = await startProgram(['serve'], settings())
    const early = Array.from({ length: 4 }, () => send(first, '/nl/tell-us', form))
    await sleep(kill * 15)
    await first.stop('SIGKILL')
    const second = await startProgram(['serve'], settings())
    const told = new Set([...(await Promise.all(early)), await send(second, '/nl/tell-us', form)])
    told.delete(undefined)
    expect(told.size, `kill ${kill}`).toBe(1)
    await second.stop('SIGKILL')
    expect(await countOf('conversation')).toBe(before + kill)
  }
})
