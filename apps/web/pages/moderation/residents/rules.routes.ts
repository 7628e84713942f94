import { Hono } from 'hono'
import { listPolicies } from '#domains/moderation'
import type { Web } from '#web/http'
import { findVisibleDialogue } from '#web/pages/dialogue'
import { notFoundPage } from '#web/shell'
import { rulesPage } from './rules.page.tsx'

/** The rules of a dialogue, for everybody. */
export const rulesRoutes = new Hono<Web>()

rulesRoutes.get('/dialogues/:slug/rules', async (c) => {
  const { db } = c.var.services
  const page = await findVisibleDialogue(c)
  if (!page) return notFoundPage(c)
  return rulesPage(c, { ...page, policies: await listPolicies(db, page.dialogue.id) })
})
