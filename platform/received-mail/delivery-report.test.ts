import { expect, test } from 'vitest'
import { readMail } from './read-mail.ts'

async function reportOf(source: string) {
  const outcome = await readMail(Buffer.from(source), new Date())
  if (outcome.kind !== 'read') throw new Error(outcome.reason)
  return outcome.mail
}

const part = (type: string, body: string) => `--b\nContent-Type: ${type}\n\n${body}\n`
const report = (status: string, returned = 'Message-ID: <ons@gemeente.example>\n\nHallo') =>
  `From: Mail <MAILER-DAEMON@example.nl>\nContent-Type: multipart/report; boundary=b\n\n${part('text/plain', 'Niet bezorgd.')}${part('message/delivery-status', status)}${part('message/rfc822', returned)}--b--\n`

const failed = (address: string, status: string, code: string) =>
  `Final-Recipient: rfc822; ${address}\nAction: failed\nStatus: ${status}\nDiagnostic-Code: smtp; ${code}\n`

test('a report says what became of each recipient, and of which mail', async () => {
  const status = [
    'Reporting-MTA: dns; mx.example.nl\n',
    failed('weg@example.nl', '5.1.1', '550 5.1.1 User unknown'),
    failed('vol@example.nl', '5.2.2', '552 5.2.2 Mailbox full'),
    'Final-Recipient: rfc822; later@example.nl\nAction: delayed\nStatus: 4.4.1\n',
    'Final-Recipient: rfc822; goed@example.nl\nAction: relayed\nStatus: 2.1.5\n',
  ].join('\n')
  const { report: found, machine } = await reportOf(report(status))
  expect(found).toMatchObject({ kind: 'delivery', about: 'ons@gemeente.example' })
  expect(found?.recipients.map(({ recipient, state, status: code }) => [recipient, state, code])).toEqual([
    ['weg@example.nl', 'hard', '5.1.1'],
    ['vol@example.nl', 'soft', '5.2.2'],
    ['later@example.nl', 'soft', '4.4.1'],
    ['goed@example.nl', 'none', '2.1.5'],
  ])
  expect(machine).toMatchObject({ auto: true, bounce: true })
})

test.each([
  ['5.7.1', '550 5.7.1 blacklisted', 'soft'],
  ['5.4.4', '550 Host not found', 'hard'],
  ['5.1.0', '550 5.1.0 Address rejected.', 'hard'],
  ['4.2.1', '450 user unknown, try again', 'soft'],
  ['5.0.0', '554 Refused by policy', 'soft'],
])('status %s with "%s" is %s', async (status, code, state) => {
  expect((await reportOf(report(failed('x@example.nl', status, code)))).report?.recipients[0]?.state).toBe(
    state,
  )
})

test('a complaint says nothing against the address of who complains', async () => {
  const feedback = part('message/feedback-report', 'Feedback-Type: abuse\nOriginal-Rcpt-To: zoe@example.nl\n')
  const source = `Content-Type: multipart/report; boundary=b\n\n${feedback}${part('text/rfc822-headers', 'Message-ID: <ons@gemeente.example>\n')}--b--\n`
  expect((await reportOf(source)).report).toEqual({
    kind: 'complaint',
    about: 'ons@gemeente.example',
    recipients: [{ recipient: 'zoe@example.nl', state: 'none', status: null, diagnosis: 'abuse' }],
  })
})

test('a bounce in words is read as well', async () => {
  const source =
    'Return-Path: <>\nFrom: Mail Delivery Subsystem <postmaster@example.nl>\nTo: balie@gemeente.example\nSubject: Undeliverable: antwoord\n\nYour message could not be delivered.\n\n<weg@example.nl>: 550 no such user\n\n--- Original message follows\nMessage-ID: <ons@gemeente.example>\n'
  expect((await reportOf(source)).report).toMatchObject({
    about: 'ons@gemeente.example',
    recipients: [{ recipient: 'weg@example.nl', state: 'hard' }],
  })
})

test('a person who writes about mail that did not arrive sends no bounce', async () => {
  const source =
    'From: Zoë <zoe@example.nl>\nSubject: Mail komt niet aan\n\nMijn mail naar jan@example.nl was not delivered, hoe kan dat?\n'
  expect((await reportOf(source)).report).toBeNull()
})

test('a hostile report ends in time', async () => {
  const status = `${'Final-Recipient: rfc822; a@example.nl\nAction: failed\n\n'.repeat(20_000)}${'x'.repeat(100_000)}`
  const begun = performance.now()
  expect((await reportOf(report(status))).report?.recipients.length).toBeLessThanOrEqual(1000)
  expect(performance.now() - begun).toBeLessThan(5000)
})
