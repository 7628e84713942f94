import { writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ChaosDatabase } from './database.ts'
import type { MoodyMailServer } from './mail-server.ts'
import type { Service } from './service.ts'

/** Something that goes wrong, and is over when its promise is. */
export type Fault = { name: string; strike: () => Promise<void> }

const SOME_SECONDS = 6000
const HOUR_MS = 60 * 60 * 1000

type World = {
  database: ChaosDatabase
  servers: Service[]
  workers: Service[]
  mail: MoodyMailServer
  clockFile: string
}

function kill(service: Service, signal: NodeJS.Signals): Fault {
  return { name: `${service.name} ${signal}`, strike: async () => service.kill(signal) }
}

/** Everything that goes wrong, one kind after the other in an order that chance draws. */
export function listFaults(world: World): Fault[] {
  const { database, servers, workers, mail, clockFile } = world
  const shift = (name: string, milliseconds: number): Fault => ({
    name: `clock ${name}`,
    strike: async () => {
      await writeFile(clockFile, String(milliseconds))
      await sleep(SOME_SECONDS)
      await writeFile(clockFile, '0')
    },
  })
  const sulk = (mood: 'later' | 'never' | 'silent' | 'half'): Fault => ({
    name: `mail ${mood}`,
    strike: async () => {
      mail.setMood(mood)
      await sleep(SOME_SECONDS)
      mail.setMood('well')
    },
  })
  const everything = [...servers, ...workers]
  return [
    ...everything.map((service) => kill(service, 'SIGKILL')),
    ...everything.map((service) => kill(service, 'SIGTERM')),
    {
      name: 'all killed',
      strike: async () => {
        for (const service of everything) service.kill('SIGKILL')
      },
    },
    { name: 'backends killed', strike: () => database.killBackends() },
    { name: 'postmaster killed', strike: () => database.killPostmaster() },
    { name: 'database frozen', strike: () => database.freeze(SOME_SECONDS) },
    { name: 'database silent', strike: () => database.goSilent(SOME_SECONDS) },
    { name: 'database away', strike: () => database.beAway(SOME_SECONDS) },
    ...(database.hasOwnDisk ? [{ name: 'disk full', strike: () => database.fillDisk(SOME_SECONDS) }] : []),
    shift('two hours back', -2 * HOUR_MS),
    shift('two days ahead', 48 * HOUR_MS),
    sulk('later'),
    sulk('never'),
    sulk('silent'),
    sulk('half'),
  ]
}

/** What dies without a word: a program, a worker or the database. */
export function listKills(world: Pick<World, 'database' | 'servers' | 'workers'>): Fault[][] {
  const { database, servers, workers } = world
  return [
    servers.map((service) => kill(service, 'SIGKILL')),
    workers.map((service) => kill(service, 'SIGKILL')),
    [{ name: 'postmaster killed', strike: () => database.killPostmaster() }],
  ]
}

/** The same things in an order that chance draws (Fisher and Yates). */
export function shuffled<Thing>(things: readonly Thing[], draw: () => number): Thing[] {
  const order = [...things]
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(draw() * (last + 1))
    ;[order[last], order[other]] = [order[other] as Thing, order[last] as Thing]
  }
  return order
}
