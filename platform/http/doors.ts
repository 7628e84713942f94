import type { Server as HttpServer } from 'node:http'
import { createServer, type Server } from 'node:net'

/** One more way in to a server, on the same port. */
export type Door = Server

export type PortRefusal = 'port-in-use' | 'port-not-allowed' | 'no-such-address'

const refusals: Record<string, PortRefusal> = {
  EADDRINUSE: 'port-in-use',
  EACCES: 'port-not-allowed',
  EPERM: 'port-not-allowed',
  EADDRNOTAVAIL: 'no-such-address',
  ENOTFOUND: 'no-such-address',
  EAI_AGAIN: 'no-such-address',
}

/**
 * The event loop takes one new connection from each listening socket in a turn. When a turn is long, because there is much
 * to do, whoever comes would wait unseen for half a minute, past anything that could refuse them; with so many sockets they
 * are taken at once.
 */
const DOORS = 32

/** Makes the further doors of a server; what comes in by them is served like the rest. */
export function createDoors(server: HttpServer): Door[] {
  return Array.from({ length: DOORS - 1 }, () => {
    const door = createServer({ allowHalfOpen: true, noDelay: true })
    return door.on('connection', (socket) => server.emit('connection', socket))
  })
}

/**
 * Has a server and its doors listen on one port, which is then theirs. That nobody else has it is found out alone first:
 * sockets that share a port would share it with another program of the same user. Where a system knows no sharing, the
 * server listens alone.
 */
export async function claimAll(
  server: HttpServer,
  doors: Door[],
  { host, port }: { host: string; port: number },
): Promise<PortRefusal | { port: number }> {
  const alone = createServer()
  const refused = await claim(alone, { host, port })
  if (refused) return refused
  const bound = alone.address()
  const ours = typeof bound === 'object' && bound ? bound.port : port
  await new Promise((closed) => alone.close(closed))
  const shared = await claim(server, { host, port: ours, reusePort: true }).catch(notShared)
  if (shared === NOT_SHARED) return (await claim(server, { host, port: ours })) ?? { port: ours }
  if (shared) return shared
  await Promise.all(doors.map((door) => claim(door, { host, port: ours, reusePort: true })))
  return { port: ours }
}

const NOT_SHARED = Symbol('a system without shared ports')

function notShared(error: NodeJS.ErrnoException): typeof NOT_SHARED {
  if (error.code === 'ENOTSUP' || error.code === 'EINVAL') return NOT_SHARED
  throw error
}

function claim(
  server: Server,
  address: { host: string; port: number; reusePort?: boolean },
): Promise<PortRefusal | undefined> {
  return new Promise((done, failed) => {
    const fail = (error: NodeJS.ErrnoException) => {
      const refusal = refusals[error.code ?? '']
      if (refusal) done(refusal)
      else failed(error)
    }
    server.once('error', fail)
    server.listen(address, () => {
      server.off('error', fail)
      done(undefined)
    })
  })
}
