import { beforeAll, expect, test } from 'vitest'
import { questionSchema, startConversation } from '#domains/answer'
import { letterheadOf } from '#domains/letters'
import { useTestSite, type Visitor } from '#web/testing'
import { PICK, readDeed, readPicks } from './bulk-choice.ts'

const site = useTestSite()
let ann: Visitor & { accountId: string }
beforeAll(async () => {
  ann = await site().signInAs('responder', 'Ann Visser')
})

async function ask(body: string): Promise<string> {
  const { db, now, services } = site()
  const started = await db.transaction().execute((tx) =>
    startConversation(tx, questionSchema.parse({ body }), {
      ...{ language: 'nl', channel: 'web', secret: services.config.secret, mayMail: true, now },
      letterhead: letterheadOf({ name: 'Gemeente Voorbeeld' }, services.config),
    }),
  )
  return started.conversationId
}

const textOf = async (path: string) => (await site().get(path, ann)).text()
const query = (deed: string, value: string, ...picks: string[]) =>
  new URLSearchParams([['deed', deed], ['value', value], ...picks.map((one) => [PICK, one])]).toString()

test('what is ticked in the list is chosen for, looked at, and done, and the page says with what it did not work', async () => {
  const [lamp, tile] = [await ask('De lamp is stuk.'), await ask('De tegel ligt los.')]
  const list = await textOf('/nl/desk/inbox?pick=all')
  for (const id of [lamp, tile])
    expect(list).toContain(`form="bulk" name="pick[]" value="${id}.1" checked=""`)
  expect(list).toContain('Kies De lamp is stuk')
  const choose = await textOf(`/nl/desk/inbox/bulk?${query('assign', '', `${lamp}.1`, `${tile}.1`)}`)
  expect(choose).toContain('U koos 2 gesprekken')
  expect(choose).toContain('Ann Visser, ')
  await site().post(`/nl/desk/inbox/${tile}/note`, { note: 'Wacht even.' }, ann)
  const preview = await textOf(
    `/nl/desk/inbox/bulk?${query('assign', ann.accountId, `${lamp}.1`, `${tile}.1`)}`,
  )
  expect(preview).toContain('Met 1 gesprek kan dit')
  expect(preview).toContain('Met 1 gesprek kan dit niet')
  expect(preview).toContain('Er kwam iets bij sinds u de lijst bekeek.')
  const body = { deed: 'assign', value: ann.accountId, [PICK]: [`${lamp}.1`, `${tile}.1`] }
  const done = await site().post('/nl/desk/inbox/bulk', body, ann)
  const page = await done.text()
  expect(page).toContain('Gedaan met 1 gesprek')
  expect(page).toContain('Met 1 gesprek lukte het niet')
  expect(await textOf('/nl/desk/inbox?filter=mine')).toContain('De lamp is stuk')
})

test('nothing ticked, nothing chosen and nothing that can be say so, and do nothing', async () => {
  const id = await ask('Mag dit?')
  expect(await textOf(`/nl/desk/inbox/bulk?${query('spam', '')}`)).toContain('U koos geen gesprekken')
  const wrong = await site().get(`/nl/desk/inbox/bulk?${query('snooze', 'morgen', `${id}.1`)}`, ann)
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('Kies een dag:')
  expect((await site().get(`/nl/desk/inbox/bulk?${query('delete', '', `${id}.1`)}`, ann)).status).toBe(404)
  expect((await site().get(`/nl/desk/inbox/bulk?${query('spam', '', `${id}.1`)}`)).status).toBe(303)
  expect(await textOf('/nl/desk/inbox')).toContain('Mag dit?')
})

test('what is no conversation is left out, what is chosen twice counts once, and no more than a list shows', () => {
  const id = '01a22c75-f006-7e56-854a-de4add2cd355'
  expect(readPicks([`${id}.3`, 'x', `${id}.99999999999`, '', `${id}`, `${id}.4`])).toEqual([{ id, seen: 4 }])
  const many = Array.from({ length: 500 }, () => `${crypto.randomUUID()}.1`)
  expect(readPicks(many)).toHaveLength(100)
})

test('a choice is read as what it says, or not at all', () => {
  expect(readDeed('assign', 'nobody')).toEqual({ kind: 'assign', to: null })
  expect(readDeed('spam', 'whatever')).toEqual({ kind: 'close', reason: 'spam' })
  for (const kind of ['assign', 'label', 'subject', 'snooze', 'close'] as const)
    expect(readDeed(kind, "'; drop table")).toBeUndefined()
})
