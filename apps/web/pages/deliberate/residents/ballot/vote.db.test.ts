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
  const open = await (await voteOn(page, { ...person, headers: json })).json()
  expect(open.kind).toBe('voted')
  expect(open.parts.asked).toContain('name="statement" value="2"')
  await site().post(`${desk}/close`, {}, staff)
  const closed = await voteOn(page, { ...person, headers: json })
  expect(closed.status).toBe(409)
  expect(await closed.json()).toEqual({ kind: 'dialogue-closed', address: `${page}?told=tooLate` })
})

test('the script of the page is given what the page itself would show, at the address that it would have', async () => {
  const seeds = Array.from({ length: 7 }, (_, n) => `Er komen ${n + 2} bomen.`)
  const { page } = await makeOpenDialogue(site(), { seeds })
  const person = somebody()
  for (const number of [1, 2, 3, 4, 5, 6, 7])
    for (const fields of [
      { choice: 'pass' },
      { choice: 'pass', passReason: 'unsure' },
      { choice: 'agree' },
    ]) {
      const sent = { statement: String(number), ...fields }
      const answer = await (await site().post(`${page}/vote`, sent, { ...person, headers: json })).json()
      expect(answer).toMatchObject({ address: `${page}?after=${number}` })
      const html = await (await site().get(answer.address, person)).text()
      // The answers stay where they are.
      const [before = '', after = ''] = answer.parts.asked.split('<div class="wk-choices"></div>')
      for (const part of [before, after, answer.parts.previous, answer.parts.yours])
        expect(html).toContain(part)
      expect(answer.parts.previous.length > 0).toBe(number !== 5)
    }
})

test('a vote that names nothing sends the script back to the page', async () => {
  const { page } = await makeOpenDialogue(site())
  const nothing = await site().post(`${page}/vote`, { choice: 'yes' }, { ...somebody(), headers: json })
  expect(nothing.status).toBe(400)
  expect(await nothing.json()).toEqual({ kind: 'invalid', address: page })
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
  expect(await (await site().get(page)).text()).toContain('Alleen deze browser herkent uw antwoorden.')
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

test('a first vote that is sent twice without a cookie is one vote, also of several people with one address', async () => {
  const { page } = await makeOpenDialogue(site(), { seeds: ['Er komt een bankje bij de vijver.'] })
  const draw = async () => {
    const html = await (await site().get(page)).text()
    return /<input type="hidden" form="statement-form" name="once" value="([\w-]+)"/.exec(html)?.[1] ?? ''
  }
  const keys = await Promise.all([draw(), draw(), draw()])
  const twice = keys.flatMap((once) => [once, once])
  await Promise.all(
    twice.map((once) => site().post(`${page}/vote`, { statement: '1', choice: 'agree', once })),
  )
  const slug = page.split('/').at(-1) ?? ''
  const people = await site()
    .db.selectFrom('participant')
    .innerJoin('dialogue', 'dialogue.id', 'participant.dialogue_id')
    .select('number')
    .where('slug', '=', slug)
    .execute()
  expect(people).toHaveLength(3)
  expect(await (await site().get(page, somebody())).text()).not.toContain('name="once"')
})

test('a pause is promised where there are statements enough to come to it', async () => {
  const ballotOf = async (statements: number) => {
    const { page } = await makeOpenDialogue(site(), {
      seeds: Array.from({ length: statements }, (_, at) => `Op het plein komt boom ${at + 1}.`),
    })
    return (await site().get(page)).text()
  }
  expect(await ballotOf(5)).toContain('Nog 5 antwoorden')
  expect(await ballotOf(4)).not.toContain('Nog 5 antwoorden')
})
