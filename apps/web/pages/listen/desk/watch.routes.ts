import { Hono } from 'hono'
import {
  addWatch,
  changeWatch,
  endWatch,
  findWatch,
  listServedDossiers,
  listWatches,
  stampOfWatch,
  type WatchLine,
} from '#domains/listen'
import { listSubjects } from '#domains/people'
import {
  type FormErrors,
  type FormText,
  pathHere,
  readFormText,
  textOf,
  type Web,
  type WebContext,
} from '#web/http'
import { getStaff, notFoundPage, staffMay } from '#web/shell'
import { say } from '#web/words'
import { readId } from './ids.ts'
import { watchMessages } from './watch.messages.ts'
import { watchesPage, watchPage } from './watch.page.tsx'
import { readOffered, readWatchForm, sayErrors, sayObstacle, watchFormPage } from './watch-form.tsx'

/** Watches as staff make, change and end them. */
export const watchRoutes = new Hono<Web>()

const listener = staffMay('listen')

watchRoutes.get('/listen/watches', listener, async (c) => {
  const { db, clock } = c.var.services
  const done = (['added', 'ended'] as const).find((word) => word === c.req.query('done'))
  return watchesPage(c, { watches: await listWatches(db, clock.now()), done })
})

watchRoutes.get('/listen/watches/new', listener, (c) => {
  const dossier = readId(c.req.query('dossier'))
  return showNew(c, dossier === undefined ? {} : { 'dossierIds[]': [dossier] }, {})
})

watchRoutes.post('/listen/watches/new', listener, async (c) => {
  const text = await readFormText(c)
  const result = readWatchForm(text)
  if (!result.success) return showNew(c, text, sayErrors(c, result.error))
  const { db, clock } = c.var.services
  const who = { by: (await getStaff(c)).accountId, now: clock.now() }
  const outcome = await db.transaction().execute((tx) => addWatch(tx, result.data, who))
  if (outcome.kind === 'added') return c.redirect(`${pathHere(c, '/desk/listen/watches')}?done=added`, 303)
  return showNew(c, text, sayObstacle(c, outcome))
})

async function showNew(c: WebContext, text: FormText, errors: FormErrors): Promise<Response> {
  return watchFormPage(c, { form: { text, errors }, offered: await readOffered(c) })
}

watchRoutes.get('/listen/watches/:id', listener, async (c) => {
  const done = c.req.query('done') === 'changed' ? ('changed' as const) : undefined
  return showWatch(c, { done })
})

async function showWatch(
  c: WebContext,
  told: { done?: 'changed' | undefined; problem?: string },
): Promise<Response> {
  const watch = await readWatch(c)
  if (!watch) return notFoundPage(c)
  const { db } = c.var.services
  const [served, subjects] = await Promise.all([
    listServedDossiers(db, [watch.id]),
    watch.subject_id === null ? [] : listSubjects(db),
  ])
  const subject = subjects.find(({ id }) => id === watch.subject_id)
  return watchPage(c, { watch, subject, dossiers: served.get(watch.id) ?? [], ...told })
}

async function readWatch(c: WebContext): Promise<WatchLine | undefined> {
  const { db, clock } = c.var.services
  const id = readId(c.req.param('id'))
  return id === undefined ? undefined : findWatch(db, id, clock.now())
}

watchRoutes.get('/listen/watches/:id/change', listener, async (c) => {
  const watch = await readWatch(c)
  if (!watch) return notFoundPage(c)
  const served = await listServedDossiers(c.var.services.db, [watch.id])
  const text: FormText = {
    ...{ name: watch.name, query: watch.query, purpose: watch.purpose, followsSubject: 'yes' },
    ...{ subjectId: watch.subject_id ?? '', seen: stampOfWatch(watch) },
    'dossierIds[]': (served.get(watch.id) ?? []).map(({ id }) => id),
  }
  return showChange(c, watch.id, { text, errors: {} })
})

watchRoutes.post('/listen/watches/:id/change', listener, async (c) => {
  const watch = await readWatch(c)
  if (!watch) return notFoundPage(c)
  const text = await readFormText(c)
  const result = readWatchForm(text)
  if (!result.success) return showChange(c, watch.id, { text, errors: sayErrors(c, result.error) })
  const { db, clock } = c.var.services
  const change = { ...result.data, id: watch.id, seen: textOf(text, 'seen') }
  const outcome = await db.transaction().execute((tx) => changeWatch(tx, change, clock.now()))
  switch (outcome.kind) {
    case 'changed':
      return c.redirect(`${pathHere(c, `/desk/listen/watches/${watch.id}`)}?done=changed`, 303)
    case 'not-found':
      return notFoundPage(c)
    case 'changed-meanwhile':
      text.seen = stampOfWatch(watch)
  }
  return showChange(c, watch.id, { text, errors: sayObstacle(c, outcome) })
})

async function showChange(
  c: WebContext,
  watchId: string,
  form: { text: FormText; errors: FormErrors },
): Promise<Response> {
  return watchFormPage(c, { watchId, form, offered: await readOffered(c, watchId) })
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
