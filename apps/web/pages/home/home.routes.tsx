import { Hono } from 'hono'
import { listDossiers } from '#domains/dossier'
import { dateIn } from '#platform/clock'
import { sharedPage } from '../../frame/shared-page.ts'
import type { Web } from '../../frame/web.ts'
import { homePage } from './home.page.tsx'

/** The front page. */
export const homeRoutes = new Hono<Web>()

const SHOWN_DOSSIERS = 5

homeRoutes.get('/', sharedPage, async (c) => {
  const { db, config, clock } = c.var.services
  const today = dateIn(config.timeZone, clock.now())
  const open = await listDossiers(db, { states: ['open'], today, page: { size: SHOWN_DOSSIERS } })
  return homePage(c, { open: open.rows })
})
