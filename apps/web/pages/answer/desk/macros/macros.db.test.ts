import { beforeAll, expect, test } from 'vitest'
import { questionSchema, startConversation } from '#domains/answer'
import { letterheadOf } from '#domains/letters'
import { useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()
let ann: Visitor & { accountId: string }
let unitId = ''
beforeAll(async () => {
  ann = await site().signInAs('responder', 'Ann Visser')
  unitId = await site().addUnit('Team Ruimte')
})

async function ask(): Promise<string> {
  const { db, now, services } = site()
  const { conversationId } = await db.transaction().execute((tx) =>
    startConversation(tx, questionSchema.parse({ body: 'Waar is de bank?', name: 'Mw. Bos' }), {
      ...{ language: 'nl', channel: 'web', secret: 'k'.repeat(32), mayMail: false, now },
      letterhead: letterheadOf({ name: 'Gemeente Voorbeeld' }, services.config),
    }),
  )
  return `/nl/desk/inbox/${conversationId}`
}

const read = async (path: string) => (await site().get(path, ann)).text()
const here = (response: Response) => (response.headers.get('location') ?? '').replace(/^https:\/\/[^/]+/, '')
const firstIn = async (path: string, kind: string) =>
  new RegExp(`/desk/${kind}/([\\w-]{36})`).exec(await read(path))?.[1] ?? ''

test('steps are set down, done with one button, and their text waits in the editor', async () => {
  await site().post(
    '/nl/desk/texts',
    { title: 'Dank', nl: 'Dank {naam}', en: '', unitId, subjectId: '' },
    ann,
  )
  const textId = await firstIn('/nl/desk/texts', 'texts')
  const macro = {
    title: 'Pak aan',
    unitId,
    textId,
    assign: 'me',
    assignTo: '',
    subjectId: '',
    answeringUnitId: unitId,
  }
  expect(here(await site().post('/nl/desk/macros', macro, ann))).toBe('/nl/desk/macros?told=saved')
  const id = await firstIn('/nl/desk/macros', 'macros')
  const path = await ask()
  const page = await read(
    here(await site().post(`${path}/run-macro`, { seen: '1', reply: 'Hoi', macro: id }, ann)),
  )
  expect(page).toContain('De stappen zijn gedaan. Er is niets verstuurd.')
  expect(page).toContain('Hoi\n\nDank Mw. Bos</textarea>')
  expect(page).toContain('Bij u.')

  const late = await site().post(`${path}/run-macro`, { seen: '1', reply: 'Nog eens', macro: id }, ann)
  expect(late.status).toBe(409)
  expect(await late.text()).toContain('Nog eens</textarea>')

  await site().post(`/nl/desk/texts/${textId}/end`, {}, ann)
  const broken = await site().post(`${path}/run-macro`, { seen: '3', macro: id }, ann)
  expect(broken.status).toBe(422)
  expect(await broken.text()).toContain('Deze stappen kunnen niet meer.')
  expect(here(await site().post(`/nl/desk/macros/${id}/end`, {}, ann))).toBe('/nl/desk/macros?told=saved')
})

test('a form that says nothing to do comes back filled', async () => {
  const none = {
    title: 'Niets',
    unitId,
    textId: '',
    assign: '',
    assignTo: '',
    subjectId: '',
    answeringUnitId: '',
  }
  const refused = await site().post('/nl/desk/macros', none, ann)
  expect(refused.status).toBe(422)
  const page = await refused.text()
  expect(page).toContain('Kies ten minste één stap.')
  expect(page).toContain('value="Niets"')
})
