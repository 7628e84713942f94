import { once } from 'node:events'
import { connect } from 'node:net'
import { createTransport } from 'nodemailer'
import { expect, onTestFinished, test } from 'vitest'
import { silentLog } from '#platform/log'
import { findFreePort } from '#testing'
import { type DeliveredMail, type LmtpOptions, startLmtp } from './lmtp.ts'

async function listen(more: Partial<LmtpOptions> = {}) {
  const taken: DeliveredMail[] = []
  const lmtp = startLmtp({
    ...{ host: '127.0.0.1', port: await findFreePort(), log: silentLog, retryMs: 50 },
    accepts: (address) => address.endsWith('@voorbeeld.example'),
    take: async (mail) => void taken.push(mail),
    ...more,
  })
  onTestFinished(() => lmtp.stop())
  await expect.poll(() => lmtp.port()).toBeDefined()
  const port = lmtp.port() ?? 0
  const transport = createTransport({ host: '127.0.0.1', port, lmtp: true, ignoreTLS: true })
  const deliver = async (to: string[], raw: string | Buffer, from = 'zoe@elders.example') => {
    const { rejectedErrors = [] } = await transport.sendMail({ envelope: { from, to }, raw })
    return rejectedErrors.map((error) => 'responseCode' in error && error.responseCode)
  }
  return { taken, deliver, lmtp, port }
}

/** What is answered to these lines, each said when the last was answered. */
async function converse(port: number, lines: string[]): Promise<string[]> {
  const socket = connect(port, '127.0.0.1')
  const replies: string[] = []
  for (const line of ['', ...lines]) {
    if (line) socket.write(`${line}\r\n`)
    const [chunk] = await Promise.race([once(socket, 'data'), once(socket, 'close')])
    if (!Buffer.isBuffer(chunk)) break
    replies.push(chunk.toString())
  }
  socket.destroy()
  return replies
}

test('a mail is stored as it came, with its sender and all who are to get it', async () => {
  const { taken, deliver } = await listen()
  const raw = 'Subject: Tegel\r\n\r\n.Punt aan het begin\r\n..en twee\r\n'
  await deliver(['info@voorbeeld.example', 'antwoord+abc@voorbeeld.example'], raw)
  await deliver(['info@voorbeeld.example'], Buffer.from([0x41, 0x0d, 0x0a, 0xff, 0x00, 0x0d, 0x0a]), '')
  expect(taken.map(({ raw: bytes, ...envelope }) => [bytes.toString('latin1'), envelope])).toEqual([
    [raw, { from: 'zoe@elders.example', to: ['info@voorbeeld.example', 'antwoord+abc@voorbeeld.example'] }],
    ['A\r\n\u00ff\u0000\r\n', { from: '', to: ['info@voorbeeld.example'] }],
  ])
})

test('each recipient is answered for: one we do not take is refused for good, the others get the mail', async () => {
  const { taken, port } = await listen()
  const replies = await converse(port, [
    'LHLO mx.voorbeeld.example',
    'MAIL FROM:<>',
    'RCPT TO:<info@voorbeeld.example>',
    'RCPT TO:<wie@elders.example>',
    'RCPT TO:<balie@voorbeeld.example>',
    'DATA',
    'Subject: x\r\n\r\nx\r\n.',
  ])
  expect(replies[4]).toMatch(/^550 5\.1\.1/)
  expect(replies[7]).toMatch(/^250 [^\r]*\r\n250 [^\r]*\r\n$/)
  expect(taken).toMatchObject([{ from: '', to: ['info@voorbeeld.example', 'balie@voorbeeld.example'] }])
})

test('what cannot be stored now is answered with a 451, for each who was to get it', async () => {
  const { port } = await listen({ take: () => Promise.reject(new Error('no database')) })
  const replies = await converse(port, [
    'LHLO mx',
    'MAIL FROM:<zoe@elders.example>',
    'RCPT TO:<info@voorbeeld.example>',
    'RCPT TO:<balie@voorbeeld.example>',
    'DATA',
    'Subject: x\r\n\r\nx\r\n.',
  ])
  expect(replies.at(-1)).toMatch(/^451 4\.3\.0 [^\r]*\r\n451 4\.3\.0 [^\r]*\r\n$/)
})

test('a database that says nothing keeps no mail server waiting for good', async () => {
  const { deliver } = await listen({ take: () => new Promise(() => {}), takeWithinMs: 100 })
  expect(await deliver(['info@voorbeeld.example'], 'Subject: x\r\n\r\nx')).toEqual([451])
})

test('a mail beyond all limits is refused for good, and the next one is taken', async () => {
  const { taken, port, deliver } = await listen()
  const replies = await converse(port, ['LHLO mx', 'MAIL FROM:<zoe@elders.example> SIZE=64000001'])
  expect(replies.at(-1)).toMatch(/^552 /)
  const large = Buffer.concat([Buffer.from('a\r\n\r\n'), Buffer.alloc(64_000_001, 'x')])
  expect(await deliver(['info@voorbeeld.example'], large)).toEqual([552])
  await deliver(['info@voorbeeld.example'], 'Subject: klein\r\n\r\nx')
  expect(taken).toHaveLength(1)
})

test('a client that says nonsense, or leaves in the middle of a mail, changes nothing for the next', async () => {
  const { taken, port, deliver } = await listen()
  await converse(port, ['GET / HTTP/1.1', 'LHLO x'])
  await converse(port, ['EHLO x', 'LHLO x', 'MAIL FROM:<a@b.example>', 'RCPT TO:<>', 'DATA'])
  const halfway = ['LHLO x', 'MAIL FROM:<>', 'RCPT TO:<info@voorbeeld.example>', 'DATA']
  expect((await converse(port, halfway)).at(-1)).toMatch(/^354/)
  const socket = connect(port, '127.0.0.1')
  socket.resume()
  socket.end(`${halfway.join('\r\n')}\r\nSubject: half\r\n\r\nHalf\r\n`)
  await once(socket, 'close')
  await deliver(['info@voorbeeld.example'], 'Subject: x\r\n\r\nx')
  expect(taken).toHaveLength(1)
})

test('of two processes one listens, and the other as soon as that is gone', async () => {
  const first = await listen()
  const second = startLmtp({
    ...{ host: '127.0.0.1', port: first.port, log: silentLog, retryMs: 50 },
    ...{ accepts: () => true, take: async () => undefined },
  })
  onTestFinished(() => second.stop())
  await new Promise((resolve) => setTimeout(resolve, 120))
  expect(second.port()).toBeUndefined()
  await first.lmtp.stop()
  await expect.poll(() => second.port()).toBe(first.port)
})
