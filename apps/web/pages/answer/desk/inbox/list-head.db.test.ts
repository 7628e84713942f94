import { beforeAll, expect, test } from 'vitest'
import { questionSchema, startConversation } from '#domains/answer'
import { letterheadOf } from '#domains/letters'
import { useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()
let ann: Visitor & { accountId: string }
beforeAll(async () => {
  ann = await site().signInAs('responder', 'Ann Visser')
  const { db, now, services } = site()
  for (const [body, at] of [
    ['Waar is de bank?', now],
    ['Wie maait het gras?', new Date('2019-06-30T10:00:00Z')],
  ] as const)
    await db.transaction().execute((tx) =>
      startConversation(tx, questionSchema.parse({ body }), {
        ...{ language: 'nl', channel: 'web', secret: services.config.secret, mayMail: false, now: at },
        letterhead: letterheadOf({ name: 'Gemeente Voorbeeld' }, services.config),
      }),
    )
})

const read = async (query: string) => (await site().get(`/nl/desk/inbox?${query}`, ann)).text()

test('a list says in the title and above it which it is, and how much is in it', async () => {
  const open = await read('filter=open')
  expect(/<title>([^<]+)/.exec(open)?.[1]).toBe('Open 2 – Postvak – Gemeente Voorbeeld')
  expect(open).toContain('<span class="wk-small">Open 2</span>')
  expect(await read('filter=late')).toContain('<title>Te laat 1 – Postvak')
})

test('what came in another year says which', async () => {
  const open = await read('filter=open')
  expect(open).toContain('<span>30 juni 2019</span>')
  const path = /href="(\/nl\/desk\/inbox\/[\w-]{36}[^"]*)"/.exec(open)?.[1]?.replaceAll('&amp;', '&')
  expect(await (await site().get(path ?? '', ann)).text()).toContain('30 juni 2019 om 12:00')
})

test('a narrowed list says in one line what it is narrowed to, with the way back to all of it', async () => {
  const narrowed = await read('filter=open&channel=mail&due=late')
  expect(narrowed).toContain('<summary>Gefilterd: Te laat · per mail</summary>')
  expect(narrowed).toContain('Toon alles in deze lijst')
  expect(narrowed).not.toContain('<details class="wk-details" open')
  const whole = await read('filter=open')
  expect(whole).toContain('<summary>Filter</summary>')
  expect(whole).not.toContain('Toon alles in deze lijst')
})

test('an empty list promises nothing that does not come by itself', async () => {
  expect(await read('filter=approve')).not.toContain('komt vanzelf hier')
  expect(await read('filter=closed')).not.toContain('komt vanzelf hier')
})

test('all of a page is ticked by a link, with what can be done with it unfolded', async () => {
  expect(await read('filter=open')).toContain(
    '<details class="wk-details"><summary>Met de gekozen gesprekken',
  )
  const all = await read('filter=open&pick=all')
  expect(all).toContain('<details class="wk-details" open=""><summary>Met de gekozen gesprekken')
  expect(all.match(/type="checkbox"[^>]*checked/g)).toHaveLength(2)
})
