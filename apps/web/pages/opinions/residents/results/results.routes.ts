import { Hono } from 'hono'
import type { Web } from '#web/http'
import { findVisibleDialogue } from '#web/pages/dialogue'
import { notFoundPage } from '#web/shell'
import { showResults } from './show-results.ts'

/** What people answered, statement by statement. */
export const resultsRoutes = new Hono<Web>()

resultsRoutes.get('/dialogues/:slug/results', async (c) => {
  const page = await findVisibleDialogue(c)
  return page ? showResults(c, page) : notFoundPage(c)
})
