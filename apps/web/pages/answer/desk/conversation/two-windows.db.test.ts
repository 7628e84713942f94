import { beforeAll, expect, test } from 'vitest'
import { questionSchema, startConversation } from '#domains/answer'
import { letterheadOf } from '#domains/letters'
import { useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()
let ann: Visitor & { accountId: string }
beforeAll(async () => {
  ann = await site().signInAs('responder', 'Ann Visser')
})

async function ask(): Promise<string> {
  const { db, now, services } = site()
  const { conversationId } = await db.transaction().execute((tx) =>
    startConversation(tx, questionSchema.parse({ body: 'Waar is de bank?' }), {
      ...{ language: 'nl', channel: 'web', secret: services.config.secret, mayMail: false, now },
      letterhead: letterheadOf({ name: 'Gemeente Voorbeeld' }, services.config),
    }),
  )
  return `/nl/desk/inbox/${conversationId}`
}

const read = async (path: string) => (await site().get(path, ann)).text()

/** Opens the page in a window, with what its form says of it. */
async function openWindow(path: string): Promise<Record<string, string>> {
  const page = await read(path)
  const inputs = page.matchAll(/<input type="hidden" name="(window|rests\.\w+)" value="([^"]*)"/g)
  return { seen: '1', ...Object.fromEntries([...inputs].map(([, name = '', value = '']) => [name, value])) }
}

const replyIn = (page: string) => /<textarea[^>]*name="reply"[^>]*>([^<]*)</.exec(page)?.[1]

test('of two windows without script, the older keeps its words as a second text, which is put behind the other', async () => {
  const path = await ask()
  const [older, newer] = [await openWindow(path), await openWindow(path)]
  await site().post(`${path}/draft`, { ...newer, reply: 'Achter het station.' }, ann)
  await site().post(`${path}/draft`, { ...older, reply: 'Voor het <b>stadhuis</b>.' }, ann)
  const both = await read(path)
  expect(replyIn(both)).toBe('Achter het station.')
  expect(both).toContain('In een ander venster typte u dit')
  expect(both).toContain('Voor het &lt;b&gt;stadhuis&lt;/b&gt;.')
  const now = await openWindow(path)
  const form = { ...now, reply: 'Achter het station.', apart: older.window ?? '' }
  await site().post(`${path}/join`, form, ann)
  const joined = await read(path)
  expect(replyIn(joined)).toBe('Achter het station.\n\nVoor het &lt;b&gt;stadhuis&lt;/b&gt;.')
  expect(joined).not.toContain('In een ander venster')
})

test('while somebody types, the older window is told that its text is kept apart', async () => {
  const path = await ask()
  const [older, newer] = [await openWindow(path), await openWindow(path)]
  const place = path.slice('/nl'.length)
  const type = async (window: Record<string, string>, text: string) =>
    (await site().post('/nl/desk/unsent', { place, ...window, 'text.reply': text }, ann)).json()
  expect(await type(newer, 'Bij de')).toMatch(/^Bewaard om [\d.:]+ uur\.$/)
  expect(await type(older, 'Naast de')).toContain('in een ander venster typt u ook in dit veld')
  expect(await type(newer, 'Bij de brug')).toMatch(/^Bewaard om [\d.:]+ uur\.$/)
  expect(replyIn(await read(path))).toBe('Bij de brug')
})

test('what is sent is the text of its own window, and the other one stays', async () => {
  const path = await ask()
  const [older, newer] = [await openWindow(path), await openWindow(path)]
  await site().post(`${path}/draft`, { ...newer, note: 'Nieuw' }, ann)
  await site().post(`${path}/note`, { ...older, note: 'Oud' }, ann)
  const page = await read(path)
  expect(page).toContain('Nieuw')
  expect(page).not.toContain('In een ander venster')
})
