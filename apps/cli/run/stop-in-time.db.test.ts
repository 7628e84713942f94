import { createServer } from 'node:net'
import { beforeAll, expect, it, onTestFinished } from 'vitest'
import { queueMail } from '#platform/mail'
import { foundTown } from '#stories'
import { listenOnLoopback, useTestDatabase } from '#testing'
import { buildProgram, startProgram } from './program-under-test.ts'

const database = useTestDatabase()
beforeAll(buildProgram)
beforeAll(() => foundTown(database().db))

/** A mail server that accepts connections and says nothing. */
async function startSilentServer() {
  let met = 0
  const server = createServer((socket) => {
    met += 1
    socket.on('error', () => undefined)
  })
  const port = await listenOnLoopback(server)
  onTestFinished(() => void server.close())
  return { url: `smtp://127.0.0.1:${port}`, met: () => met }
}

it.each(['worker', 'start'])(
  '%s ends in time though its mail server says nothing, and the mail waits',
  async (command) => {
    const { db, url } = database()
    const server = await startSilentServer()
    const now = new Date()
    await db.transaction().execute(async (tx) => {
      const mail = { to: 'wie@voorbeeld.example', subject: 'S', text: 'T' }
      for (let one = 0; one < 5; one++) await queueMail(tx, mail, { domain: 'praat.example', now })
    })
    const running = await startProgram([command], {
      PORT: '0',
      DATABASE_URL: url,
      WEERKLANK_SECRET: 'a secret of the tests, long enough',
      SMTP_URL: server.url,
    })
    await expect.poll(server.met, { timeout: 10_000 }).toBeGreaterThan(2)
    const began = performance.now()
    expect((await running.stop()).code).toBe(0)
    expect(performance.now() - began).toBeLessThan(12_000)
    const waiting = await db.selectFrom('outgoing_mail').select('id').where('state', '=', 'waiting').execute()
    expect(waiting.length).toBeGreaterThanOrEqual(5)
  },
)
