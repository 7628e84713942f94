import { Hono } from 'hono'
import { addWatch, endWatch, listWatches, newWatchSchema, type WatchRefusal } from '#domains/listen'
import {
  errorsOf,
  type FormErrors,
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
import { newWatchPage, watchesPage, watchPage } from './watch.page.tsx'

/** Watches as staff make and end them. */
export const watchRoutes = new Hono<Web>()

const listener = staffMay('listen')

watchRoutes.get('/listen/watches', listener, async (c) => {
  const { db, clock } = c.var.services
  const done = (['added', 'ended'] as const).find((word) => word === c.req.query('done'))
  return watchesPage(c, { watches: await listWatches(db, clock.now()), done })
})

watchRoutes.get('/listen/watches/new', listener, (c) => newWatchPage(c, { text: {}, errors: {} }))

watchRoutes.post('/listen/watches/new', listener, async (c) => {
  const text = await readFormText(c)
  const followsSubject = textOf(text, 'followsSubject') === 'yes'
  const result = newWatchSchema.safeParse({ ...text, followsSubject })
  if (!result.success) return newWatchPage(c, { text, errors: inSentences(c, errorsOf(result.error)) })
  const { db, clock } = c.var.services
  const who = { by: (await getStaff(c)).accountId, now: clock.now() }
  const outcome = await db.transaction().execute((tx) => addWatch(tx, result.data, who))
  if (outcome.kind === 'added') return c.redirect(`${pathHere(c, '/desk/listen/watches')}?done=added`, 303)
  const errors: FormErrors =
    outcome.kind === 'refused'
      ? { query: refusalOf(c, outcome.refusal) }
      : { name: say(c, watchMessages)('nameTaken') }
  return newWatchPage(c, { text, errors })
})

watchRoutes.get('/listen/watches/:id', listener, async (c) => {
  const { db, clock } = c.var.services
  const id = readId(c.req.param('id'))
  const watch = (await listWatches(db, clock.now())).find((candidate) => candidate.id === id)
  return watch ? watchPage(c, watch) : notFoundPage(c)
})

watchRoutes.post('/listen/watches/:id/end', listener, async (c) => {
  const id = readId(c.req.param('id'))
  if (!id) return notFoundPage(c)
  const { db, clock } = c.var.services
  const outcome = await db.transaction().execute((tx) => endWatch(tx, id, clock.now()))
  if (outcome.kind === 'not-found') return notFoundPage(c)
  return c.redirect(`${pathHere(c, '/desk/listen/watches')}?done=ended`, 303)
})

function refusalOf(c: WebContext, { kind, ...values }: WatchRefusal): string {
  return say(c, watchMessages)(kind, values)
}

function inSentences(c: WebContext, errors: FormErrors): FormErrors {
  const t = say(c, watchMessages)
  const missing: Record<string, string> = {
    name: t('missingName'),
    query: t('empty'),
    purpose: t('missingPurpose'),
    followsSubject: t('notDeclared'),
  }
  return Object.fromEntries(
    Object.entries(errors).map(([field, word]) => [
      field,
      word === 'too-long' ? t('tooLong') : (missing[field] ?? word),
    ]),
  )
}
