import { expect, test } from 'vitest'
import type { Db } from '#db'
import { tellAnswers } from '#domains/deliberate/testing'
import { createMoments } from '#platform/cache'
import { createWebApp } from '#web'
import { makeOpenDialogue, useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()

const read = async (path: string, visitor: Visitor = {}) => (await site().get(path, visitor)).text()

/** Twenty people: all want trees, half of them the market. */
async function voteAsTwenty(page: string): Promise<void> {
  for (let person = 0; person < 20; person++) {
    const first = await site().post(`${page}/vote`, { statement: '1', choice: 'agree' })
    const cookie = first.headers.get('set-cookie')?.split(';')[0] ?? ''
    const choice = person % 2 === 0 ? 'agree' : 'disagree'
    await site().post(`${page}/vote`, { statement: '2', choice }, { cookie })
  }
}

const bar = '100 % eens, 0 % weet het niet, 0 % oneens'

test('a dossier begins with its question, the button to vote and the last day', async () => {
  const { dossier, page } = await makeOpenDialogue(site(), { closesOn: '2026-04-01' })
  const html = await read(`/nl/dossiers/${dossier}`)
  const order = [
    '<h1',
    `href="${page}"`,
    'Het kan tot en met 1 april 2026.',
    'class="wk-lead"',
    'Een van de stellingen',
    'Onze belofte',
  ]
  const places = order.map((words) => html.indexOf(words))
  expect(places).not.toContain(-1)
  expect(places).toEqual(places.toSorted((a, b) => a - b))
})

test('what most agree with and what divides most is named for all; how many, for who answered it', async () => {
  const { id, dossier, page } = await makeOpenDialogue(site())
  await voteAsTwenty(page)
  await tellAnswers(site().db, id, { isOver: true })
  site().services.moments.end()
  const path = `/nl/dossiers/${dossier}`
  const stranger = await read(path)
  expect(stranger).toMatch(
    /Hier zijn de meesten het mee eens.+meer bomen.+Hierover verschillen mensen.+De markt/s,
  )
  expect(stranger).not.toContain(bar)
  expect(stranger).toContain(`href="${page}?statement=1"`)

  const voted = await site().post(`${page}/vote`, { statement: '1', choice: 'pass' })
  const cookie = voted.headers.get('set-cookie')?.split(';')[0] ?? ''
  const own = await site().get(path, { cookie })
  expect(own.headers.get('cache-control')).toBe('no-store')
  const html = await own.text()
  expect(html).toContain(bar)
  expect(html).not.toContain(`href="${page}?statement=1"`)
  expect(html).toContain(`href="${page}?statement=2"`)
  expect(await read(path)).not.toContain(bar)
})

test('where results come later a dossier says nothing of them, also to who answered', async () => {
  const { id, dossier, page } = await makeOpenDialogue(site(), { results: 'after-closing' })
  await voteAsTwenty(page)
  await tellAnswers(site().db, id, { isOver: true })
  const voted = await site().post(`${page}/vote`, { statement: '1', choice: 'agree' })
  const cookie = voted.headers.get('set-cookie')?.split(';')[0] ?? ''
  for (const visitor of [{}, { cookie }]) {
    const html = await read(`/nl/dossiers/${dossier}`, visitor)
    expect(html).toContain('Een van de stellingen')
    expect(html).not.toMatch(/de meesten|verschillen mensen|% eens/)
  }
})

test('whoever took part shares all that a dossier and the front page read, but their own answers', async () => {
  const { dossier, page } = await makeOpenDialogue(site())
  const voted = await site().post(`${page}/vote`, { statement: '1', choice: 'agree' })
  const cookie = voted.headers.get('set-cookie')?.split(';')[0] ?? ''
  const asked: string[] = []
  const counted = (db: Db) =>
    db.withPlugin({
      transformQuery: ({ node }) => {
        asked.push(node.kind)
        return node
      },
      transformResult: async ({ result }) => result,
    })
  const { services } = site()
  const kept = { moments: createMoments({ lastMs: Number.POSITIVE_INFINITY }) }
  const databases = { db: counted(services.db), writes: counted(services.writes) }
  const app = await createWebApp({ ...services, ...kept, ...databases })
  for (const path of ['/nl', `/nl/dossiers/${dossier}`]) {
    asked.length = 0
    await app.request(path)
    expect(asked).not.toEqual([])
    asked.length = 0
    const html = await (await app.request(path, { headers: { cookie } })).text()
    expect(html).toContain('De markt')
    expect(asked, path).toEqual([])
  }
})
