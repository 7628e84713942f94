import { beforeAll, expect, test } from 'vitest'
import {
  continueConversation,
  openChannel,
  questionSchema,
  receiveMail,
  type StartedConversation,
  startConversation,
  understandMail,
} from '#domains/answer'
import { letterheadOf } from '#domains/letters'
import { createMailReader } from '#platform/received-mail'
import { useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()
let ann: Visitor & { accountId: string }
beforeAll(async () => {
  ann = await site().signInAs('responder', 'Ann Visser')
})

const textOf = async (path: string, visitor?: Visitor) => (await site().get(path, visitor)).text()

function ask(body: string): Promise<StartedConversation> {
  const { db, now, services } = site()
  return db.transaction().execute((tx) =>
    startConversation(tx, questionSchema.parse({ body }), {
      ...{ language: 'nl', channel: 'web', secret: services.config.secret, mayMail: true, now },
      letterhead: letterheadOf({ name: 'Gemeente Voorbeeld' }, services.config),
    }),
  )
}

const write = (inputId: string, body: string) =>
  site()
    .db.transaction()
    .execute((tx) =>
      continueConversation(
        tx,
        { inputId, body },
        { channel: 'web', timeZone: 'Europe/Amsterdam', now: site().now },
      ),
    )

/** Two mails of Kees on one thread; the second has another subject. */
async function mailTwice(name: string): Promise<string> {
  const { db, now, services } = site()
  const mail = (id: string, subject: string, more: string, body: string) =>
    Buffer.from(
      `Message-ID: <${id}@elders.example>\nFrom: Kees <${name}@elders.example>\nSubject: ${subject}\n` +
        `Date: Mon, 2 Mar 2026 08:00:00 +0000\n${more}\n${body}`,
    )
  const mails = [
    mail(`${name}-1`, 'Scheve tegel', '', 'De tegel ligt scheef.'),
    mail(`${name}-2`, 'Kapotte lamp', `In-Reply-To: <${name}-1@elders.example>\n`, 'De lamp is stuk.'),
  ]
  await db.transaction().execute(async (tx) => {
    const { id: channelId } = await openChannel(tx, { name: 'info@voorbeeld.example', now })
    await receiveMail(tx, { channelId, mails: mails.map((raw) => ({ raw })), now })
  })
  const reader = createMailReader()
  const desk = { db, reader, site: services.config, clock: services.clock, mayMail: async () => false }
  await understandMail({ ...desk, onFault: () => undefined })
  await reader.close()
  const { id } = await db
    .selectFrom('conversation')
    .select('id')
    .where('subject', '=', 'Scheve tegel')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  return id
}

async function post(path: string, form: Record<string, string | string[]>) {
  const response = await site().post(path, form, ann)
  const to = (response.headers.get('location') ?? '').replace('https://praat.voorbeeld.example', '')
  return { status: response.status, to, page: to ? await textOf(to, ann) : await response.text() }
}

test('a mail about something else is split off in one click, and each shows the way to the other', async () => {
  const id = await mailTwice('een')
  const before = await textOf(`/nl/desk/inbox/${id}`, ann)
  expect(before).toContain('Nieuw onderwerp?')
  expect(before).toMatch(/<button[^>]*name="split" value="2"/)
  expect(before.match(/name="split"/g)).toHaveLength(1)
  const { status, to, page } = await post(`/nl/desk/inbox/${id}/split`, { seen: '2', split: '2' })
  expect(status).toBe(303)
  expect(page).toContain('Afgesplitst. Dit gesprek staat nu op zichzelf.')
  expect(page).toContain('De lamp is stuk.')
  expect(page).toContain(`/nl/desk/inbox/${id}">Afgesplitst van een ander gesprek`)
  expect(page).toContain('Voeg weer samen')
  const there = to.split('?')[0] ?? ''
  const old = await textOf(`/nl/desk/inbox/${id}`, ann)
  expect(old).toMatch(/<summary>Dit staat nu in een ander gesprek<\/summary><p[^>]*>De lamp is stuk/)
  expect(old).toContain(`${there}">Naar dat gesprek`)
  expect(old).toContain('Ann Visser splitste hier een bericht af')
  expect(old).toContain('Gaat verder in')
  expect(old).not.toContain('name="split"')
  const again = await post(`/nl/desk/inbox/${id}/split`, { seen: '2', split: '2' })
  expect(again.to.split('?')[0]).toBe(there)
})

test('by its page it gets a title; a form that is refused comes back filled', async () => {
  const { conversationId: id, inputId } = await ask('Mag het hek weg?')
  await write(inputId, 'En mag de boom weg?')
  const path = `/nl/desk/inbox/${id}/split-off`
  const form = await textOf(`${path}?seq=2`, ann)
  expect(form).toMatch(/value="2" checked/)
  expect(form).toContain('En mag de boom weg?')
  const long = 'x'.repeat(151)
  const refused = await post(path, { seen: '2', 'seqs[]': ['2'], title: long, promisedOn: '2020-01-01' })
  expect(refused.status).toBe(422)
  expect(refused.page).toContain('De titel is langer dan 150 tekens.')
  expect(refused.page).toContain(`value="${long}"`)
  expect((await post(path, { seen: '2', title: '' })).page).toContain('Kies een bericht.')
  const late = await post(path, { seen: '1', 'seqs[]': ['2'], title: 'Boom' })
  expect(late.status).toBe(409)
  expect(late.page).toContain('Er kwam iets bij in dit gesprek.')
  expect(late.page).toContain('value="Boom"')
  const done = await post(path, { seen: '2', 'seqs[]': ['2'], title: '  De   boom ' })
  expect(done.status).toBe(303)
  expect(done.page).toContain('>De boom</h1>')
  expect(await textOf(`${path}?seq=2`, ann)).toContain('In dit gesprek is niets dat u kunt afsplitsen.')
})

test('the code that somebody has opens both, and nobody else’s code does', async () => {
  const { conversationId: id, inputId, code } = await ask('Mag het hek weg?')
  await write(inputId, 'En mag de boom weg?')
  const before = await textOf(`/nl/my-input/${code}`)
  expect(before).not.toContain('Ook van u')
  await post(`/nl/desk/inbox/${id}/split-off`, { seen: '2', 'seqs[]': ['2'], title: 'De boom' })
  const track = await textOf(`/nl/my-input/${code}`)
  expect(track).toContain('En mag de boom weg?')
  expect(track).toContain('Dit behandelen wij apart.')
  const [path = ''] = track.match(/\/nl\/my-input\/[\w]+~[\da-f-]{36}/) ?? []
  expect(path).not.toBe('')
  const apart = await textOf(path)
  expect(apart).toContain('En mag de boom weg?')
  expect(apart).toContain('Uw eerste bericht')
  expect(apart).toContain(`${path}/reply`)
  const answered = await site().post(`${path}/reply`, { reply: 'Het is een den.' })
  expect(answered.headers.get('location')).toContain(path)
  expect(await textOf(path)).toContain('Het is een den.')
  expect(await textOf(`/nl/my-input/${code}`)).not.toContain('Het is een den.')
  const other = await ask('Heel iets anders.')
  const stranger = await site().get(`/nl/my-input/${other.code}~${path.split('~')[1]}`)
  expect(stranger.status).toBe(422)
})

test('who is not signed in splits nothing off, and what is no entry is none', async () => {
  const { conversationId: id } = await ask('Mag het hek weg?')
  const nobody = await site().post(`/nl/desk/inbox/${id}/split`, { seen: '1', split: '1' })
  expect(nobody.headers.get('location')).toContain('/sign-in')
  expect((await site().get('/nl/desk/inbox/1/split-off', ann)).status).toBe(404)
  const refused = await post(`/nl/desk/inbox/${id}/split`, { seen: '1', split: "1' or" })
  expect(refused.status).toBe(422)
  expect(refused.page).toContain('Kies een bericht.')
})
