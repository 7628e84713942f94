import { Hono } from 'hono'
import { z } from 'zod'
import { appealDecisionSchema, decideAppeal, listOpenAppeals } from '#domains/moderation'
import { dateIn } from '#platform/clock'
import { pathHere, readForm, type Web, type WebContext } from '#web/http'
import { getStaff, notDonePage, notFoundPage, staffMay } from '#web/shell'
import { textOwners } from '../text-owners.ts'
import { type AppealsView, appealsPage, readAppealTold, wordsOfAppeal } from './appeal.page.tsx'

/** The second look at refused statements, as staff take it. */
export const appealRoutes = new Hono<Web>()

const PAGE_SIZE = 25
const moderator = staffMay('moderate')

appealRoutes.get('/appeals', moderator, (c) => showAppeals(c, { told: readAppealTold(c.req.query('told')) }))

appealRoutes.post('/appeals/:id', moderator, async (c) => {
  const id = z.uuid().safeParse(c.req.param('id'))
  if (!id.success) return notFoundPage(c)
  const form = await readForm(c, appealDecisionSchema)
  if (form.kind === 'invalid')
    return showAppeals(c, { wrong: { id: id.data, text: form.text, errors: form.errors } })
  const { db, clock, config } = c.var.services
  const now = clock.now()
  const who = { by: (await getStaff(c)).accountId, now, today: dateIn(config.timeZone, now) }
  const outcome = await db
    .transaction()
    .execute((tx) => decideAppeal(tx, textOwners, id.data, form.value, who))
  if (outcome.kind === 'not-found') return notFoundPage(c)
  const back = `${pathHere(c, '/desk/appeals')}?told=${outcome.kind}`
  return outcome.kind === 'upheld' || outcome.kind === 'overturned'
    ? c.redirect(back, 303)
    : notDonePage(c, { words: wordsOfAppeal(c, outcome.kind), back })
})

async function showAppeals(c: WebContext, view: Omit<AppealsView, 'appeals'>): Promise<Response> {
  const reader = (await getStaff(c)).accountId
  const page = { after: c.req.query('after'), size: PAGE_SIZE, reader }
  return appealsPage(c, { appeals: await listOpenAppeals(c.var.services.db, textOwners, page), ...view })
}
