import { Hono } from 'hono'
import { countHelped, countInbox } from '#domains/answer'
import { listDossiers } from '#domains/dossier'
import { listResponseQueues } from '#domains/followup'
import { countInputsByWeek } from '#domains/register'
import { dateIn } from '#platform/clock'
import type { Web } from '#web/http'
import { getStaff, staffMay } from '#web/shell'
import { overviewPage, WEEKS } from './overview.page.tsx'

/** What who makes policy sees first. */
export const overviewRoutes = new Hono<Web>()

const SOON_DAYS = 14
const MOST_DOSSIERS = 50
const DAY_MS = 86_400_000

overviewRoutes.get('/overview', staffMay('respond'), async (c) => {
  const { db, config, clock } = c.var.services
  const now = clock.now()
  const today = dateIn(config.timeZone, now)
  const soonUntil = dateIn(config.timeZone, new Date(+now + SOON_DAYS * DAY_MS))
  const viewer = { accountId: (await getStaff(c)).accountId, today }
  const [dossiers, queues, inbox, helped] = await Promise.all([
    listDossiers(db, { states: ['open'], today, page: { size: MOST_DOSSIERS } }),
    listResponseQueues(db),
    countInbox(db, viewer),
    countHelped(db, today),
  ])
  const ids = dossiers.rows.map(({ id }) => id)
  const weeks = await countInputsByWeek(db, { dossierIds: ids, weeks: WEEKS, now })
  return overviewPage(c, {
    ...{ dossiers: dossiers.rows, queues, weeks, today, soonUntil, helped },
    ...{ days: SOON_DAYS, lateConversations: inbox.late },
  })
})
