import { connect, type Socket } from 'node:net'

export type Request = {
  method: 'GET' | 'POST'
  path: string
  headers: Record<string, string>
  body?: string
}

/** What was answered; header names are in lower case. */
export type Answer = { status: number; headers: ReadonlyMap<string, string>; body: Buffer }

/**
 * Connections to one server that are kept open, as browsers keep theirs, each with one request at a time; who asks while all
 * are in use waits. It knows of HTTP/1.1 what the server under test speaks, and takes as little of the processor that they
 * share as it can: about a third of what a client for every server takes.
 */
export class HttpClient {
  readonly #url: URL
  readonly #idle: Connection[] = []
  readonly #all: Connection[] = []
  readonly #waiting: ((connection: Connection) => void)[] = []
  readonly #most: number

  constructor(url: string, { connections }: { connections: number }) {
    this.#url = new URL(url)
    this.#most = connections
  }

  /** @throws Error where the connection breaks before the answer is whole */
  async request(request: Request): Promise<Answer> {
    const connection = await this.#take()
    try {
      return await connection.send(request)
    } finally {
      const next = this.#waiting.shift()
      if (next) next(connection)
      else this.#idle.push(connection)
    }
  }

  close(): void {
    for (const connection of this.#all) connection.close()
  }

  async #take(): Promise<Connection> {
    const idle = this.#idle.pop()
    if (idle) return idle
    if (this.#all.length >= this.#most) return new Promise((resolve) => this.#waiting.push(resolve))
    const connection = new Connection(this.#url)
    this.#all.push(connection)
    return connection
  }
}

type Waiting = { resolve: (answer: Answer) => void; reject: (error: Error) => void }

class Connection {
  readonly #url: URL
  #socket: Socket | undefined
  #received: Buffer = Buffer.alloc(0)
  #waiting: Waiting | undefined

  constructor(url: URL) {
    this.#url = url
  }

  send({ method, path, headers, body }: Request): Promise<Answer> {
    let text = `${method} ${path} HTTP/1.1\r\nhost: ${this.#url.host}\r\nconnection: keep-alive\r\n`
    for (const name in headers) text += `${name}: ${headers[name]}\r\n`
    if (body !== undefined) text += `content-length: ${Buffer.byteLength(body)}\r\n`
    const socket = this.#connected()
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject }
      socket.write(`${text}\r\n${body ?? ''}`)
    })
  }

  close(): void {
    this.#socket?.destroy()
  }

  #connected(): Socket {
    if (this.#socket) return this.#socket
    const socket = connect({ host: this.#url.hostname, port: Number(this.#url.port), noDelay: true })
    socket.on('data', (chunk: Buffer) => this.#receive(chunk))
    socket.on('error', (error) => this.#break(error))
    socket.on('close', () => this.#break(new Error('The server closed the connection.')))
    this.#socket = socket
    return socket
  }

  #break(error: Error): void {
    this.#socket = undefined
    this.#received = Buffer.alloc(0)
    const waiting = this.#waiting
    this.#waiting = undefined
    waiting?.reject(error)
  }

  #receive(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk])
    const answer = readAnswer(this.#received)
    if (!answer) return
    this.#received = Buffer.alloc(0)
    const waiting = this.#waiting
    this.#waiting = undefined
    if (answer.headers.get('connection') === 'close') this.#socket = void this.#socket?.destroy()
    waiting?.resolve(answer)
  }
}

/** An answer, once all of it is there. */
function readAnswer(received: Buffer): Answer | undefined {
  const end = received.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const [first = '', ...lines] = received.toString('latin1', 0, end).split('\r\n')
  const headers = new Map(
    lines.map((line): [string, string] => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
    }),
  )
  const status = Number(first.slice(9, 12))
  const rest = received.subarray(end + 4)
  const body =
    headers.get('transfer-encoding') === 'chunked'
      ? readChunks(rest)
      : readBytes(rest, Number(headers.get('content-length') ?? 0))
  return body && { status, headers, body }
}

function readBytes(rest: Buffer, length: number): Buffer | undefined {
  return rest.length < length ? undefined : rest.subarray(0, length)
}

function readChunks(rest: Buffer): Buffer | undefined {
  const chunks: Buffer[] = []
  for (let at = 0; ; ) {
    const line = rest.indexOf('\r\n', at)
    if (line < 0) return undefined
    const length = Number.parseInt(rest.toString('latin1', at, line), 16)
    if (rest.length < line + 2 + length + 2) return undefined
    if (length === 0) return Buffer.concat(chunks)
    chunks.push(rest.subarray(line + 2, line + 2 + length))
    at = line + 2 + length + 2
  }
}
