import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { confirmHub, expectsNews, takePushed } from '#domains/listen'
import type { Web } from '#web/http'

/** Where hubs bring the news of sources. Whoever has no business here hears the same, whatever they tried. */
export const websubRoutes = new Hono<Web>()

/** As much as is fetched of a feed. */
const LARGEST = 15 * 1024 * 1024
const LONGEST_CHALLENGE = 1000

const nothingHere = () => new Response('Not found', { status: 404, headers: { 'Cache-Control': 'no-store' } })

websubRoutes.get('/websub/:key', async (c) => {
  const { writes, clock } = c.var.services
  const said = (name: string) => c.req.query(`hub.${name}`) ?? ''
  const [mode, topic, challenge] = [said('mode'), said('topic'), said('challenge')]
  if (challenge.length > LONGEST_CHALLENGE) return nothingHere()
  const lease = said('lease_seconds')
  const leaseSeconds = /^\d{1,10}$/.test(lease) ? Number(lease) : undefined
  const question = { mode, topic, leaseSeconds }
  const key = c.req.param('key')
  const outcome = await writes.transaction().execute((tx) => confirmHub(tx, key, question, clock.now()))
  if (outcome.kind === 'refused') return nothingHere()
  return c.body(challenge, 200, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' })
})

websubRoutes.post(
  '/websub/:key',
  async (c, next) => {
    const { db, clock } = c.var.services
    return (await expectsNews(db, c.req.param('key'), clock.now())) ? next() : nothingHere()
  },
  bodyLimit({ maxSize: LARGEST, onError: nothingHere }),
  async (c) => {
    const { writes, clock } = c.var.services
    const file = {
      contentType: c.req.header('content-type') ?? '',
      signature: c.req.header('x-hub-signature') ?? '',
      body: new Uint8Array(await c.req.arrayBuffer()),
    }
    const key = c.req.param('key')
    const outcome = await writes.transaction().execute((tx) => takePushed(tx, key, file, clock.now()))
    return outcome.kind === 'kept' ? c.body(null, 202) : nothingHere()
  },
)
