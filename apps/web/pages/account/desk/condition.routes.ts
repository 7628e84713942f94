import { Hono } from 'hono'
import { countLateMaps } from '#domains/opinions'
import { examineJobs } from '#platform/jobs'
import { examineMail } from '#platform/mail'
import type { Web } from '#web/http'
import { staffMay } from '#web/shell'
import { conditionPage } from './condition.page.tsx'

/** Whether the installation does its work: for administrators, beside the command doctor. */
export const conditionRoutes = new Hono<Web>()

conditionRoutes.get('/condition', staffMay('administer'), async (c) => {
  const { db, clock } = c.var.services
  const [jobs, mail, lateMaps] = await Promise.all([
    examineJobs(db),
    examineMail(db),
    countLateMaps(db, clock.now()),
  ])
  return conditionPage(c, { jobs, mail, lateMaps })
})
