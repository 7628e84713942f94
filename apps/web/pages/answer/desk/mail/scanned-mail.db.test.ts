import { buffer } from 'node:stream/consumers'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openChannel, receiveMail, scanMails, understandMail } from '#domains/answer'
import type { ScanOutcome } from '#platform/scanner'
import { useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()
let ann: Visitor & { accountId: string }
beforeAll(async () => {
  ann = await site().signInAs('responder', 'Ann Visser')
})
beforeEach(() => {
  site().services.config.clamd = { path: '/nowhere' }
})

let written = 0

/** A mail with a text and files of these contents: bijlage-0.txt and so on. */
function mailOf(...files: string[]): string {
  const part = (head: string, text: string) =>
    ['--b', head, 'Content-Transfer-Encoding: base64', '', Buffer.from(text).toString('base64')].join('\n')
  return [
    `Message-ID: <scan-${++written}@elders.example>`,
    ...['From: Kees <kees@elders.example>', 'To: info@voorbeeld.example', `Subject: Boom ${written}`],
    ...['Content-Type: multipart/mixed; boundary=b', ''],
    part('Content-Type: text/plain', 'De boom staat scheef.'),
    ...files.map((text, n) => part(`Content-Disposition: attachment; filename="bijlage-${n}.txt"`, text)),
    '--b--',
  ].join('\n')
}

async function take(source: string): Promise<{ rawId: string; inbox: string; shown: string }> {
  const { db, now, services } = site()
  const [rawId = ''] = await db.transaction().execute(async (tx) => {
    const { id: channelId } = await openChannel(tx, { name: 'info@voorbeeld.example', now })
    return (await receiveMail(tx, { channelId, mails: [{ raw: Buffer.from(source) }], now })).ids
  })
  const { mailReader: reader, config, clock } = services
  const mayMail = async () => false
  await understandMail({ db, reader, site: config, clock, mayMail, onFault: () => undefined })
  const { conversation_id } = await db
    .selectFrom('received_raw')
    .select('conversation_id')
    .where('id', '=', rawId)
    .executeTakeFirstOrThrow()
  return { rawId, inbox: `/nl/desk/inbox/${conversation_id}`, shown: `/nl/desk/mail/${rawId}/shown` }
}

let turns = 0

/** A scanner that finds one word; `away` when it is not there. */
async function scan(state: 'here' | 'away' = 'here'): Promise<void> {
  const { db, now, services } = site()
  turns++
  await scanMails({
    ...{ db, reader: services.mailReader },
    clock: { now: () => new Date(now.getTime() + turns * 60_000) },
    scan: async (pieces): Promise<ScanOutcome> => {
      if (state === 'away') return { kind: 'away', why: 'it hung up' }
      const text = (await buffer(pieces)).toString()
      if (text.length > 5000) return { kind: 'too-large' }
      return text.startsWith('kwaad') ? { kind: 'found', name: 'Win.Test<1>' } : { kind: 'clean' }
    },
  })
}

const textOf = async (path: string) => (await site().get(path, ann)).text()
const get = (path: string) => site().get(path, ann)

describe('what came along with a mail', () => {
  test('is being checked, while the words can be read', async () => {
    const { rawId, inbox, shown } = await take(mailOf('het plan'))
    for (const path of [inbox, shown]) {
      const page = await textOf(path)
      expect(page).toContain('De boom staat scheef.')
      expect(page).toContain('bijlage-0.txt (tekst, 1 kB): wordt nog gecontroleerd op virussen.')
      expect(page).toContain('Originele mail (.eml): wordt nog gecontroleerd op virussen.')
      expect(page).not.toMatch(new RegExp(`href="[^"]*/mail/${rawId}/(file|original)`))
    }
    for (const way of ['file/0', 'original'])
      expect((await get(`/nl/desk/mail/${rawId}/${way}`)).headers.get('location')).toBe(shown)
    await scan('away')
    expect(await textOf(inbox)).toContain('De virusscanner antwoordt niet.')
    await scan()
    expect(await textOf(inbox)).toContain(`href="/nl/desk/mail/${rawId}/file/0"`)
    expect(await (await get(`/nl/desk/mail/${rawId}/file/0`)).text()).toBe('het plan')
    expect((await get(`/nl/desk/mail/${rawId}/original`)).headers.get('content-type')).toBe('message/rfc822')
  })

  test('and has a virus is named and not handed out, nor is the mail that it is in', async () => {
    const { rawId, inbox, shown } = await take(mailOf('het plan', 'kwaad'))
    await scan()
    const page = await textOf(inbox)
    expect(page).toContain('bijlage-1.txt (tekst, 1 kB): hierin zit een virus (Win.Test&lt;1&gt;).')
    expect(page).toContain('Originele mail (.eml): hierin zit een virus')
    expect(page).toContain(`<a href="${shown}">Bekijk wat er met de bijlagen is</a>`)
    expect((await get(`/nl/desk/mail/${rawId}/file/0`)).status).toBe(200)
    for (const way of ['file/1', 'original'])
      expect((await get(`/nl/desk/mail/${rawId}/${way}`)).headers.get('location')).toBe(shown)
  })

  test('and could not be checked can be checked again', async () => {
    const { rawId, inbox, shown } = await take(mailOf('x'.repeat(6000)))
    await scan()
    expect(await textOf(inbox)).toContain('konden wij niet controleren op virussen.')
    expect(await textOf(shown)).toContain('Controleer opnieuw')
    const path = `/nl/desk/mail/${rawId}/scan`
    expect((await site().post(path, {})).headers.get('location')).toContain('sign-in')
    const asked = await site().post(path, {}, ann)
    expect(asked.headers.get('location')).toBe(`${shown}?done=asked`)
    const page = await textOf(`${shown}?done=asked`)
    expect(page).toContain('Wij controleren de mail opnieuw')
    expect(page).toContain('wordt nog gecontroleerd')
    expect(page).not.toContain('Controleer opnieuw')
    // Twice at once asks once.
    expect((await site().post(path, {}, ann)).status).toBe(404)
    expect((await site().post('/nl/desk/mail/x/scan', {}, ann)).status).toBe(404)
  })
})

test('a mail that nobody could read is held on its page too', async () => {
  const { rawId } = await take(
    `kwaad: x\nContent-Type: multipart/mixed; boundary=b\n\n${'--b\n\nx\n'.repeat(2000)}`,
  )
  expect(await textOf('/nl/desk/mail')).toContain('Originele mail (.eml): wordt nog gecontroleerd')
  await scan()
  const page = await textOf('/nl/desk/mail')
  expect(page).toContain('Originele mail (.eml): konden wij niet controleren op virussen.')
  expect((await get(`/nl/desk/mail/${rawId}/original`)).headers.get('location')).toBe('/nl/desk/mail')
  const asked = await site().post(`/nl/desk/mail/${rawId}/scan`, {}, ann)
  expect(asked.headers.get('location')).toBe('/nl/desk/mail?done=asked')
  expect(await textOf('/nl/desk/mail?done=asked')).toContain('Wij controleren de mail opnieuw')
})

test('without a scanner everything is handed out as it was', async () => {
  site().services.config.clamd = undefined
  const { rawId, inbox } = await take(mailOf('kwaad'))
  expect(await textOf(inbox)).not.toContain('virus')
  expect((await get(`/nl/desk/mail/${rawId}/file/0`)).status).toBe(200)
  expect((await site().post(`/nl/desk/mail/${rawId}/scan`, {}, ann)).status).toBe(404)
})
