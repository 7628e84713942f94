/**
 * `npm run chaos -- --minutes 5`: two servers and two workers on one PostgreSQL, people who vote and ask, many of them for
 * the first time, and everything around them that breaks, in an order that chance draws; with `--kills 50` so often a
 * program, a worker or the database is killed at a moment that chance draws. In the end what people were told is held
 * against what is there, and sums against each other. Exits 1 where anything was lost or doubled, is stuck, or did not come back.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { DB } from '#db'
import { connect } from '#platform/db'
import { makeLastingDialogue } from '#stories'
import { describeMachine } from '../bench/machine.ts'
import { ChaosDatabase } from './chaos/database.ts'
import { type Fault, listFaults, listKills, shuffled } from './chaos/faults.ts'
import { byPseudonym, findAll, untilSettled } from './chaos/findings.ts'
import { judge, type Ledger } from './chaos/ledger.ts'
import { startMoodyMailServer } from './chaos/mail-server.ts'
import { OutageWatch } from './chaos/outages.ts'
import { livePeople, liveRoughly, pick } from './chaos/people.ts'
import { Service } from './chaos/service.ts'

const SECRET = 'pT7vXq2LmR9sKd4WzBf8HcJ1nGy6UoEa'
const PORTS = [37_101, 37_102]
const STATEMENTS = 8
const BREATHE_MS = 4000

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    kills: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
})
const minutes = Number(values.minutes)
if (!(minutes > 0)) throw new Error(`--minutes ${values.minutes} is no time: give a number above 0`)

/** mulberry32: chance that comes out the same for one seed. */
function chanceOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const draw = chanceOf(Number(values.seed))
const folder = await mkdtemp(join(tmpdir(), 'weerklank-chaos-clock-'))
const clockFile = join(folder, 'clock')
await writeFile(clockFile, '0')
const [database, mail] = await Promise.all([ChaosDatabase.start(), startMoodyMailServer()])
const prepared = connect<DB>(database.ownUrl, { max: 2 })
const room = await makeLastingDialogue(prepared.db, STATEMENTS)
await prepared.close()

const environment = {
  DATABASE_URL: database.url,
  WEERKLANK_SECRET: SECRET,
  WEERKLANK_LOG_LEVEL: 'error',
  WEERKLANK_TRUSTED_PROXIES: '127.0.0.1',
  SMTP_URL: mail.url,
  MAIL_FROM: 'Chaos <chaos@chaos.example>',
  CHAOS_CLOCK: clockFile,
}
const servers = PORTS.map(
  (port, at) =>
    new Service({
      name: `server ${at + 1}`,
      command: 'serve',
      environment: { ...environment, PORT: String(port) },
    }),
)
const workers = [1, 2].map((at) => new Service({ name: `worker ${at}`, command: 'worker', environment }))
const services = [...servers, ...workers]
while (services.some((service) => !service.isReady)) await sleep(100)

const urls = PORTS.map((port) => `http://127.0.0.1:${port}`)
const ledger: Ledger = { votes: new Map(), questions: new Map() }
const over = new AbortController()
const statements = Array.from({ length: STATEMENTS }, (_, at) => at + 1)
const crowd = { urls, slug: room.slug, statements, ledger, draw, signal: over.signal }
const watch = new OutageWatch(urls)
const watched = new AbortController()
const watching = watch.watch(watched.signal)
const living = [livePeople(crowd), liveRoughly(crowd), liveRoughly(crowd)]

/** Everything in turn while the time lasts, or so many kills. */
function* drawFaults(): Generator<Fault> {
  const world = { database, servers, workers, mail, clockFile }
  if (values.kills !== undefined) {
    const kinds = listKills(world)
    for (let many = 0; many < Number(values.kills); many++) yield pick(pick(kinds, draw), draw)
    return
  }
  const end = performance.now() + minutes * 60_000
  while (performance.now() < end)
    for (const fault of shuffled(listFaults(world), draw)) if (performance.now() < end) yield fault
}

const began = performance.now()
const struck: string[] = []
for (const fault of drawFaults()) {
  await sleep(BREATHE_MS * 2 * draw())
  watch.cause = fault.name
  struck.push(fault.name)
  console.error(`${new Date().toISOString()} ${fault.name}`)
  await fault.strike()
}
const lasted = Math.round((performance.now() - began) / 6000) / 10
over.abort()
await Promise.all(living)
const lookup = connect<DB>(database.ownUrl, { max: 4 })
const stuck = await untilSettled(lookup.db, { services, dialogueId: room.id })
watched.abort()
await watching
const told = { ...ledger, votes: await byPseudonym(lookup.db, room.id, ledger.votes) }
const verdict = judge(told, {
  ...(await findAll(lookup.db, { dialogueId: room.id, taken: mail.taken })),
  stuck,
})
await lookup.close()
const late: string[] = []
for (const service of services) if (!(await service.stop())) late.push(`${service.name} did not stop in time`)
mail.stop()
await database.stop()
await rm(folder, { recursive: true, force: true })

const failures = [...services.flatMap((service) => service.failures), ...late]
const { acknowledged, stored, lost, doubled, repeatedMails, wrongSums } = verdict
const report = {
  ...{ acknowledged, stored, lost: lost.length, doubled: doubled.length, repeatedMails, wrongSums },
  ...{ outages: watch.outages, stuck: [...verdict.stuck, ...failures] },
  ...{ faults: struck.length, restarts: services.reduce((sum, service) => sum + service.starts - 1, 0) },
  ...{ minutes: lasted, seed: Number(values.seed), ownDisk: database.hasOwnDisk, machine: describeMachine() },
}
for (const line of [...lost, ...doubled].slice(0, 20)) console.error(line)
console.log(JSON.stringify(report))
process.exit(lost.length + doubled.length + wrongSums.length + report.stuck.length > 0 ? 1 : 0)
