import { createServer, type RequestListener } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { listenOnLoopback } from '#testing'
import { createPoster } from './poster.ts'

const userAgent = 'Weerklank/test'

async function serve(handle: RequestListener): Promise<string> {
  const server = createServer(handle)
  const port = await listenOnLoopback(server)
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return `http://127.0.0.1:${port}/`
}

const post = (url: string, allowPrivate: boolean, deadlineMs = 5000) =>
  createPoster({ userAgent, allowPrivate, deadlineMs })({ url, headers: { 'x-a': 'b' }, body: '{"é":1}' })

test('a body arrives as it is, with its headers and who we are', async () => {
  let seen = ''
  const url = await serve((request, response) => {
    request.setEncoding('utf8').on('data', (chunk: string) => {
      seen += chunk
    })
    request.on('end', () => {
      seen += ` ${request.method} ${request.headers['x-a']} ${request.headers['user-agent']}`
      response.writeHead(202).end('ok')
    })
  })
  expect(await post(url, true)).toMatchObject({ kind: 'fetched' })
  expect(seen).toBe('{"é":1} POST b Weerklank/test')
})

test('nothing is sent into our own network, by address or by name', async () => {
  let asked = 0
  const url = await serve((_, response) => {
    asked++
    response.end()
  })
  expect(await post(url, false)).toMatchObject({ kind: 'refused', reason: 'private-address' })
  expect(await post(url.replace('127.0.0.1', 'localhost'), false)).toMatchObject({
    ...{ kind: 'refused', reason: 'private-address' },
  })
  expect(await post('ftp://voorbeeld.example/', false)).toMatchObject({ kind: 'refused', reason: 'scheme' })
  expect(asked).toBe(0)
})

test('a redirect is an answer that is not right, and is not followed', async () => {
  const url = await serve((_, response) => response.writeHead(307, { location: 'http://127.0.0.1/' }).end())
  expect(await post(url, true)).toMatchObject({ kind: 'failed', status: 307, transient: false })
})

test('a redirect is followed where that was asked for, with all that was sent, but not for ever, nor to our own network', async () => {
  const seen: string[] = []
  const url = await serve(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    seen.push(`${request.method} ${request.url} ${body}`)
    if (request.url === '/end') response.writeHead(202).end()
    else response.writeHead(302, { location: request.url === '/loop' ? '/loop' : '/end' }).end()
  })
  const follow = (path: string, allowPrivate: boolean | string[] = true) =>
    createPoster({ userAgent, allowPrivate, maxRedirects: 3 })({
      url: `${url}${path}`,
      headers: {},
      body: 'a=b',
    })
  expect(await follow('go')).toMatchObject({ kind: 'fetched', url: `${url}end` })
  expect(seen).toEqual(['POST /go a=b', 'POST /end a=b'])
  expect(await follow('loop')).toMatchObject({ kind: 'failed', status: 302 })
  expect(seen).toHaveLength(6)
  const elsewhere = await serve((_, response) => response.writeHead(301, { location: 'http://[::1]/' }).end())
  const only = createPoster({ userAgent, allowPrivate: ['127.0.0.1'], maxRedirects: 3 })
  expect(await only({ url: elsewhere, headers: {}, body: '' })).toMatchObject({ reason: 'private-address' })
})

test('a server that is busy may be asked again, one that says no may not, one that hangs is left', async () => {
  const url = await serve((request, response) => {
    if (request.url === '/busy') response.writeHead(503).end()
    if (request.url === '/no') response.writeHead(410).end()
  })
  expect(await post(`${url}busy`, true)).toMatchObject({ status: 503, transient: true })
  expect(await post(`${url}no`, true)).toMatchObject({ status: 410, transient: false })
  expect(await post(`${url}hang`, true, 300)).toMatchObject({ reason: 'timeout', transient: true })
})
