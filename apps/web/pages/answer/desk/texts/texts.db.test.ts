import { beforeAll, expect, test } from 'vitest'
import { questionSchema, startConversation } from '#domains/answer'
import { letterheadOf } from '#domains/letters'
import { useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()
let ann: Visitor & { accountId: string }
let chief: Visitor & { accountId: string }
let unitId = ''
beforeAll(async () => {
  ann = await site().signInAs('responder', 'Ann Visser')
  chief = await site().signInAs('administrator', 'Carla Smit')
  unitId = await site().addUnit('Team Ruimte')
})

async function ask(name?: string): Promise<string> {
  const { db, now, services } = site()
  const { conversationId } = await db.transaction().execute((tx) =>
    startConversation(tx, questionSchema.parse({ body: 'Waar is de bank?', name }), {
      ...{ language: 'nl', channel: 'web', secret: 'k'.repeat(32), mayMail: false, now },
      letterhead: letterheadOf({ name: 'Gemeente Voorbeeld' }, services.config),
    }),
  )
  return `/nl/desk/inbox/${conversationId}`
}

const read = async (path: string, visitor = ann) => (await site().get(path, visitor)).text()

const make = (form: Record<string, string>, visitor = chief) =>
  site().post(
    '/nl/desk/texts',
    { title: 'Groet', nl: '', en: '', unitId: '', subjectId: '', ...form },
    visitor,
  )

/** The texts that a conversation offers, by their titles. */
async function offeredIn(path: string): Promise<Map<string, string>> {
  const select = /<select[^>]*id="text"[\s\S]*?<\/select>/.exec(await read(path))?.[0] ?? ''
  return new Map(
    [...select.matchAll(/value="([^"]+)"[^>]*>([^<]+)</g)].map(([, id = '', title = '']) => [title, id]),
  )
}

test('a text is made, chosen in a conversation, filled in behind what was typed, and sent when it is whole', async () => {
  const made = await make({
    title: 'Wij zoeken het uit',
    nl: 'Beste {naam},\n\nWij zoeken het uit. {mijn naam}',
  })
  expect(made.headers.get('location')).toContain('/nl/desk/texts?told=saved')
  const path = await ask()
  const text = (await offeredIn(path)).get('Wij zoeken het uit') ?? ''
  const put = await site().post(`${path}/insert-text`, { seen: '1', reply: 'Goedemorgen', text }, ann)
  expect(put.headers.get('location')).toMatch(/at=reply$/)

  const filled = 'Goedemorgen\n\nBeste ⟨vul in: naam⟩,\n\nWij zoeken het uit. Ann Visser'
  const page = await read(path)
  expect(page).toContain(filled)
  expect(page).toContain('Vul eerst in: naam.')

  const refused = await site().post(`${path}/reply`, { seen: '1', reply: filled }, ann)
  expect(refused.status).toBe(422)
  const again = await refused.text()
  expect(again).toContain('Uw tekst is nog niet af. Er is niets verstuurd.')
  expect(again).toContain(filled)
  const sent = await site().post(
    `${path}/reply`,
    { seen: '1', reply: filled.replace('⟨vul in: naam⟩', 'buur') },
    ann,
  )
  expect(sent.status).toBe(303)
})

test('nothing chosen, or a text that is gone, leaves what was typed', async () => {
  const path = await ask('Mw. Bos')
  for (const text of ['', 'niets', crypto.randomUUID()]) {
    const refused = await site().post(`${path}/insert-text`, { seen: '1', reply: 'Zelf getypt', text }, ann)
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('Zelf getypt')
  }
})

test('a word between braces that nothing fills in is named, and the form comes back filled', async () => {
  const refused = await make({ title: 'Dag', nl: 'Beste {voornaam} {naam} {x}', en: '' })
  expect(refused.status).toBe(422)
  const page = await refused.text()
  expect(page).toContain(
    'Dit wordt niet ingevuld: {voornaam}, {x}. Kies een van deze woorden: {naam}, {mijn naam}',
  )
  expect(page).toContain('Beste {voornaam} {naam} {x}')
  const empty = await (await make({ title: '', nl: ' ' })).text()
  expect(empty).toContain('Vul dit in.')
  expect(empty).toContain('Schrijf de tekst in ten minste één taal.')
})

test('whoever answers keeps the texts of their team, and is offered nothing else', async () => {
  expect(await read('/nl/desk/texts')).not.toContain('>Alle teams</option>')
  expect(await read('/nl/desk/texts', chief)).toContain('>Alle teams</option>')
  const refused = await make({ nl: 'Voor iedereen' }, ann)
  expect(await refused.text()).toContain('Dit kan alleen voor een team waarin u werkt.')
  await make({ title: 'Van ons team', nl: 'Dag', unitId }, ann)
  await make({ title: 'Van de griffie', nl: 'Dag', unitId: await site().addUnit('Griffie') })
  const links = [...(await read('/nl/desk/texts')).matchAll(/\/desk\/texts\/([\w-]+)">([^<]+)</g)]
  const idOf = (title: string) => links.find(([, , name]) => name === title)?.[1] ?? ''
  expect(await read(`/nl/desk/texts/${idOf('Van ons team')}`)).toContain('Verander deze tekst')
  const theirs = await read(`/nl/desk/texts/${idOf('Van de griffie')}`)
  expect(theirs).not.toContain('Verander deze tekst')
  expect(theirs).toContain('U kunt hem gebruiken, niet veranderen.')
  const ended = await site().post(`/nl/desk/texts/${idOf('Van ons team')}/end`, {}, ann)
  expect(ended.headers.get('location')).toContain('told=saved')
  expect([...(await offeredIn(await ask())).keys()]).not.toContain('Van ons team')
})
