import { expect, test } from 'vitest'
import { readMail } from './read-mail.ts'

async function machineOf(header: string, text = 'Hallo') {
  const outcome = await readMail(Buffer.from(`${header}\n\n${text}\n`), new Date())
  if (outcome.kind !== 'read') throw new Error(outcome.reason)
  return outcome.mail.machine
}

test('mail of a person is that of a person', async () => {
  const nothing = { auto: false, bounce: false, list: false, reasons: [] }
  expect(await machineOf('From: zoe@example.nl\nSubject: Losse tegel')).toEqual(nothing)
  expect(await machineOf('Auto-Submitted: no\nPrecedence: normal\nReturn-Path: <zoe@example.nl>')).toEqual(
    nothing,
  )
  expect(await machineOf('Auto-Submitted: (person) No\nX-Auto-Response-Suppress: None')).toEqual(nothing)
})

test.each([
  'Auto-Submitted: auto-replied',
  'Auto-Submitted: auto-generated; owner-email="x@example.nl"',
  'Precedence: bulk',
  'Precedence: JUNK',
  'X-Auto-Response-Suppress: All',
  'X-Auto-Response-Suppress: OOF, AutoReply',
  'Return-Path: <>',
  'Content-Type: multipart/report; boundary=b',
  'From: MAILER-DAEMON@example.nl',
  'From: Noreply <no-reply@example.nl>',
  'X-Autoreply: yes',
])('a machine that says so is believed: %s', async (header) => {
  const { auto, reasons } = await machineOf(header)
  expect(auto).toBe(true)
  expect(reasons).toHaveLength(1)
})

test.each([
  'List-Id: <buurt.example.nl>',
  'Precedence: list',
  'Mailing-List: list x@example.nl',
  'List-Unsubscribe: <mailto:x@example.nl>',
])('mail by a list is known as such: %s', async (header) => expect((await machineOf(header)).list).toBe(true))

test.each([
  ['Automatisch antwoord: Losse tegel', 'Ik ben afwezig tot 12 mei.'],
  ['Afwezig: Losse tegel', 'Beste, ik ben op vakantie.'],
  ['Out of Office: Loose tile', 'I am currently on vacation.'],
  ['Automatische Antwort: Lose Platte', 'Ich bin bis zum 12. Mai im Urlaub.'],
  ['Réponse automatique : dalle', 'Je suis absent du bureau.'],
])(
  'the subject of an answering machine is weak alone, and enough with its words: %s',
  async (subject, text) => {
    expect(await machineOf(`Subject: ${subject}`, 'De tegel ligt nog los.')).toMatchObject({
      auto: false,
      reasons: ['weak: subject'],
    })
    expect(await machineOf(`Subject: ${subject}`, text)).toMatchObject({
      auto: true,
      reasons: ['weak: subject', 'weak: text'],
    })
  },
)

test('a person who writes about absence is a person', async () => {
  expect((await machineOf('Subject: Afwezigheidsregeling leerplicht', 'Ik wil iets vragen.')).auto).toBe(
    false,
  )
  expect(
    (await machineOf('Subject: Ophalen container', 'Ik ben op vakantie, wie zet hem buiten?')).auto,
  ).toBe(false)
})
