import { connect } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { type Fetch, type HttpServer, listenHttp } from './index.ts'
import { msToComeIn } from './listen.ts'

const CROWD = 200

async function listen(fetch?: Fetch): Promise<HttpServer> {
  const outcome = await listenHttp({ host: '127.0.0.1', port: 0 })
  if (outcome.kind !== 'listening') throw new Error(outcome.kind)
  onTestFinished(() => outcome.server.stop({ within: 0 }))
  if (fetch) outcome.server.answerWith(fetch)
  return outcome.server
}

const at = (server: HttpServer) => `http://127.0.0.1:${server.port}/`

it('a port that another has is said to be in use', async () => {
  const { port } = await listen()
  expect(await listenHttp({ host: '127.0.0.1', port })).toEqual({ kind: 'port-in-use' })
})

it('an address of another machine is said to be none of ours', async () => {
  expect(await listenHttp({ host: '192.0.2.1', port: 0 })).toEqual({ kind: 'no-such-address' })
})

it('until there is something to answer with, it asks to come back', async () => {
  const server = await listen()
  const early = await fetch(at(server))
  expect([early.status, early.headers.get('Retry-After')]).toEqual([503, '2'])
  server.answerWith(() => new Response('here'))
  expect(await (await fetch(at(server))).text()).toBe('here')
})

it('a request that runs is finished when it stops, and a new one is not taken', async () => {
  const [begun, mayEnd] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const server = await listen(async () => {
    begun.resolve()
    await mayEnd.promise
    return new Response('finished')
  })
  const running = fetch(at(server))
  await begun.promise
  const stopped = server.stop()
  await expect(fetch(at(server))).rejects.toThrow()
  mayEnd.resolve()
  expect(await (await running).text()).toBe('finished')
  await stopped
})

it('a kept connection does not hold up the stop', async () => {
  const server = await listen(() => new Response('once'))
  await (await fetch(at(server))).text()
  // One that did would be waited for until after the limit of the test.
  await server.stop({ within: 600_000 })
})

it('a crowd is let in although the process is busy: each long turn takes many in', async () => {
  const server = await listen(() => new Response('here'))
  let [turns, answered] = [0, 0]
  for (let one = 0; one < CROWD; one++) {
    const socket = connect(server.port, '127.0.0.1')
    onTestFinished(() => void socket.destroy())
    socket.write('GET / HTTP/1.1\r\nHost: here\r\n\r\n')
    socket.once('data', () => answered++)
  }
  const beBusy = async () => {
    const until = performance.now() + 10
    while (performance.now() < until);
    turns++
    await setImmediate()
  }
  while (answered < CROWD) await beBusy()
  expect(turns).toBeLessThan(CROWD / 2)
})

it('what never ends is cut off in the end', async () => {
  const server = await listen(
    () => new Response(new ReadableStream({ start: (stream) => stream.enqueue(new Uint8Array(1)) })),
  )
  const endless = (await fetch(at(server))).arrayBuffer()
  await Promise.all([server.stop({ within: 100 }), expect(endless).rejects.toThrow()])
})

it('a body may take as long as its size asks, and not for ever', () => {
  expect(msToComeIn(0)).toBe(300_000)
  expect(msToComeIn(200 * 1024 * 1024) / 60_000).toBeCloseTo(121.5, 1)
  expect(msToComeIn(1e15)).toBe(4 * 3_600_000)
  expect(msToComeIn(Number.NaN)).toBe(300_000)
})
