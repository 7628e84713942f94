import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

/** A way to a server on loopback that can go wrong as a network does. */
export type Gate = {
  url: string
  /** Breaks what goes through, and refuses more, as if the server were away. */
  shut: () => Promise<void>
  /** Lets in again, on the same port. */
  open: () => Promise<void>
  /**
   * Connections stay, and come, and nothing that is sent arrives, not even that one side is gone: as in a failover. Those
   * stay dead; later ones may live.
   */
  beSilent: (silent: boolean) => void
  /** Leads to another server from now on, or to the same on another port. */
  leadTo: (target: string) => void
}

/** Puts a gate before the server of an address. */
export async function startGate(target: string): Promise<Gate> {
  let behind = new URL(target)
  const passing = new Set<Socket>()
  let isSilent = false
  const pass = (socket: Socket) => {
    const onward = connect(Number(behind.port), behind.hostname)
    let isDead = isSilent
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      passing.add(one)
      one.on('data', (chunk) => {
        isDead ||= isSilent
        if (!isDead) other.write(chunk)
      })
      one.on('error', () => undefined)
      one.on('close', () => {
        passing.delete(one)
        // Of what is lost in silence the other side never hears.
        if (!isDead && !isSilent) other.destroy()
      })
    }
  }
  let server: Server | undefined
  const listenOn = async (port: number): Promise<number> => {
    const opened = createServer(pass)
    server = opened
    await new Promise<void>((resolve) => opened.listen(port, '127.0.0.1', resolve))
    return (opened.address() as AddressInfo).port
  }
  const port = await listenOn(0)
  const url = new URL(target)
  url.hostname = '127.0.0.1'
  url.port = String(port)
  return {
    url: url.href,
    shut: async () => {
      const closed = new Promise<void>((resolve) => server?.close(() => resolve()))
      for (const socket of passing) socket.destroy()
      await closed
    },
    open: async () => void (await listenOn(port)),
    beSilent: (silent) => {
      isSilent = silent
    },
    leadTo: (other) => {
      behind = new URL(other)
    },
  }
}
