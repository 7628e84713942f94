import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

/** A way to a server on loopback that can be shut, as if the server were away, and opened again on the same port. */
export type Gate = {
  url: string
  /** Breaks what goes through, and refuses more. */
  shut: () => Promise<void>
  open: () => Promise<void>
}

/** Puts a gate before the server of an address. */
export async function startGate(target: string): Promise<Gate> {
  const behind = new URL(target)
  const passing = new Set<Socket>()
  const pass = (socket: Socket) => {
    const onward = connect(Number(behind.port), behind.hostname)
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      passing.add(one)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        passing.delete(one)
        other.destroy()
      })
      one.pipe(other)
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
  }
}
