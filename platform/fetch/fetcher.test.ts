import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { LookupFunction } from 'node:net'
import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { listenOnLoopback } from '#testing'
import { createFetcher, type FetcherOptions } from './fetcher.ts'

const userAgent = 'Weerklank/test (+https://voorbeeld.example/contact)'
const closers: Array<() => Promise<void>> = []

afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()))
})

async function serve(
  handle: RequestListener,
): Promise<{ url: string; port: number; seen: IncomingMessage[] }> {
  const seen: IncomingMessage[] = []
  const server = createServer((request, response) => {
    seen.push(request)
    handle(request, response)
  })
  const port = await listenOnLoopback(server)
  closers.push(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  )
  return { url: `http://127.0.0.1:${port}`, port, seen }
}

const open = (options: Partial<FetcherOptions> = {}) =>
  createFetcher({ userAgent, allowPrivate: true, ...options })
const guarded = (options: Partial<FetcherOptions> = {}) => createFetcher({ userAgent, ...options })

function reply(
  response: ServerResponse,
  status: number,
  headers: Record<string, string> = {},
  body?: Uint8Array,
): void {
  response.writeHead(status, headers).end(body)
}

/** A resolver that gives the next answer each time it is asked, as an attacker's would. */
function answering(...answers: string[][]): LookupFunction {
  let asked = 0
  return (_host, _options, callback) => {
    const answer = answers[Math.min(asked++, answers.length - 1)] ?? []
    callback(
      null,
      answer.map((address) => ({ address, family: 4 })),
    )
  }
}

describe('a fetch that succeeds', () => {
  test('gives the body and headers, and says who we are', async () => {
    const { url, seen } = await serve((_request, response) =>
      reply(response, 200, { ETag: '"a"', 'Content-Type': 'text/xml' }, Buffer.from('<rss/>')),
    )
    const outcome = await open()({ url: `${url}/feed`, accept: 'application/rss+xml' })
    expect(outcome).toMatchObject({
      kind: 'fetched',
      url: `${url}/feed`,
      headers: { etag: '"a"', 'content-type': 'text/xml' },
    })
    expect(outcome.kind === 'fetched' && Buffer.from(outcome.body).toString()).toBe('<rss/>')
    expect(seen[0]?.headers).toMatchObject({ 'user-agent': userAgent, accept: 'application/rss+xml' })
    expect(seen[0]?.headers).not.toHaveProperty('if-none-match')
  })

  test.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
  ])('unpacks %s', async (encoding, pack) => {
    const { url } = await serve((_request, response) =>
      reply(response, 200, { 'Content-Encoding': encoding }, pack(Buffer.from('één bericht'))),
    )
    const outcome = await open()({ url })
    expect(outcome.kind === 'fetched' && Buffer.from(outcome.body).toString()).toBe('één bericht')
  })

  test('asks with the conditions it was given, and reports that nothing changed', async () => {
    const { url, seen } = await serve((_request, response) => reply(response, 304, { ETag: '"b"' }))
    const lastModified = 'Mon, 06 Apr 2026 08:00:00 GMT'
    const outcome = await open()({ url, etag: '"a"', lastModified })
    expect(outcome).toMatchObject({ kind: 'not-modified', headers: { etag: '"b"' } })
    expect(seen[0]?.headers).toMatchObject({ 'if-none-match': '"a"', 'if-modified-since': lastModified })
  })

  test('tells a lasting move from a passing one', async () => {
    const { url } = await serve((request, response) => {
      if (request.url === '/lasting') return reply(response, 301, { Location: '/feed' })
      if (request.url === '/passing') return reply(response, 302, { Location: '/lasting' })
      reply(response, 200)
    })
    expect(await open()({ url: `${url}/lasting` })).toMatchObject({ kind: 'fetched', movedTo: `${url}/feed` })
    const passing = await open()({ url: `${url}/passing` })
    expect(passing).toMatchObject({ kind: 'fetched', url: `${url}/feed` })
    expect(passing).not.toHaveProperty('movedTo')
  })
})

describe('a fetch that could reach our own network', () => {
  test('is refused for a loopback address, and the server never hears of it', async () => {
    const { port, seen } = await serve((_request, response) => reply(response, 200))
    for (const host of ['127.0.0.1', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]', '[::1]']) {
      expect(await guarded()({ url: `http://${host}:${port}/` }), host).toMatchObject({
        reason: 'private-address',
      })
    }
    expect(seen).toHaveLength(0)
  })

  test('is refused when the name leads to a private address', async () => {
    const { port, seen } = await serve((_request, response) => reply(response, 200))
    const outcome = await guarded({ lookup: answering(['127.0.0.1']) })({
      url: `http://feeds.example:${port}/`,
    })
    expect(outcome).toMatchObject({ kind: 'refused', reason: 'private-address' })
    expect(seen).toHaveLength(0)
  })

  test('is refused with the resolver of this machine for localhost', async () => {
    const { port, seen } = await serve((_request, response) => reply(response, 200))
    const outcome = await guarded()({ url: `http://localhost:${port}/` })
    expect(outcome).toMatchObject({ kind: 'refused', reason: 'private-address' })
    expect(seen).toHaveLength(0)
  })

  test('never connects to the private one of several addresses', async () => {
    const { port, seen } = await serve((_request, response) => reply(response, 200))
    const lookup = answering(['203.0.113.1', '127.0.0.1', '10.0.0.1'])
    const outcome = await guarded({ lookup })({ url: `http://feeds.example:${port}/` })
    expect(outcome).toMatchObject({ kind: 'refused', reason: 'private-address' })
    expect(seen).toHaveLength(0)
  })

  test('asks the resolver once, so that a second answer gains nothing', async () => {
    const { port, seen } = await serve((_request, response) => reply(response, 200))
    let asked = 0
    const rebinding: LookupFunction = (host, options, callback) => {
      asked += 1
      answering([asked === 1 ? '192.0.2.1' : '127.0.0.1'])(host, options, callback)
    }
    const outcome = await guarded({ lookup: rebinding })({ url: `http://feeds.example:${port}/` })
    expect(outcome).toMatchObject({ kind: 'refused', reason: 'private-address' })
    expect(asked).toBe(1)
    expect(seen).toHaveLength(0)
  })

  test.each([
    ['private-address', 'http://127.0.0.2/'],
    ['private-address', 'http://10.0.0.1/'],
    ['private-address', 'http://[fd00::1]/'],
    ['private-address', 'http://localhost.example/'],
    ['scheme', 'file:///etc/passwd'],
    ['credentials', 'http://name:word@example.org/'],
    ['port', 'http://example.org:25/'],
  ])('is refused (%s) when a redirect leads to %s', async (reason, target) => {
    const { url, seen } = await serve((_request, response) => reply(response, 302, { Location: target }))
    const fetcher = guarded({ allowPrivate: ['127.0.0.1'], lookup: answering(['127.0.0.3']) })
    expect(await fetcher({ url })).toEqual({ kind: 'refused', reason, url: target })
    expect(seen).toHaveLength(1)
  })
})

describe('a fetch that is refused for another reason', () => {
  test.each([
    ['invalid-url', 'geen adres'],
    ['scheme', 'ftp://example.org/feed'],
    ['scheme', 'file:///etc/passwd'],
    ['scheme', 'data:text/xml,<rss/>'],
    ['credentials', 'https://name:word@example.org/feed'],
    ['port', 'http://example.org:22/'],
  ])('%s: %s', async (reason, url) => {
    expect(await guarded()({ url })).toEqual({ kind: 'refused', reason, url })
  })

  test('follows a limited number of redirects', async () => {
    const { url, seen } = await serve((_request, response) => reply(response, 302, { Location: '/again' }))
    expect(await open({ maxRedirects: 3 })({ url })).toMatchObject({
      kind: 'refused',
      reason: 'too-many-redirects',
    })
    expect(seen).toHaveLength(4)
  })

  test('stops at a body over the limit', async () => {
    const { url } = await serve((_request, response) => reply(response, 200, {}, Buffer.alloc(2048)))
    expect(await open({ maxBytes: 2047 })({ url })).toMatchObject({ kind: 'refused', reason: 'too-large' })
    expect(await open({ maxBytes: 2048 })({ url })).toMatchObject({ kind: 'fetched' })
  })

  test('stops at a small body that unpacks to a huge one', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024))
    const { url } = await serve((_request, response) =>
      reply(response, 200, { 'Content-Encoding': 'gzip' }, bomb),
    )
    const before = process.memoryUsage().arrayBuffers
    const outcome = await open({ maxBytes: 1024 * 1024 })({ url })
    expect(outcome).toMatchObject({ kind: 'refused', reason: 'too-large' })
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * 1024 * 1024)
  })
})

describe('a fetch that fails', () => {
  test('with a fault of the server may be tried again, when the server says', async () => {
    const { url } = await serve((_request, response) => reply(response, 503, { 'Retry-After': '120' }))
    expect(await open()({ url })).toMatchObject({
      kind: 'failed',
      status: 503,
      transient: true,
      retryAfter: '120',
    })
  })

  test('with an address that does not exist is not for soon', async () => {
    const { url } = await serve((_request, response) => reply(response, 404))
    expect(await open()({ url })).toMatchObject({
      kind: 'failed',
      reason: 'status',
      status: 404,
      transient: false,
    })
  })

  test('when the name is unknown', async () => {
    const lookup: LookupFunction = (_host, _options, callback) =>
      callback(Object.assign(new Error('unknown'), { code: 'ENOTFOUND' }), '')
    expect(await guarded({ lookup })({ url: 'http://nergens.example/' })).toMatchObject({
      reason: 'unknown-host',
    })
  })

  test('when nothing listens', async () => {
    const { url } = await serve(() => {})
    await Promise.all(closers.splice(0).map((close) => close()))
    expect(await open()({ url })).toMatchObject({ kind: 'failed', reason: 'connection', transient: true })
  })

  test.each([
    ['never answers', (_response: ServerResponse) => {}],
    ['drips its body', (response: ServerResponse) => drip(response)],
  ])('at the deadline when the server %s', async (_name, handle) => {
    const { url } = await serve((_request, response) => handle(response))
    expect(await open({ deadlineMs: 200 })({ url })).toMatchObject({
      kind: 'failed',
      reason: 'timeout',
      transient: true,
    })
  })

  test('at the deadline when the resolver never answers', async () => {
    const outcome = await guarded({ deadlineMs: 200, lookup: () => {} })({ url: 'http://stil.example/' })
    expect(outcome).toMatchObject({ kind: 'failed', reason: 'timeout' })
  })

  test.each([
    ['is cut off', gzipSync(Buffer.from('bericht'.repeat(500))).subarray(0, 30), 'gzip'],
    ['is not what it says', Buffer.from('plain text'), 'gzip'],
    ['is packed in a way that we never asked for', Buffer.from('x'), 'compress'],
  ])('when a packed body %s', async (_name, body, encoding) => {
    const { url } = await serve((_request, response) =>
      reply(response, 200, { 'Content-Encoding': encoding }, body),
    )
    expect(await open()({ url })).toMatchObject({ kind: 'failed', reason: 'encoding' })
  })

  test('when the connection breaks halfway', async () => {
    const { url } = await serve((_request, response) => {
      response.writeHead(200, { 'Content-Length': '1000' }).write('half')
      setTimeout(() => response.destroy(), 20)
    })
    expect(await open()({ url })).toMatchObject({ kind: 'failed', reason: 'connection', transient: true })
  })
})

function drip(response: ServerResponse): void {
  response.writeHead(200)
  const timer = setInterval(() => response.write('x'), 20)
  response.on('close', () => clearInterval(timer))
}
