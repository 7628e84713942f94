import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A way to a server that can fall silent: connections stay, and nothing that is sent arrives, as in a failover. */
export type SilentProxy = {
  /** The same address by way of the proxy. */
  url: string
  /** Swallows everything from now on, new connections included; or lets new ones through again. */
  beSilent: (silent: boolean) => void
  stop: () => Promise<void>
}

/** Stands between a program and the server of `url`, on a free port of loopback. */
export async function startSilentProxy(url: string): Promise<SilentProxy> {
  const target = new URL(url)
  const sockets = new Set<Socket>()
  let isSilent = false
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname)
    const swallowed = isSilent
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from)
      from.on('data', (chunk) => {
        if (!isSilent && !swallowed) to.write(chunk)
      })
      from.on('error', () => undefined)
      from.on('close', () => {
        sockets.delete(from)
        if (!isSilent) to.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const here = new URL(url)
  here.hostname = '127.0.0.1'
  here.port = String((server.address() as AddressInfo).port)
  return {
    url: here.href,
    beSilent: (silent) => {
      isSilent = silent
    },
    stop: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
