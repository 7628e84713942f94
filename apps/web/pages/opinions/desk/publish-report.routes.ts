import { Hono } from 'hono'
import { publishReport } from '#domains/opinions'
import { pathHere, type Web } from '#web/http'
import { findDialogue, timeOf } from '#web/pages/dialogue'
import { getStaff, notFoundPage, staffMay } from '#web/shell'

/** Keeping a report as it is now. */
export const publishReportRoutes = new Hono<Web>()

publishReportRoutes.post('/dialogues/:slug/reports', staffMay('make-dossiers'), async (c) => {
  const { db, config } = c.var.services
  const page = await findDialogue(c)
  if (!page) return notFoundPage(c)
  const by = (await getStaff(c)).accountId
  const { now } = timeOf(c)
  const outcome = await db
    .transaction()
    .execute((tx) => publishReport(tx, { ...page, by, now, timeZone: config.timeZone }))
  const address = 'version' in outcome ? `reports/${outcome.version}` : 'report'
  return c.redirect(pathHere(c, `/dialogues/${page.dialogue.slug}/${address}?told=${outcome.kind}`), 303)
})
