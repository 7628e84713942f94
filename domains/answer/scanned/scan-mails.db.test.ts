import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { MailReader } from '#platform/received-mail'
import { type ScanOutcome, scanPieces } from '#platform/scanner'
import { now } from '#stories'
import { hasClamd, listJobs, startClamd, virus } from '#testing'
import { receivedMail } from '../channels/forget-mail.ts'
import { keepPictures } from '../channels/keep-pictures.ts'
import { only, useMailDesk, writeMail } from '../channels/mail-desk.fixture.ts'
import { findMailOfEntries } from '../channels/mail-message.queries.ts'
import { understandMail } from '../channels/understand-mail.ts'
import { openMail, readMailPath, takeMailFile } from '../shown/open-mail.ts'
import { examineMailScans, findMailScan, scanMailAgain, scannedContent } from './mail-scan.store.ts'
import { verdictOn } from './mail-scan.ts'
import { scanMails } from './scan-mails.ts'

const desk = useMailDesk()
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

type Part = { type?: string; name?: string; bytes: string | Buffer }

/** Many parts, each in base64. */
function multipart(parts: Part[]): { more: string[]; body: string } {
  const boundary = `b${Math.random().toString(36).slice(2)}`
  const lines = parts.flatMap(({ type = 'application/octet-stream', name, bytes }) => [
    `--${boundary}`,
    `Content-Type: ${type}`,
    ...(name ? [`Content-Disposition: attachment; filename="${name}"`] : []),
    ...['Content-Transfer-Encoding: base64', '', Buffer.from(bytes).toString('base64')],
  ])
  const more = ['MIME-Version: 1.0', `Content-Type: multipart/mixed; boundary=${boundary}`]
  return { more, body: [...lines, `--${boundary}--`, ''].join('\r\n') }
}

const mailWith = (...parts: Part[]) =>
  writeMail(multipart([{ type: 'text/plain', bytes: 'Zie de bijlage.' }, ...parts]))
const forwarded = (...parts: Part[]): Part => ({
  type: 'message/rfc822',
  name: 'doorgestuurd.eml',
  bytes: mailWith(...parts),
})

const number = (size: 2 | 4, value: number) => {
  const bytes = Buffer.alloc(size)
  bytes.writeUIntLE(value, 0, size)
  return bytes
}
const attribute = (id: number, data: Buffer) =>
  Buffer.concat([Buffer.of(2), number(4, id), number(4, data.length), data, number(2, 0)])
/** A file as Outlook packs it. */
const packed = (name: string, text: string): Part => ({
  type: 'application/ms-tnef',
  name: 'winmail.dat',
  bytes: Buffer.concat([
    Buffer.from('789f3e220100', 'hex'),
    attribute(0x00069002, Buffer.alloc(14)),
    attribute(0x00018010, Buffer.from(`${name}\0`)),
    // Written backwards, so that the scanner finds it in the unpacked file alone.
    attribute(0x0006800f, Buffer.from(text)),
  ]),
})

/** Parts that were sent to the scanner. */
let looked: string[] = []
let isAway = false
/** A scanner that finds one word, where it stands by itself and not in base64. */
async function scan(pieces: AsyncIterable<Uint8Array>): Promise<ScanOutcome> {
  if (isAway) return { kind: 'away', why: 'it hung up' }
  const bytes = (await buffer(pieces)).toString('latin1')
  looked.push(bytes)
  if (bytes.length > 100_000) return { kind: 'too-large' }
  return /^kwaad/.test(bytes) ? { kind: 'found', name: 'Kwaad' } : { kind: 'clean' }
}

beforeEach(() => {
  looked = []
  isAway = false
})

/** Takes a mail in where there is a scanner. */
async function take(raw: Buffer) {
  const { ids } = await desk.store('info@voorbeeld.example', raw)
  const site = { ...desk.mailDesk().site, clamd: {} }
  await understandMail({ ...desk.mailDesk(), site })
  return { raw, rawId: only(ids), ...only(await desk.fatesOf(ids)) }
}

const turn = (minutes: number, how = scan) =>
  scanMails({ db: desk.database().db, reader: reader(), scan: how, clock: { now: () => later(minutes) } })
const reader = (): MailReader => desk.mailDesk().reader

async function verdicts(rawId: string, ...paths: string[]): Promise<string[]> {
  const found = await findMailScan(desk.database().db, rawId)
  return paths.map((path) => verdictOn(found, path).kind)
}

async function fileOf({ rawId, raw }: { rawId: string; raw: Buffer }, path: string) {
  const found = await findMailScan(desk.database().db, rawId)
  return takeMailFile(reader(), { raw, path: readMailPath(path) ?? [], now, scan: found })
}

describe('a mail with files, where there is a virus scanner', () => {
  test('is read at once, and its files are handed out when they were looked at', async () => {
    const mail = await take(mailWith({ name: 'plan.txt', bytes: 'het plan' }))
    const { db } = desk.database()
    const mails = await findMailOfEntries(db, mail.conversation ?? '')
    expect([...mails.values()][0]).toMatchObject({ scan: { state: 'waiting', isAway: false } })
    const opening = { rawId: mail.rawId, raw: mail.raw, path: [], now, quoted: '', pictureAt: () => '' }
    expect(await openMail(db, reader(), opening)).toMatchObject({
      text: expect.stringContaining('Zie de bijlage'),
    })
    expect(await fileOf(mail, '0')).toEqual({ kind: 'held' })
    expect((await listJobs(db)).map(({ task }) => task)).toContain('scan-mail')
    expect(await turn(1)).toBe(1)
    expect(await fileOf(mail, '0')).toMatchObject({ kind: 'file', bytes: expect.anything() })
    expect(await verdicts(mail.rawId, '', '0', '1')).toEqual(['clean', 'clean', 'unchecked'])
    expect(await turn(2)).toBe(0)
  })

  test('holds what has a virus, with all that it is in, and nothing else', async () => {
    const mail = await take(
      mailWith(
        { name: 'goed.txt', bytes: 'goed' },
        forwarded({ name: 'ook-goed.txt', bytes: 'ook goed' }, { name: 'fout.txt', bytes: 'kwaad' }),
      ),
    )
    await turn(1)
    expect(await verdicts(mail.rawId, '', '0', '1', '1.0', '1.1')).toEqual([
      ...['found', 'clean', 'found', 'clean', 'found'],
    ])
    expect((await fileOf(mail, '1.1')).kind).toBe('held')
    expect((await fileOf(mail, '1.0')).kind).toBe('file')
  })

  test('holds what Outlook packed, and the pack that it is in', async () => {
    const mail = await take(mailWith({ name: 'goed.txt', bytes: 'goed' }, packed('fout.txt', 'kwaad')))
    await turn(1)
    expect(await verdicts(mail.rawId, '0', '1', '2')).toEqual(['clean', 'found', 'found'])
  })

  test('has its pictures made after the scanner looked, and none of what has a virus', async () => {
    const red = { create: { width: 5, height: 5, channels: 3, background: '#f00' } } as const
    const picture = { type: 'image/png', name: 'a.png', bytes: await sharp(red).png().toBuffer() }
    const mail = await take(mailWith(picture, { ...picture, name: 'b.png', bytes: 'kwaad' }))
    const { db } = desk.database()
    const { rawId } = mail
    expect(await keepPictures(db, reader(), { rawId, now })).toBe(0)
    await turn(1)
    expect((await listJobs(db)).at(-1)).toMatchObject({ task: 'keep-pictures-of-mail', payload: { rawId } })
    expect(await keepPictures(db, reader(), { rawId, now })).toBe(1)
  })

  test('waits while the scanner is away, and is looked at before long', async () => {
    const mails = [await take(mailWith({ bytes: 'een' })), await take(mailWith({ bytes: 'twee' }))]
    isAway = true
    expect(await turn(10)).toBe(0)
    const scans = await Promise.all(mails.map(({ rawId }) => findMailScan(desk.database().db, rawId)))
    expect(scans.filter((one) => one?.state === 'waiting' && one.isAway)).toHaveLength(1)
    expect(await examineMailScans(desk.database().db)).toEqual({ waiting: 2, away: 1 })
    isAway = false
    expect(await turn(11)).toBe(2)
  })

  test('is looked at once more by who may read it, and the scanner may know better', async () => {
    const mail = await take(mailWith({ bytes: 'kwaad' }, { bytes: 'x'.repeat(200_000) }))
    await turn(20)
    expect(await verdicts(mail.rawId, '', '0', '1')).toEqual(['found', 'found', 'unchecked'])
    const reading = { accountId: await desk.hire('Ann'), today: '2026-03-02' }
    const again = () => desk.inTransaction((tx) => scanMailAgain(tx, mail.rawId, reading))
    expect(await again()).toEqual({ kind: 'asked', conversationId: mail.conversation })
    expect(await again()).toEqual({ kind: 'not-scanned' })
    await turn(21, async () => ({ kind: 'clean' }))
    expect(await verdicts(mail.rawId, '', '0', '1')).toEqual(['clean', 'clean', 'clean'])
  })

  test('that comes twice, or with a file that came before, is sent to the scanner in part', async () => {
    await take(mailWith({ bytes: 'hetzelfde logo' }, { bytes: 'hetzelfde logo' }))
    await turn(30)
    await take(mailWith({ bytes: 'hetzelfde logo' }))
    await turn(31)
    expect(looked.filter((bytes) => bytes === 'hetzelfde logo')).toHaveLength(1)
    expect(looked).toHaveLength(3)
    expect(await scannedContent.remove(desk.database().db, later(60 * 24 * 8))).toBeGreaterThan(2)
  })

  test('with more files than are looked at hands out no other', async () => {
    const mail = await take(mailWith(...Array.from({ length: 90 }, (_, n) => forwarded({ bytes: `${n}` }))))
    await turn(40)
    const [first, , , last] = await verdicts(mail.rawId, '0', '89', '0.0', '89.0.0')
    expect([first, last]).toEqual(['clean', 'unchecked'])
    expect(looked.length).toBeLessThanOrEqual(200)
  })
})

test('a mail that nobody could read is looked at as it came', async () => {
  const mail = await take(
    Buffer.from(`kwaad: x\nContent-Type: multipart/mixed; boundary=b\n\n${'--b\n\nx\n'.repeat(2000)}`),
  )
  expect(mail.state).toBe('held')
  await turn(50)
  expect(await verdicts(mail.rawId, '')).toEqual(['found'])
})

test('without a scanner mail is as it was', async () => {
  const { id } = only(await desk.take(mailWith({ bytes: 'kwaad' })))
  expect(await findMailScan(desk.database().db, id)).toBeUndefined()
  expect(await turn(60)).toBe(0)
})

test('what the scanner said goes with the mail', async () => {
  const mail = await take(mailWith({ bytes: 'gaat weg' }))
  await turn(70)
  const { db } = desk.database()
  await db
    .updateTable('received_raw')
    .set({ state: 'held', reason: 'broken', conversation_id: null, seq: null })
    .where('id', '=', mail.rawId)
    .execute()
  await receivedMail.remove(db, later(60 * 24 * 400))
  expect(await findMailScan(db, mail.rawId)).toBeUndefined()
})

describe.skipIf(!hasClamd)('a real clamd', () => {
  let clamd: Awaited<ReturnType<typeof startClamd>>
  beforeAll(async () => {
    clamd = await startClamd()
  }, 40_000)
  afterAll(() => clamd.stop())

  test('finds a virus in a file, in a forwarded mail, in what Outlook packed, and in the mail as it came', async () => {
    const mail = await take(
      mailWith(
        { name: 'goed.txt', bytes: 'goed' },
        { name: 'fout.txt', bytes: virus },
        forwarded({ bytes: virus }),
        packed('fout.txt', virus),
      ),
    )
    await turn(80, (pieces) => scanPieces(clamd.address, pieces))
    expect(await verdicts(mail.rawId, '', '0', '1', '2', '2.0', '3', '4')).toEqual([
      ...['found', 'clean', 'found', 'found', 'found', 'found', 'found'],
    ])
    expect(verdictOn(await findMailScan(desk.database().db, mail.rawId), '1')).toEqual({
      kind: 'found',
      name: 'Weerklank.Test.UNOFFICIAL',
    })
  })
})
