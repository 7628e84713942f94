import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'

/** Answers one request; a Hono app's `fetch` is one. */
export type Fetch = (request: Request, env: unknown) => Response | Promise<Response>

/** A port that is ours. Until it is told what to answer with, it says 503: come back in a moment. */
export type HttpServer = {
  port: number
  answerWith(fetch: Fetch): void
  /** Takes no new connections, lets running requests finish, and cuts off what is not done in time. */
  stop(options?: { within?: number }): Promise<void>
}

export type ListenOutcome =
  | { kind: 'listening'; server: HttpServer }
  | { kind: 'port-in-use' }
  | { kind: 'port-not-allowed' }
  | { kind: 'no-such-address' }

type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** Longer than the 60 s for which proxies usually keep a connection, so that they are the ones to close it. */
const KEEP_ALIVE_MS = 65_000
const STOP_WITHIN_MS = 10_000
const IDLE_CHECK_MS = 20

const refusals: Record<string, Exclude<ListenOutcome['kind'], 'listening'>> = {
  EADDRINUSE: 'port-in-use',
  EACCES: 'port-not-allowed',
  EPERM: 'port-not-allowed',
  EADDRNOTAVAIL: 'no-such-address',
  ENOTFOUND: 'no-such-address',
  EAI_AGAIN: 'no-such-address',
}

/** Claims a port on an address; port 0 takes a free one. */
export async function listenHttp(address: { host: string; port: number }): Promise<ListenOutcome> {
  let handler: Handler = answerNotYet
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    if (!server.listening) response.setHeader('Connection', 'close')
    handler(request, response)
  })
  const refused = await claim(server, address)
  if (refused) return { kind: refused }
  const bound = server.address()
  return {
    kind: 'listening',
    server: {
      port: typeof bound === 'object' && bound ? bound.port : address.port,
      answerWith: (fetch) => {
        const listener = getRequestListener(fetch)
        // What is thrown here is thrown after the answer began: there is nobody left to tell.
        handler = (request, response) => {
          Promise.resolve(listener(request, response)).catch(() => response.destroy())
        }
      },
      stop: ({ within = STOP_WITHIN_MS } = {}) => close(server, within),
    },
  }
}

function claim(server: Server, address: { host: string; port: number }) {
  return new Promise<Exclude<ListenOutcome['kind'], 'listening'> | undefined>((done, failed) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const refusal = refusals[error.code ?? '']
      if (refusal) done(refusal)
      else failed(error)
    })
    server.listen(address.port, address.host, () => done(undefined))
  })
}

/** The page comes back by itself: whoever waits sees the site as soon as it is there. */
const NOT_YET = `<!doctype html>
<html lang="nl"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta http-equiv="refresh" content="5">
<title>Even wachten</title><h1>Even wachten</h1><p>Deze site start op. De pagina ververst vanzelf.</p>
<p lang="en">This site is starting. The page comes back by itself.</p></html>
`

function answerNotYet(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(503, {
    'Retry-After': '2',
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'",
    'Content-Type': 'text/html; charset=utf-8',
  })
  response.end(NOT_YET)
}

/** A connection that is kept alive counts as idle only between requests, so it is looked for again and again. */
function close(server: Server, within: number): Promise<void> {
  if (!server.listening) return Promise.resolve()
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS)
  const late = setTimeout(() => server.closeAllConnections(), within)
  return new Promise((closed) => {
    server.close(() => {
      clearInterval(idle)
      clearTimeout(late)
      closed()
    })
  })
}
