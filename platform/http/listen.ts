import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { claimAll, createDoors, type Door, type PortRefusal } from './doors.ts'

/** Answers one request; a Hono app's `fetch` is one. */
export type Fetch = (request: Request, env: unknown) => Response | Promise<Response>

/** A port that is ours. Until it is told what to answer with, it says 503: come back in a moment. */
export type HttpServer = {
  port: number
  answerWith(fetch: Fetch): void
  /** Takes no new connections, lets running requests finish, and cuts off what is not done in time. */
  stop(options?: { within?: number }): Promise<void>
}

export type ListenOutcome = { kind: 'listening'; server: HttpServer } | { kind: PortRefusal }

type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** Longer than the 60 s for which proxies usually keep a connection, so that they are the ones to close it. */
const KEEP_ALIVE_MS = 65_000
const STOP_WITHIN_MS = 10_000
/** How long a request may take to come in whole, and for each byte that it says it has: a film by a slow line is in the end there. */
const IN_WITHIN_MS = 300_000
const MS_PER_BYTE = 1000 / 30_000
const LONGEST_MS = 4 * 3_600_000
const IDLE_CHECK_MS = 20

/** Claims a port on an address; port 0 takes a free one. */
export async function listenHttp(address: { host: string; port: number }): Promise<ListenOutcome> {
  let handler: Handler = answerNotYet
  // How long a whole request may take goes by its size, which the server itself does not look at.
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: 0 }, (request, response) => {
    endSlow(request)
    if (!server.listening) response.setHeader('Connection', 'close')
    handler(request, response)
  })
  const doors = createDoors(server)
  const claimed = await claimAll(server, doors, address)
  if (typeof claimed === 'string') return { kind: claimed }
  return {
    kind: 'listening',
    server: {
      port: claimed.port,
      answerWith: (fetch) => {
        const listener = getRequestListener(fetch)
        // What is thrown here is thrown after the answer began: there is nobody left to tell.
        handler = (request, response) => {
          Promise.resolve(listener(request, response)).catch(() => response.destroy())
        }
      },
      stop: ({ within = STOP_WITHIN_MS } = {}) => close(server, doors, within),
    },
  }
}

/** Ends a request of which the body does not come in. */
function endSlow(request: IncomingMessage): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const said = Number(request.headers['content-length'] ?? 0)
  const late = setTimeout(() => request.destroy(), msToComeIn(said))
  const isIn = () => clearTimeout(late)
  request.once('end', isIn).once('close', isIn)
}

/**
 * How long a body may take, in milliseconds.
 * @param bytes  as many as it says that it has
 */
export function msToComeIn(bytes: number): number {
  return Math.min(LONGEST_MS, IN_WITHIN_MS + (Number.isFinite(bytes) ? bytes * MS_PER_BYTE : 0))
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
async function close(server: Server, doors: Door[], within: number): Promise<void> {
  if (!server.listening) return
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS)
  const late = setTimeout(() => server.closeAllConnections(), within)
  await Promise.all([server, ...doors].map((one) => new Promise((closed) => one.close(closed))))
  clearInterval(idle)
  clearTimeout(late)
}
