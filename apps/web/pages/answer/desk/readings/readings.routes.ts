import { Hono } from 'hono'
import { z } from 'zod'
import { listReadingsOf, logReading, nameConversations } from '#domains/answer'
import { listAccessBy, listAllWhoWorkedHere } from '#domains/people'
import { addDays } from '#platform/clock'
import { errorsOf, type Web, type WebContext } from '#web/http'
import { notFoundPage, staffMay } from '#web/shell'
import { readerHere } from '../conversation/deed.ts'
import { readingsByPage, readingsOfPage } from './readings.page.tsx'

/** Who read what: of one conversation, and of one colleague. */
export const readingsRoutes = new Hono<Web>()

const PAGE_SIZE = 50
const afterSchema = z.string().max(200).optional().catch(undefined)

readingsRoutes.get('/inbox/:id/readers', staffMay('erase'), async (c) => {
  const id = z.uuid().safeParse(c.req.param('id'))
  if (!id.success) return notFoundPage(c)
  const { accountId: by, today } = await readerHere(c)
  const { db, clock } = c.var.services
  const after = afterSchema.parse(c.req.query('after'))
  const asked = { conversationId: id.data, by, today, now: clock.now() }
  const page = { after, size: PAGE_SIZE }
  const found = await db.transaction().execute((tx) => listReadingsOf(tx, asked, page))
  return found ? readingsOfPage(c, { id: id.data, after, ...found }) : notFoundPage(c)
})

const day = z.iso.date('missing')
const periodSchema = z
  .object({ who: z.uuid('missing'), from: day, until: day })
  .refine(({ from, until }) => from <= until, { path: ['until'], error: 'before' })

/** How far back it goes where nobody says so. */
const DAYS_SHOWN = 7

readingsRoutes.get('/readings', staffMay('administer'), async (c) => {
  const { db } = c.var.services
  const { today } = await readerHere(c)
  const colleagues = await listAllWhoWorkedHere(db)
  const { who = '', from = addDays(today, -DAYS_SHOWN), until = today } = c.req.query()
  const typed = { who, from, until }
  if (c.req.query('from') === undefined) return readingsByPage(c, { colleagues, typed })
  const asked = periodSchema.safeParse(typed)
  if (!asked.success) return readingsByPage(c, { colleagues, typed, errors: errorsOf(asked.error) })
  if (!colleagues.some(({ accountId }) => accountId === who))
    return readingsByPage(c, { colleagues, typed, errors: { who: 'missing' } })
  return showReadingsBy(c, { colleagues, typed })
})

async function showReadingsBy(
  c: WebContext,
  view: Pick<Parameters<typeof readingsByPage>[1], 'colleagues' | 'typed'>,
): Promise<Response> {
  const { db, clock, config } = c.var.services
  const { who: accountId, from, until } = view.typed
  const reader = await readerHere(c)
  const after = afterSchema.parse(c.req.query('after'))
  const period = { accountId, from, until, timeZone: config.timeZone }
  const { readings, names } = await db.transaction().execute(async (tx) => {
    const found = await listAccessBy(tx, period, { after, size: PAGE_SIZE })
    await logReading(tx, accountId, reader.accountId, clock.now())
    return { readings: found, names: await nameConversations(tx, found.rows, reader) }
  })
  return readingsByPage(c, { ...view, found: { readings, names, after } })
}
