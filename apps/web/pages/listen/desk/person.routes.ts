import { Hono } from 'hono'
import { z } from 'zod'
import { decideOnWatch } from '#domains/listen'
import { pathHere, readForm, type Web } from '#web/http'
import { getStaff, notFoundPage, staffMay } from '#web/shell'
import { readId } from './ids.ts'

/** A second colleague says whether a watch may name whom it names. */
export const personRoutes = new Hono<Web>()

const decisionSchema = z.object({ request: z.uuid(), agrees: z.enum(['yes', 'no']) })

personRoutes.post('/listen/watches/:id/person', staffMay('listen'), async (c) => {
  const id = readId(c.req.param('id'))
  const form = await readForm(c, decisionSchema)
  if (!id || form.kind === 'invalid') return notFoundPage(c)
  const { db, clock } = c.var.services
  const { request: requestId, agrees } = form.value
  const decision = { requestId, agrees: agrees === 'yes', by: (await getStaff(c)).accountId }
  const outcome = await db.transaction().execute((tx) => decideOnWatch(tx, { ...decision, now: clock.now() }))
  const done = outcome.kind === 'agreed' || outcome.kind === 'declined' ? outcome.kind : 'gone'
  return c.redirect(`${pathHere(c, `/desk/listen/watches/${id}`)}?done=${done}`, 303)
})
