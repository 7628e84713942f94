import { Hono } from 'hono'
import {
  dropUrgency,
  findUrgency,
  findWatch,
  listToldTo,
  setUrgency,
  urgencySchema,
  type WatchLine,
  writeUrgency,
} from '#domains/listen'
import { dateIn } from '#platform/clock'
import { type FormErrors, pathHere, readForm, type Web, type WebContext } from '#web/http'
import { getStaff, notFoundPage, staffMay } from '#web/shell'
import { say } from '#web/words'
import { readId } from './ids.ts'
import { urgencyMessages } from './urgency.messages.ts'
import { type UrgencyForm, urgencyPage } from './urgency.page.tsx'

/** When a watch is urgent, and who is told then. */
export const urgencyRoutes = new Hono<Web>()

const listener = staffMay('listen')

urgencyRoutes.get('/listen/watches/:id/urgent', listener, async (c) => {
  const watch = await readWatch(c)
  if (!watch) return notFoundPage(c)
  const urgency = await findUrgency(c.var.services.db, watch.id)
  return showForm(c, watch, { text: urgency ? writeUrgency(urgency) : {}, errors: {} })
})

urgencyRoutes.post('/listen/watches/:id/urgent', listener, async (c) => {
  const watch = await readWatch(c)
  if (!watch) return notFoundPage(c)
  const form = await readForm(c, urgencySchema)
  if (form.kind === 'invalid')
    return showForm(c, watch, { text: form.text, errors: sayErrors(c, form.errors) })
  const { db, clock } = c.var.services
  const deed = { by: (await getStaff(c)).accountId, now: clock.now(), mayBeTold: await readToldTo(c) }
  const outcome = await db.transaction().execute((tx) => setUrgency(tx, watch.id, form.value, deed))
  switch (outcome.kind) {
    case 'set':
      return c.redirect(`${pathHere(c, `/desk/listen/watches/${watch.id}`)}?done=saved`, 303)
    case 'not-found':
      return notFoundPage(c)
    case 'nobody-told':
      return showForm(c, watch, { text: form.text, errors: sayErrors(c, { toldTo: 'missing' }) })
  }
})

urgencyRoutes.post('/listen/watches/:id/urgent/drop', listener, async (c) => {
  const id = readId(c.req.param('id'))
  if (!id) return notFoundPage(c)
  await c.var.services.db.transaction().execute((tx) => dropUrgency(tx, id))
  return c.redirect(`${pathHere(c, `/desk/listen/watches/${id}`)}?done=dropped`, 303)
})

async function readWatch(c: WebContext): Promise<WatchLine | undefined> {
  const { db, clock } = c.var.services
  const id = readId(c.req.param('id'))
  return id === undefined ? undefined : findWatch(db, id, clock.now())
}

function readToldTo(c: WebContext) {
  const { db, clock, config } = c.var.services
  return listToldTo(db, dateIn(config.timeZone, clock.now()))
}

async function showForm(c: WebContext, watch: WatchLine, form: UrgencyForm): Promise<Response> {
  return urgencyPage(c, { watch, form, toldTo: await readToldTo(c) })
}

function sayErrors(c: WebContext, errors: FormErrors): Record<string, string> {
  const t = say(c, urgencyMessages)
  const sentence = (word: string) => {
    const [kind, from = '', to = ''] = word.split(':')
    if (kind === 'not-from') return t('notFrom', { from, to })
    if (kind === 'not-all-three') return t('notAllThree')
    return t(kind === 'nothing-urgent' ? 'nothingUrgent' : 'nobody')
  }
  return Object.fromEntries(Object.entries(errors).map(([name, word]) => [name, sentence(word)]))
}
