import { Hono } from 'hono'
import {
  addWatch,
  changeWatch,
  countMarksByWeek,
  endWatch,
  findUrgency,
  findWatch,
  listEscalations,
  listFollows,
  listPersonRequests,
  listServedDossiers,
  listWatches,
  stampOfWatch,
  typedGround,
  type WatchLine,
} from '#domains/listen'
import { listSubjects } from '#domains/people'
import { type FormText, pathHere, textOf, type Web, type WebContext } from '#web/http'
import { getStaff, notFoundPage, staffMay } from '#web/shell'
import { say } from '#web/words'
import { readId } from './ids.ts'
import { queryAsShown } from './query-in-step.ts'
import { watchMessages } from './watch.messages.ts'
import { type WatchDone, watchDone, watchesPage, watchPage } from './watch.page.tsx'
import { readWatchForm, sayErrors, sayObstacle } from './watch-form.tsx'
import { answerStep, readSent, showForm } from './watch-steps.ts'

/** Watches as staff make, change and end them. */
export const watchRoutes = new Hono<Web>()

const listener = staffMay('listen')

watchRoutes.get('/listen/watches', listener, async (c) => {
  const { db, clock } = c.var.services
  const done = (['added', 'added-held', 'ended'] as const).find((word) => word === c.req.query('done'))
  return watchesPage(c, { watches: await listWatches(db, clock.now()), done })
})

watchRoutes.get('/listen/watches/new', listener, async (c) => {
  const dossier = readId(c.req.query('dossier'))
  const text: FormText = dossier === undefined ? {} : { 'dossierIds[]': [dossier] }
  return showForm(c, { text, inStep: queryAsShown('') })
})

watchRoutes.post('/listen/watches/new', listener, async (c) => {
  const sent = await readSent(c)
  const early = await answerStep(c, sent)
  if (early) return early
  const result = readWatchForm(sent.text)
  if (!result.success) return showForm(c, { ...sent, errors: sayErrors(c, result.error) })
  const { db, clock } = c.var.services
  const who = { by: (await getStaff(c)).accountId, now: clock.now() }
  const outcome = await db.transaction().execute((tx) => addWatch(tx, result.data, who))
  if (outcome.kind !== 'added') return showForm(c, { ...sent, ...sayRefusal(c, outcome) })
  const done = outcome.isHeld ? 'added-held' : 'added'
  return c.redirect(`${pathHere(c, '/desk/listen/watches')}?done=${done}`, 303)
})

watchRoutes.get('/listen/watches/:id', listener, async (c) => {
  return showWatch(c, { done: watchDone.find((word) => word === c.req.query('done')) })
})

async function showWatch(
  c: WebContext,
  told: { done?: WatchDone | undefined; problem?: string },
): Promise<Response> {
  const watch = await readWatch(c)
  if (!watch) return notFoundPage(c)
  const { db } = c.var.services
  const { accountId } = await getStaff(c)
  const [time, urgency, escalations, served, [follow], subjects, requests] = await Promise.all([
    readTime(c, watch),
    findUrgency(db, watch.id),
    listEscalations(db, watch.id, SHOWN_ESCALATIONS),
    listServedDossiers(db, [watch.id]),
    listFollows(db, accountId, watch.id),
    watch.subject_id === null ? [] : listSubjects(db),
    listPersonRequests(db, watch.id),
  ])
  const subject = subjects.find(({ id }) => id === watch.subject_id)
  const dossiers = served.get(watch.id) ?? []
  const person = { requests, accountId }
  const alerts = { follow, urgency: { urgency, escalations } }
  return watchPage(c, { watch, subject, time, ...alerts, person, dossiers, ...told })
}

/** Earlier ones say nothing about how it goes now. */
const SHOWN_ESCALATIONS = 10

/** Half a year. */
const WEEKS = 26

async function readTime(c: WebContext, watch: WatchLine) {
  const { db, clock } = c.var.services
  const now = clock.now()
  const others = (await listWatches(db, now)).filter(({ id }) => id !== watch.id)
  const other = others.find(({ id }) => id === c.req.query('with'))
  const watchIds = other ? [watch.id, other.id] : [watch.id]
  return { watch, other, others, weeks: await countMarksByWeek(db, { watchIds, weeks: WEEKS, now }) }
}

async function readWatch(c: WebContext): Promise<WatchLine | undefined> {
  const { db, clock } = c.var.services
  const id = readId(c.req.param('id'))
  return id === undefined ? undefined : findWatch(db, id, clock.now())
}

watchRoutes.get('/listen/watches/:id/change', listener, async (c) => {
  const watch = await readWatch(c)
  if (!watch) return notFoundPage(c)
  const { db } = c.var.services
  const [served, requests] = await Promise.all([
    listServedDossiers(db, [watch.id]),
    listPersonRequests(db, watch.id),
  ])
  const current = requests.find(({ isCurrent }) => isCurrent)
  const text: FormText = {
    ...(current ? typedGround(current) : {}),
    ...{ name: watch.name, query: watch.query, purpose: watch.purpose, followsSubject: 'yes' },
    ...{ subjectId: watch.subject_id ?? '', seen: stampOfWatch(watch) },
    'dossierIds[]': (served.get(watch.id) ?? []).map(({ id }) => id),
  }
  return showForm(c, { watchId: watch.id, text, inStep: queryAsShown(watch.query), names: current?.names })
})

watchRoutes.post('/listen/watches/:id/change', listener, async (c) => {
  const watch = await readWatch(c)
  if (!watch) return notFoundPage(c)
  const sent = { ...(await readSent(c)), watchId: watch.id }
  const early = await answerStep(c, sent)
  if (early) return early
  const result = readWatchForm(sent.text)
  if (!result.success) return showForm(c, { ...sent, errors: sayErrors(c, result.error) })
  const { db, clock } = c.var.services
  const by = (await getStaff(c)).accountId
  const change = { ...result.data, id: watch.id, by, seen: textOf(sent.text, 'seen') }
  const outcome = await db.transaction().execute((tx) => changeWatch(tx, change, clock.now()))
  switch (outcome.kind) {
    case 'changed':
      return c.redirect(
        `${pathHere(c, `/desk/listen/watches/${watch.id}`)}?done=${outcome.isHeld ? 'changed-held' : 'changed'}`,
        303,
      )
    case 'not-found':
      return notFoundPage(c)
    case 'changed-meanwhile':
      sent.text.seen = stampOfWatch(watch)
  }
  return showForm(c, { ...sent, ...sayRefusal(c, outcome) })
})

/** Why a watch is not as it was asked, and who seems to be named in it. */
function sayRefusal(c: WebContext, outcome: Parameters<typeof sayObstacle>[1]) {
  const names = outcome.kind === 'names-person' ? outcome.names : undefined
  return { names, errors: sayObstacle(c, outcome) }
}

watchRoutes.post('/listen/watches/:id/end', listener, async (c) => {
  const id = readId(c.req.param('id'))
  if (!id) return notFoundPage(c)
  const { db, clock } = c.var.services
  const outcome = await db.transaction().execute((tx) => endWatch(tx, id, clock.now()))
  if (outcome.kind === 'not-found') return notFoundPage(c)
  if (outcome.kind === 'named')
    return showWatch(c, { problem: say(c, watchMessages)('named', { watches: outcome.watches.join(', ') }) })
  return c.redirect(`${pathHere(c, '/desk/listen/watches')}?done=ended`, 303)
})
