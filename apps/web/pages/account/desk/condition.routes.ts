import { Hono } from 'hono'
import { countLateMaps } from '#domains/opinions'
import { examineJobs } from '#platform/jobs'
import { examineMail } from '#platform/mail'
import { examineMailboxes } from '#platform/mailbox'
import type { Web } from '#web/http'
import { staffMay } from '#web/shell'
import { conditionPage } from './condition.page.tsx'

/** Whether the installation does its work: for administrators, beside the command doctor. */
export const conditionRoutes = new Hono<Web>()

conditionRoutes.get('/condition', staffMay('administer'), async (c) => {
  const { db, clock, config } = c.var.services
  const [jobs, mail, mailboxes, lateMaps] = await Promise.all([
    examineJobs(db),
    examineMail(db),
    examineMailboxes(db, config.mailboxes, clock.now()),
    countLateMaps(db, clock.now()),
  ])
  return conditionPage(c, { jobs, mail, mailboxes, lateMaps })
})
