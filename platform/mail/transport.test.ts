import { createServer, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { listenOnLoopback } from '#testing'
import { createSmtpTransport, type MailTransport } from './index.ts'

const PATIENCE = { greeting: 200, silence: 300, whole: 600 }
const DRIP_MS = 50
const message = { messageId: '<1@praat.example>', to: 'wie@voorbeeld.example', subject: 'S', text: 'T' }

/** A server on loopback that does with each connection what the test says, and counts those that are open. */
async function startServer(meet: (socket: Socket) => void) {
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => open.delete(socket))
    meet(socket)
  })
  const port = await listenOnLoopback(server)
  onTestFinished(() => {
    for (const socket of open) socket.destroy()
    server.close()
  })
  return { url: `smtp://127.0.0.1:${port}`, open }
}

/** Speaks SMTP up to some line, and then says nothing any more. */
function silentFrom(what: RegExp): (socket: Socket) => void {
  return (socket) => {
    socket.write('220 mail.example\r\n')
    let isSilent = false
    socket.on('data', (chunk) => {
      const line = chunk.toString()
      isSilent ||= what.test(line)
      if (!isSilent) socket.write(line.startsWith('DATA') ? '354 go on\r\n' : '250 ok\r\n')
    })
  }
}

/** Begins an answer and never ends it. */
function drip(socket: Socket): void {
  socket.write('220 mail.example\r\n')
  socket.once('data', () => {
    const dripping = setInterval(() => socket.write('250-more\r\n'), DRIP_MS)
    socket.on('close', () => clearInterval(dripping))
  })
}

async function send(transport: MailTransport, signal?: AbortSignal) {
  const began = performance.now()
  const error: unknown = await transport.send({ ...message, headers: {} }, signal).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  return { error, took: performance.now() - began }
}

test.each([
  ['says nothing', () => undefined],
  ['greets and says nothing', silentFrom(/^EHLO/)],
  ['hangs at the recipient', silentFrom(/^RCPT/)],
  ['hangs before the message', silentFrom(/^DATA/)],
  ['hangs after the message', silentFrom(/^(?!EHLO|MAIL|RCPT|DATA)/)],
  ['drips an answer without end', drip],
])('a server that %s is left in time, and its connection closed', async (_name, meet) => {
  const server = await startServer(meet)
  const transport = createSmtpTransport(server.url, 'praat@voorbeeld.example', PATIENCE)
  const { error, took } = await send(transport)
  expect(error).toBeInstanceOf(Error)
  expect(took).toBeLessThan(1500)
  await expect.poll(() => server.open.size, { timeout: 3000 }).toBe(0)
})

test('what is being sent is broken off when it is asked for, and when the transport closes', async () => {
  const server = await startServer(() => undefined)
  const patient = { greeting: 20_000, silence: 20_000, whole: 20_000 }
  const asked = createSmtpTransport(server.url, 'praat@voorbeeld.example', patient)
  expect((await send(asked, AbortSignal.timeout(100))).took).toBeLessThan(1500)
  const sending = send(asked)
  await sleep(100)
  asked.close()
  expect((await sending).took).toBeLessThan(1500)
  await expect.poll(() => server.open.size, { timeout: 3000 }).toBe(0)
})
