import { Hono } from 'hono'
import { z } from 'zod'
import {
  addSource,
  chooseWholeText,
  createSourceFetcher,
  findMailed,
  findSource,
  findWholeText,
  listSources,
  newSourceSchema,
  stopSource,
  weighSource,
} from '#domains/listen'
import { type FormErrors, pathHere, readForm, type Web, type WebContext } from '#web/http'
import { getStaff, notFoundPage, staffMay } from '#web/shell'
import { say } from '#web/words'
import { sourceMessages } from '../source.messages.ts'
import { readId } from './ids.ts'
import { newSourcePage } from './new-source.page.tsx'
import { doneWithSource, sourcePage, sourcesPage } from './source.page.tsx'
import { sayProblem } from './source-problem.ts'

/** Sources as staff add and watch over them. */
export const sourceRoutes = new Hono<Web>()

const listener = staffMay('listen')
const PAGE_SIZE = 50

sourceRoutes.get('/listen/sources', listener, async (c) => {
  const done = (['added', 'stopped'] as const).find((word) => word === c.req.query('done'))
  const { db, clock } = c.var.services
  const after = c.req.query('after')
  const sources = await listSources(db, clock.now(), { after, size: PAGE_SIZE })
  return sourcesPage(c, { sources, isFirst: after === undefined, done })
})

sourceRoutes.get('/listen/sources/new', listener, (c) =>
  newSourcePage(c, {
    text: { legalBasis: 'public_task', address: c.req.query('address') ?? '' },
    errors: {},
  }),
)

sourceRoutes.post('/listen/sources/new', listener, async (c) => {
  const form = await readForm(c, newSourceSchema)
  if (form.kind === 'invalid')
    return newSourcePage(c, { text: form.text, errors: inSentences(c, form.errors) })
  const { db, clock, config, reader } = c.var.services
  const by = (await getStaff(c)).accountId
  const outcome = await addSource(
    db,
    { fetcher: createSourceFetcher(config), reader },
    { ...form.value, by, clock },
  )
  if (outcome.kind === 'added') return c.redirect(`${pathHere(c, '/desk/listen/sources')}?done=added`, 303)
  const t = say(c, sourceMessages)
  const address =
    outcome.kind === 'unusable'
      ? sayProblem(t, outcome.problem)
      : t('already-added', { title: outcome.title })
  return newSourcePage(c, { text: form.text, errors: { address } })
})

sourceRoutes.get('/listen/sources/:id', listener, async (c) => {
  const id = readId(c.req.param('id'))
  if (!id) return notFoundPage(c)
  const { db, clock, mailReader } = c.var.services
  const [source, balance, wholeText] = await Promise.all([
    findSource(db, id, clock.now()),
    weighSource(db, id, clock.now()),
    findWholeText(db, id, clock.now()),
  ])
  const done = doneWithSource.find((word) => word === c.req.query('done'))
  if (!source) return notFoundPage(c)
  const mailed = source.kind === 'mail' ? await findMailed(db, mailReader, id) : undefined
  return sourcePage(c, { source, balance, wholeText, mailed, done })
})

const wholeTextSchema = z.object({ wanted: z.enum(['yes', 'no']) })

sourceRoutes.post('/listen/sources/:id/whole-text', listener, async (c) => {
  const id = readId(c.req.param('id'))
  const form = await readForm(c, wholeTextSchema)
  if (!id || form.kind === 'invalid') return notFoundPage(c)
  const { db, clock } = c.var.services
  const isWanted = form.value.wanted === 'yes'
  const outcome = await db
    .transaction()
    .execute((tx) => chooseWholeText(tx, { sourceId: id, isWanted, now: clock.now() }))
  if (outcome.kind === 'not-found') return notFoundPage(c)
  return c.redirect(`${pathHere(c, `/desk/listen/sources/${id}`)}?done=${isWanted ? 'chosen' : 'left'}`, 303)
})

sourceRoutes.post('/listen/sources/:id/stop', listener, async (c) => {
  const id = readId(c.req.param('id'))
  if (!id) return notFoundPage(c)
  const { db, clock } = c.var.services
  const outcome = await db.transaction().execute((tx) => stopSource(tx, id, clock.now()))
  if (outcome.kind === 'not-found') return notFoundPage(c)
  return c.redirect(`${pathHere(c, '/desk/listen/sources')}?done=stopped`, 303)
})

/** What is wrong with a form of a source, beside its fields. */
export function inSentences(c: WebContext, errors: FormErrors): FormErrors {
  const t = say(c, sourceMessages)
  const missing: Record<string, string> = {
    address: t('missingAddress'),
    purpose: t('missingPurpose'),
    legalBasis: t('missingBasis'),
  }
  return Object.fromEntries(
    Object.entries(errors).map(([field, word]) => [
      field,
      word === 'too-long' ? t('tooLong') : (missing[field] ?? word),
    ]),
  )
}
