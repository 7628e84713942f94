import { beforeAll, expect, test } from 'vitest'
import { questionSchema, startConversation } from '#domains/answer'
import { letterheadOf } from '#domains/letters'
import { useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()
let ann: Visitor & { accountId: string }
let path: string
beforeAll(async () => {
  ann = await site().signInAs('responder', 'Ann Visser')
  const { db, now, services } = site()
  const address = 'buur@voorbeeld.example'
  const { conversationId } = await db.transaction().execute((tx) =>
    startConversation(tx, questionSchema.parse({ body: 'Waar is de bank?', address }), {
      ...{ language: 'nl', channel: 'web', secret: services.config.secret, mayMail: true, now },
      letterhead: letterheadOf({ name: 'Gemeente Voorbeeld' }, services.config),
    }),
  )
  path = `/nl/desk/inbox/${conversationId}`
})

const nobody = '0190c7c4-0000-7000-8000-000000000000'

test.each<[string, string, Record<string, string>, string]>([
  ['a conversation that is none', 'merge', { otherTyped: 'niets' }, 'other'],
  ['a colleague who is none', 'assign', { to: nobody }, 'to'],
  ['a dossier that is none', 'place', { dossier: nobody }, 'dossier'],
  ['a team that is none', 'classify', { subject: '', unit: nobody }, 'unit'],
  ['a day in the past', 'snooze', { snoozeDay: '2001-01-01' }, 'snooze-day'],
  ['no standard text', 'insert-text', { text: '' }, 'text'],
  ['a later day without a reason', 'due', { dueOn: '2027-02-01', dueReason: '' }, 'due-reason'],
  ['a reply without words', 'reply', { reply: ' ' }, 'reply'],
  ['a note without words', 'note', { note: '' }, 'note'],
  ['a moment without a day', 'reply', { reply: 'Ja.', when: 'own' }, 'leave-date'],
  ['a copy for no address', 'reply', { reply: 'Ja.', addCopy: 'niemand' }, 'add-copy'],
])('%s is refused above everything, with the way to its field', async (_, action, form, id) => {
  const before = await (await site().get(path, ann)).text()
  const seen = /name="seen" value="(\d+)"/.exec(before)?.[1] ?? ''
  const answer = await site().post(`${path}/${action}`, { seen, ...form }, ann)
  const page = await answer.text()
  expect(answer.status).toBe(422)
  const summary = /role="alert"[\s\S]*?<\/ul>/.exec(page)?.[0]
  expect(summary).toContain('Dat kon niet. Wat u typte, staat er nog.')
  const message = new RegExp(`<a href="#${id}" data-turbo="false">([^<]+)</a>`).exec(summary ?? '')?.[1]
  expect(message).toMatch(/\w/)
  // Standard texts and teams are left out where there are none to choose from.
  if (action === 'insert-text' || action === 'classify') return
  expect(page.includes(` id="${id}"`)).toBe(true)
  expect(page.split(message ?? '').length, 'said beside the field too').toBeGreaterThan(2)
})
