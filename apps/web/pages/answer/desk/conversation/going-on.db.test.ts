import { beforeAll, expect, test } from 'vitest'
import { questionSchema, startConversation } from '#domains/answer'
import { letterheadOf } from '#domains/letters'
import { useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()
let ann: Visitor & { accountId: string }
beforeAll(async () => {
  ann = await site().signInAs('responder', 'Ann Visser')
  for (const what of ['eerste', 'tweede', 'derde', 'vierde']) {
    const { db, now, services } = site()
    await db.transaction().execute((tx) =>
      startConversation(tx, questionSchema.parse({ body: `De ${what} vraag` }), {
        ...{ language: 'nl', channel: 'web', secret: services.config.secret, mayMail: false, now },
        letterhead: letterheadOf({ name: 'Gemeente Voorbeeld' }, services.config),
      }),
    )
  }
})

const read = async (path: string) => (await site().get(path, ann)).text()

/** Where the conversations of a list are, in its order. */
const linesOf = (page: string) =>
  [...page.matchAll(/<a href="([^"]+)"[^>]*><span class="wk-queue__line/g)].map(([, path = '']) =>
    path.replaceAll('&amp;', '&'),
  )

/** Where a key of the page leads. */
const keyOf = (page: string, key: string) =>
  new RegExp(`<a href="([^"]+)"[^>]* data-key="${key}"`).exec(page)?.[1]?.replaceAll('&amp;', '&')

/** The fields that a page sends along with whatever is pressed. */
function sentAlong(page: string): Record<string, string> {
  const inputs = page.matchAll(/<input type="hidden"[^>]* name="(seen|follows)" value="([^"]*)"/g)
  return Object.fromEntries([...inputs].map(([, name = '', value = '']) => [name, value]))
}

/** Does something with a conversation of the list of what is with nobody, and comes to the page after it. */
async function doWith(path: string, action: string, form: Record<string, string> = {}) {
  const page = await read(path)
  const [address = '', query = ''] = path.split('?')
  const answer = await site().post(`${address}/${action}?${query}`, { ...sentAlong(page), ...form }, ann)
  expect(answer.status).toBe(303)
  return (answer.headers.get('location') ?? '').replace('https://praat.voorbeeld.example', '')
}

test('what left its list by what was done goes on with what stood below it, and back to what stood above it', async () => {
  const list = '/nl/desk/inbox?filter=nobody'
  const [first, second, third, fourth] = linesOf(await read(list))
  const taken = await doWith(second ?? '', 'take')
  const page = await read(taken)
  expect(linesOf(page)).toEqual([first, third, fourth])
  expect(keyOf(page, 'j')).toBe(third)
  expect(keyOf(page, 'k')).toBe(first)

  // What is done after it, and sending with the next, go on from there too.
  const noted = await doWith(taken, 'note', { note: 'Gebeld.' })
  expect(keyOf(await read(noted), 'j')).toBe(third)
  const sent = await doWith(noted, 'reply', { reply: 'Ja.', next: 'yes' })
  expect(sent.split(/[?&]left/)[0]).toBe(third?.split('?')[0]?.concat('?filter=nobody'))
})

test('an address that names no conversation as the next begins at the first', async () => {
  const [first] = linesOf(await read('/nl/desk/inbox?filter=nobody'))
  const [mine = ''] = linesOf(await read('/nl/desk/inbox?filter=mine'))
  const here = `${mine.split('?')[0]}?filter=nobody`
  for (const next of ['', 'x', '0190c7c4-0000-7000-8000-000000000000'])
    expect(keyOf(await read(`${here}&next=${next}`), 'j')).toBe(first)
})
