import { beforeAll, expect, it, onTestFinished } from 'vitest'
import { addStaffMember, addUnit, foundOrganisation } from '#domains/people'
import { startGate, useTestDatabase } from '#testing'
import { buildProgram, startProgram } from './program-under-test.ts'

beforeAll(buildProgram)

const database = useTestDatabase()

async function found(): Promise<void> {
  const details = { tagline: '', phone: '', opening_hours: '', visiting_address: '', email: '' }
  await database()
    .db.transaction()
    .execute(async (tx) => {
      const now = new Date()
      await foundOrganisation(tx, { name: 'Voorbeeld', ...details, is_demo: false }, now)
      const unitId = await addUnit(tx, 'Groen', now)
      const noor = { name: 'Noor', email: 'noor@voorbeeld.example', role: 'administrator', unitId } as const
      await addStaffMember(tx, noor, now)
    })
}

/** Asks for a page, and says how long that took. */
async function ask(address: string): Promise<{ status: number; seconds: number }> {
  const began = performance.now()
  const response = await fetch(address, { signal: AbortSignal.timeout(60_000) })
  await response.arrayBuffer()
  return { status: response.status, seconds: (performance.now() - began) / 1000 }
}

it('while the database says nothing, readiness is told within two seconds and pages fail in time; afterwards all goes on', async () => {
  await found()
  const gate = await startGate(database().url)
  onTestFinished(() => gate.shut())
  const settings = {
    PORT: '0',
    DATABASE_URL: gate.url,
    WEERKLANK_SECRET: 'a secret for tests, and for nothing else',
    WEERKLANK_LOG_LEVEL: 'silent',
  }
  const serving = await startProgram(['serve'], settings)
  const page = `${serving.url}/nl/dossiers?status=open`
  expect(await ask(page)).toMatchObject({ status: 200 })
  gate.beSilent(true)
  const waiting = Array.from({ length: 15 }, (_, at) => ask(`${page}&at=${at}`))
  for (let turn = 0; turn < 3; turn++) {
    const { status, seconds } = await ask(`${serving.url}/readyz`)
    expect([status, seconds < 2]).toEqual([503, true])
  }
  for (const { status, seconds } of await Promise.all(waiting)) {
    expect(status).toBe(503)
    expect(seconds).toBeLessThan(25)
  }
  gate.beSilent(false)
  await expect.poll(async () => (await ask(page)).status, { interval: 500 }).toBe(200)
  expect(await ask(`${serving.url}/readyz`)).toMatchObject({ status: 200 })
  const { code } = await serving.stop()
  expect(code).toBe(0)
})
