import { lookup as systemLookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { buildConnector } from 'undici'

/** A name that leads to no address outside our own networks. Never reaches the wire. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused'
}

export interface GuardOptions {
  /** Whether a socket may be opened to this IP address. */
  readonly permits: (address: string) => boolean
  readonly lookup: LookupFunction
}

/** The resolver of the machine we run on. */
export const machineLookup: LookupFunction = (host, options, callback) => {
  systemLookup(host, { ...options, all: true }, (error, addresses) => callback(error, addresses))
}

/**
 * A connector that opens a socket to permitted addresses only.
 * The address that is checked is the address that is connected: the check sits in the resolver of the socket itself,
 * so that a name which answers differently the second time gains nothing.
 */
export function guardedConnector(guard: GuardOptions, timeout: number): buildConnector.connector {
  const connect = buildConnector({
    timeout,
    allowH2: false,
    maxCachedSessions: 0,
    lookup: guardedLookup(guard),
  })
  return (options, callback) => {
    if (isIP(options.hostname) > 0 && !guard.permits(options.hostname)) {
      callback(new AddressRefused(options.hostname), null)
      return
    }
    connect(options, (error, socket) => {
      if (error) return callback(error, null)
      const peer = socket.remoteAddress
      if (peer !== undefined && guard.permits(peer)) return callback(null, socket)
      socket.destroy()
      callback(
        peer === undefined ? new Error('The connection closed at once') : new AddressRefused(peer),
        null,
      )
    })
  }
}

/** Leaves out what is not permitted; a name with nothing left is refused. */
function guardedLookup(guard: GuardOptions): LookupFunction {
  return (host, options, callback) => {
    guard.lookup(host, { ...options, all: true }, (error, found, family) => {
      if (error) return callback(error, '')
      const all = typeof found === 'string' ? [{ address: found, family: family ?? isIP(found) }] : found
      const permitted = all.filter((entry) => guard.permits(entry.address))
      const first = permitted[0]
      if (!first) return callback(new AddressRefused(host), '')
      if (options.all) return callback(null, permitted)
      callback(null, first.address, first.family)
    })
  }
}
