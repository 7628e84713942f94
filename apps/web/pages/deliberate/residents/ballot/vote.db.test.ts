import { expect, test } from 'vitest'
import { drawBrowserSecret } from '#domains/entrance'
import { makeOpenDialogue, useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()
const json = { accept: 'application/json' }
const somebody = (): Visitor => ({ cookie: `wk-participant=${drawBrowserSecret()}` })

const voteOn = (page: string, visitor: Visitor = {}) =>
  site().post(`${page}/vote`, { statement: '1', choice: 'agree' }, visitor)

/** All that a stranger can see of an answer, but for the address that they asked themselves. */
async function seenOf(slug: string, response: Response) {
  const text = (await response.text()).replaceAll(slug, 'ADDRESS')
  return { status: response.status, headers: [...response.headers].toSorted(), text }
}

test('a draft answers a vote exactly as an address that does not exist', async () => {
  const { page, staff, dossier } = await makeOpenDialogue(site())
  const made = await site().post(
    `/nl/desk/dossiers/${dossier}/dialogues/new`,
    {
      question: 'Nog een vraag?',
      seeds: 'Een stelling die nog niemand ziet.',
      moderation: 'light',
      language: 'nl',
    },
    staff,
  )
  const draft = (made.headers.get('location') ?? '').replace('/desk/', '/')
  const nowhere = draft.replace(/[^/]+$/, 'die-is-er-niet')
  expect((await site().get(draft, staff)).status).toBe(200)
  for (const headers of [{}, json])
    for (const fields of [{ statement: '1', choice: 'agree' }, { statement: 'x' }, {}]) {
      const [there, not] = await Promise.all(
        [draft, nowhere].map(async (at) =>
          seenOf(at.split('/').at(-1) ?? '', await site().post(`${at}/vote`, fields, { headers })),
        ),
      )
      expect(there?.status).toBe(404)
      expect(there).toEqual(not)
    }
  await site().db.updateTable('dossier').set({ state: 'draft' }).where('slug', '=', dossier).execute()
  expect((await voteOn(page)).status).toBe(404)
})

test('who votes the moment a dialogue opens, is not told that it does not exist', async () => {
  const { page } = await makeOpenDialogue(site())
  const { db } = site()
  const slug = page.split('/').at(-1) ?? ''
  const turn = (state: 'draft' | 'open') =>
    db.updateTable('dialogue').set({ state }).where('slug', '=', slug).execute()
  await turn('draft')
  expect((await voteOn(page)).status).toBe(404)
  await turn('open')
  expect((await voteOn(page)).headers.get('location')).toBe(`${page}?after=1`)
})

test('who can no longer vote is asked nothing more', async () => {
  const { page, desk, staff } = await makeOpenDialogue(site())
  const person = somebody()
  const open = await voteOn(page, { ...person, headers: json })
  expect(await open.json()).toMatchObject({ kind: 'voted', next: { number: 2 } })
  await site().post(`${desk}/close`, {}, staff)
  const closed = await voteOn(page, { ...person, headers: json })
  expect(closed.status).toBe(409)
  expect(await closed.json()).toMatchObject({ kind: 'dialogue-closed', next: null })
})

test('who votes just after closing reads that this vote does not count', async () => {
  const { page, desk, staff } = await makeOpenDialogue(site())
  const person = somebody()
  await voteOn(page, person)
  await site().post(`${desk}/close`, {}, staff)
  for (const send of [voteOn(page, person), site().post(`${page}/withdraw`, { statement: '1' }, person)]) {
    const late = (await send).headers.get('location') ?? ''
    const html = await (await site().get(late, person)).text()
    expect(html).toMatch(/role="status"[^>]*>.*?Net te laat: de vragen zijn gesloten/s)
  }
  expect(await (await site().get(page, person)).text()).not.toContain('Net te laat')
})

test('who comes back in another browser reads why no answers are known, and what still works', async () => {
  const { page } = await makeOpenDialogue(site())
  for (const address of ['/my-votes', '/my-place']) {
    const stranger = await (await site().get(page + address, somebody())).text()
    expect(stranger).toContain('Gaf u eerder antwoord?')
    expect(stranger).toContain('href="/nl/my-input"')
  }
  const person = somebody()
  await voteOn(page, person)
  for (const address of ['/my-votes', '/my-place'])
    expect(await (await site().get(page + address, person)).text()).not.toContain('Gaf u eerder antwoord?')
  expect(await (await site().get(page)).text()).toContain('Alleen deze browser kent uw antwoorden terug.')
})

test('a statement is read in the direction of its letters, wherever it stands', async () => {
  const arabic = 'يجب أن تزرع البلدية المزيد من الأشجار'
  const { page } = await makeOpenDialogue(site(), { seeds: [arabic] })
  const person = somebody()
  const pages = [await (await site().get(page, person)).text()]
  await voteOn(page, person)
  for (const address of ['?after=1', '?statement=1', '/my-votes', '/results'])
    pages.push(await (await site().get(page + address, person)).text())
  for (const html of pages) expect(html).toMatch(new RegExp(`dir="auto"[^>]*>‘?${arabic}`))
})
