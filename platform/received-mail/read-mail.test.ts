import { expect, test } from 'vitest'
import { mailLimits, readMail } from './read-mail.ts'
import type { ReceivedMail } from './received-mail.ts'

const now = new Date('2026-05-04T10:00:00Z')

async function read(source: string | Buffer): Promise<ReceivedMail> {
  const outcome = await readMail(Buffer.from(source as string), now)
  if (outcome.kind !== 'read') throw new Error(`held: ${outcome.reason}`)
  return outcome.mail
}

const latin = (source: string) => Buffer.from(source, 'latin1')

const question = [
  'Message-ID: <vraag@example.nl>',
  'In-Reply-To: <een@example.nl>',
  'In-Reply-To: <twee@example.nl>',
  'References: <nul@example.nl>',
  '\t<een@example.nl>',
  'From: =?utf-8?Q?Zo=C3=AB_de_Vries?= <zoe@example.nl>',
  'To: "Gemeente, balie" <balie@example.nl>, team: a@example.nl, b@example.nl;',
  'Subject: =?iso-8859-1?Q?Scheve_stoeptegel_caf=E9?=',
  'Date: ma, 4 mei 2026 11:00 +0200',
  '',
  'De tegel ligt los.',
  '',
].join('\r\n')

test('the header and text of a mail are read as their writer meant them', async () => {
  expect(await read(question)).toMatchObject({
    messageId: 'vraag@example.nl',
    inReplyTo: ['een@example.nl', 'twee@example.nl'],
    references: ['nul@example.nl', 'een@example.nl'],
    from: [{ name: 'Zoë de Vries', address: 'zoe@example.nl' }],
    to: [
      { name: 'Gemeente, balie', address: 'balie@example.nl' },
      { name: '', address: 'a@example.nl' },
      { name: '', address: 'b@example.nl' },
    ],
    subject: 'Scheve stoeptegel café',
    date: new Date('2026-05-04T09:00:00Z'),
    text: 'De tegel ligt los.\n',
    html: null,
    warnings: [],
  })
})

test('an answer to a message that is told in a sentence names no id; ids without brackets are ids', async () => {
  const inReplyTo = async (value: string) => (await read(`In-Reply-To: ${value}\n\nHoi`)).inReplyTo
  expect(await inReplyTo(`lijst@example.nl's message of "Tue, 17 Sep 2002 15:20:49 +0100"`)).toEqual([])
  expect(await inReplyTo('zoe@example.nl vroeg op 4 mei')).toEqual([])
  expect(await inReplyTo('een@example.nl, twee@example.nl')).toEqual(['een@example.nl', 'twee@example.nl'])
})

test('a mail without anything is read, and says what is missing', async () => {
  for (const source of ['', '\n', '\r\n\r\n', '\0', '\ufeff', ':', '--', 'From '.repeat(3)])
    expect((await read(source)).warnings).toContain('no-sender')
})

test('a mail without a header is all text', async () => {
  expect((await read('Goedemiddag,\nde lamp is stuk.\n')).text).toBe('Goedemiddag,\nde lamp is stuk.\n')
})

test('line ends of old systems, and the line of a mailbox file, are no part of it', async () => {
  const old = await read(
    `From zoe@example.nl Mon May  4 11:00:00 2026\n${question.replaceAll('\r\n', '\n')}`.replaceAll(
      '\n',
      '\r',
    ),
  )
  expect(old).toMatchObject({
    messageId: 'vraag@example.nl',
    text: 'De tegel ligt los.\n',
    warnings: ['line-ends-mended'],
  })
})

test('text in a code page that it does not name is read by that of Western Europe', async () => {
  const mail = await read(
    latin('Subject: Caf\xe9\nContent-Type: text/plain; charset=utf-8; format=flowed\n\nTe\xebr \x80 5'),
  )
  expect(mail).toMatchObject({ subject: 'Café', text: 'Teër € 5\n' })
  expect(mail.warnings).toContain('characters-guessed')
})

test('text in UTF-8 that lost a byte stays UTF-8', async () => {
  const lost = Buffer.concat([
    Buffer.from('Subject: x\n\nGroeten uit Curaçao, coördinatie, Zoë '),
    Buffer.from([0xc3]),
  ])
  expect((await read(lost)).text).toContain('Curaçao, coördinatie, Zoë')
})

test('a header in Cyrillic bytes is read by the character set of the mail', async () => {
  const mail = await read(
    Buffer.concat([
      Buffer.from('Subject: '),
      Buffer.from([0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4]),
      Buffer.from('\nContent-Type: text/plain; charset=koi8-r\n\nx'),
    ]),
  )
  expect(mail.subject).toBe('Привет')
})

test('a boundary at which nothing begins loses no text', async () => {
  const named = (body: string) => `Content-Type: multipart/mixed; boundary="een"\n\n${body}`
  const other = await read(named('--twee\nContent-Type: text/plain\n\nHallo\n--twee--\n'))
  expect(other).toMatchObject({ text: 'Hallo\n', html: null })
  expect(other.warnings).toContain('boundary-missing')
  expect((await read(named('Zomaar tekst'))).text).toBe('Zomaar tekst\n')
  expect((await read(named('<html><p>Hoi</p></html>'))).html).toContain('<p>Hoi</p>')
})

test('what is within a message that came along is not the text of the sender', async () => {
  const mail = await read(
    'Content-Type: multipart/mixed; boundary=b\n\n--b\n\nZie bijlage\n--b\nContent-Type: message/rfc822\n\nSubject: Anders\n\nTekst van een ander\n--b--\n',
  )
  expect(mail.text).toBe('Zie bijlage\n')
  expect(mail.attachments).toMatchObject([{ type: 'message/rfc822' }])
})

test('names of files are decoded, and lose folders and characters that turn them around', async () => {
  const part = (disposition: string) =>
    `Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Disposition: attachment; ${disposition}\n\nx\n--b--\n`
  const name = async (disposition: string) => (await read(part(disposition))).attachments[0]?.name
  expect(await name("filename*0*=utf-8''caf%C3%A9%20; filename*1*=menu.pdf")).toBe('café menu.pdf')
  expect(await name('filename="=?utf-8?B?Y2Fmw6kucGRm?="')).toBe('café.pdf')
  expect(await name('filename="../../etc/passwd"')).toBe('passwd')
  expect(await name('filename="C:\\\\map\\\\a.txt"')).toBe('a.txt')
  expect(await name('filename="rekening\u202efdp.exe"')).toBe('rekeningfdp.exe')
})

test('a file that is uuencoded in the text is an attachment', async () => {
  const mail = await read('Subject: foto\n\nZie hier:\nbegin 644 kat.txt\n#0V%T\n`\nend\nGroet\n')
  expect(mail.text).toBe('Zie hier:\nGroet\n')
  expect(mail.attachments[0]).toMatchObject({ name: 'kat.txt', content: Buffer.from('Cat') })
  expect((await read('Subject: x\n\nbegin 644 of zo\nen verder niets\n')).text).toContain('begin 644 of zo')
})

test('a part of very many lines is read as others are, to the byte', async () => {
  const lines = 'Zoë, 3\n'.repeat(20_000)
  expect((await read(`Subject: x\n\n${lines}`)).text).toBe(lines)
  const mail = await read(
    `Content-Type: multipart/mixed; boundary=b\n\n${lines}--b\n\nHallo\n--b\nContent-Type: text/csv; name=a.csv\n\n${lines}\n--b--\n`,
  )
  expect(mail.text).toBe('Hallo\n')
  expect(Buffer.from(mail.attachments[0]?.content ?? []).toString()).toBe(lines)
})

test('a date in the future is said to be so', async () => {
  expect((await read('Date: Fri, 1 Jan 2038 00:00:00 +0000\n\nx')).warnings).toContain('date-in-future')
})

const bombs: readonly (readonly [string, () => string, string])[] = [
  [
    'parts',
    () => `Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\nx\n'.repeat(2000)}--b--`,
    'too-many-parts',
  ],
  [
    'depth',
    () =>
      Array.from(
        { length: 300 },
        (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`,
      ).join(''),
    'too-deep',
  ],
  ['size', () => `Subject: x\n\n${'x'.repeat(mailLimits.bytes)}`, 'too-large'],
  ['header', () => `Subject: ${'x'.repeat(mailLimits.headerBytes)}\n\nx`, 'too-large'],
]
test.each(bombs)('a mail beyond the limit is held, with its reason: %s', async (_name, source, reason) => {
  expect(await readMail(Buffer.from(source()), now)).toEqual({ kind: 'held', reason })
})
