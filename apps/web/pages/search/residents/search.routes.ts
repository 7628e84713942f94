import { Hono } from 'hono'
import { z } from 'zod'
import { dateIn } from '#platform/clock'
import { cleanText } from '#platform/text'
import { limits, pathHere, sharedRead, type Web, type WebContext } from '#web/http'
import { limitByAddress } from '#web/shell'
import { hitKinds } from './hits.ts'
import { lookFor } from './look-for.ts'
import { searchPage } from './search.page.tsx'

const readAnswer = sharedRead(lookFor)

/** One search among all that everybody may read. */
export const searchRoutes = new Hono<Web>()

/** More is not carried along; the search itself looks at less, and says so. */
const LONGEST_CARRIED = 400

const querySchema = z.object({
  q: z
    .string()
    .transform((typed) =>
      cleanText(typed).replace(/\s+/g, ' ').trim().slice(0, LONGEST_CARRIED).toWellFormed(),
    )
    .catch(''),
  in: z.enum(hitKinds).optional().catch(undefined),
  after: z.string().max(200).optional().catch(undefined),
})

searchRoutes.get('/search', async (c, next) => {
  const { q } = querySchema.parse(c.req.query())
  return q === '' ? searchPage(c, {}) : next()
})

searchRoutes.get('/search', limitByAddress(limits.search), async (c) => {
  const { q: typed, in: only, after } = querySchema.parse(c.req.query())
  const question = { typed, today: today(c), locale: c.var.locale, only, after: only && after }
  return searchPage(c, { question, answer: await readAnswer(c, question) })
})

/** As Dutch people type it. */
searchRoutes.get('/zoeken', (c) => {
  const { search } = new URL(c.req.url)
  return c.redirect(`${pathHere(c, '/search')}${search}`, 301)
})

function today(c: WebContext): string {
  const { clock, config } = c.var.services
  return dateIn(config.timeZone, clock.now())
}
