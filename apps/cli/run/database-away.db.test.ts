import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, expect, it, onTestFinished } from 'vitest'
import { queueMail } from '#platform/mail'
import { foundTown } from '#stories'
import { findFreePort, startGate, startMailbox, useTestDatabase } from '#testing'
import { buildProgram, end, spawnProgram, startProgram } from './program-under-test.ts'

const database = useTestDatabase()
beforeAll(buildProgram)
beforeAll(() => foundTown(database().db))

const AWAY_MS = 4000

it.each(['worker', 'start'])(
  '%s outlives a database that goes away during its work, and goes on by itself',
  async (command) => {
    const { db, url } = database()
    const gate = await startGate(url)
    onTestFinished(() => gate.shut())
    const mailbox = await startMailbox()
    onTestFinished(() => mailbox.stop())
    const send = (to: string) =>
      db
        .transaction()
        .execute((tx) =>
          queueMail(tx, { to, subject: 'S', text: 'T' }, { domain: 'praat.example', now: new Date() }),
        )
    const running = await startProgram([command], {
      PORT: '0',
      DATABASE_URL: gate.url,
      WEERKLANK_SECRET: 'a secret of the tests, long enough',
      SMTP_URL: mailbox.url,
    })
    for (let one = 0; one < 50; one++) await send(`a${one}@voorbeeld.example`)
    await gate.shut()
    await sleep(AWAY_MS)
    await gate.open()
    const to = `${command}@voorbeeld.example`
    await send(to)
    await expect
      .poll(() => mailbox.received.map((mail) => mail.envelopeTo[0]), { timeout: 20_000 })
      .toContain(to)
    await expect.poll(running.errors, { timeout: 30_000 }).toContain('jobs are done again')
    const { code, stderr } = await running.stop()
    expect(code).toBe(0)
    expect(stderr.match(/jobs are not done now/g)).toHaveLength(1)
    expect(stderr.match(/jobs are done again/g)).toHaveLength(1)
  },
)

it.each(['start', 'serve'])(
  '%s waits for a database that is not there yet, and says so on its pages',
  async (command) => {
    const gate = await startGate(database().url)
    onTestFinished(() => gate.shut())
    await gate.shut()
    const port = await findFreePort()
    const starting = startProgram([command], {
      PORT: String(port),
      DATABASE_URL: gate.url,
      WEERKLANK_SECRET: 'a secret of the tests, long enough',
    })
    const page = () =>
      fetch(`http://127.0.0.1:${port}/nl/dossiers`).then(
        async (answer) => `${answer.status} ${await answer.text()}`,
        () => '',
      )
    await expect.poll(page).toMatch(/^503 [\s\S]+Deze site start op/)
    await sleep(AWAY_MS)
    expect(await page()).toMatch(/^503/)
    await gate.open()
    const running = await starting
    expect(await page()).toMatch(/^200/)
    const { code, stderr } = await running.stop()
    expect(code).toBe(0)
    expect(stderr.match(/refuses connections: .+ Weerklank waits for it\./g)).toHaveLength(1)
  },
)

it('a process that waits for its database is stopped like any other', async () => {
  const waiting = spawnProgram(['serve'], {
    PORT: '0',
    DATABASE_URL: 'postgres://weerklank@127.0.0.1:1/weerklank',
    WEERKLANK_SECRET: 'a secret of the tests, long enough',
  })
  onTestFinished(() => end(waiting))
  await once(waiting.stderr ?? waiting, 'data')
  waiting.kill('SIGTERM')
  expect((await once(waiting, 'exit'))[0]).toBe(143)
})
