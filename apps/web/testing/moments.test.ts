import { randomBytes, randomUUID, randomUUIDv7 } from 'node:crypto'
import { expect, test } from 'vitest'
import { momentFinder, type Secrets } from './moments.ts'

const at = new Date('2026-02-14T03:17:21.345Z')
const from = Date.now()
const made = randomUUIDv7()
const kept = randomUUID()
const secrets: Secrets = {
  instants: [at],
  madeIn: [{ from, to: Date.now() }],
  ids: [kept],
  timeZone: 'Europe/Amsterdam',
}
const findMoments = momentFinder(secrets)
const packed = (text: string) => Buffer.from(text).toString('base64url')
const bytesOf = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex')

test.each([
  ['an id of that moment', `<a href="/x/${made}">`],
  ['one without dashes', made.replaceAll('-', '')],
  ['one in a cursor', `?after=${packed(JSON.stringify(['2026-02-14', made]))}`],
  ['one packed with a seal', Buffer.concat([bytesOf(made), randomBytes(16)]).toString('base64url')],
  ['an id that is known', `id="i-${kept}"`],
  ['an instant', '{"at":"2026-02-14T03:17:21.345Z"}'],
  ['an instant by the minute', '2026-02-14 03:17'],
  ['an instant as clocks showed it', '2026-02-14T04:17+01:00'],
  ['an instant in a cursor', packed(JSON.stringify(['2026-02-14T03:17:21.345Z', randomUUID()]))],
  ['milliseconds since 1970', `{"at":${at.getTime()}}`],
  ['seconds since 1970', `since: ${Math.floor(at.getTime() / 1000)}`],
  ['a time in words', '<p>14 februari 2026, 04:17 uur</p>'],
])('%s tells a moment', (_, text) => {
  expect(findMoments(text)).not.toEqual([])
})

test.each([
  ['the day', '<time datetime="2026-02-14">14 februari 2026</time>'],
  ['a random id', randomUUID()],
  ['an id of another moment', '01890a5d-ac96-774b-bcce-b302099a8057'],
  ['another instant', '2026-02-14T09:00:00.000Z'],
  ['a coordinate', '<circle cx="4.17" cy="3.17">'],
])('%s tells none', (_, text) => {
  expect(findMoments(text)).toEqual([])
})
