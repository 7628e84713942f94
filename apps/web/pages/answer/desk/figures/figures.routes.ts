import { Hono } from 'hono'
import {
  countUncounted,
  figureLines,
  findFirstDay,
  lastMonth,
  type PeriodProblem,
  readFigureSubject,
  readFigures,
  readPeriod,
} from '#domains/answer'
import { sendSpreadsheet, todayHere, type Web, type WebContext } from '#web/http'
import { getStaff, notFoundPage, staffMay } from '#web/shell'
import { figuresPage } from './figures.page.tsx'

/** The figures of the desk, as a page and as a file. */
export const figuresRoutes = new Hono<Web>()

const answerer = staffMay('answer')

figuresRoutes.get('/figures', answerer, async (c) => {
  const asked = await ask(c)
  if (!asked) return notFoundPage(c)
  const { db } = c.var.services
  const [staff, uncounted, firstDay] = await Promise.all([getStaff(c), countUncounted(db), findFirstDay(db)])
  const last = lastMonth(todayHere(c))
  return figuresPage(c, {
    ...asked,
    staff,
    uncounted,
    months: { first: firstDay?.slice(0, 7) ?? last, last },
  })
})

figuresRoutes.get('/figures.csv', answerer, async (c) => {
  const asked = await ask(c)
  if (!asked || asked.problem) return notFoundPage(c)
  const { from, to } = asked.figures
  return sendSpreadsheet(c, figureLines(asked.figures), `postvak-${from.slice(0, 7)}-${to.slice(0, 7)}.csv`)
})

/** What the address asks for; of a period that cannot be, the usual one, and why. Undefined: there is no such part. */
async function ask(c: WebContext) {
  const { services } = c.var
  const today = todayHere(c)
  const { accountId } = await getStaff(c)
  const asked = readPeriod(
    { from: c.req.query('from') || undefined, to: c.req.query('to') || undefined },
    today,
  )
  const usual = readPeriod({}, today)
  if (usual.kind !== 'period') throw new Error('There is a period where nobody asks for one.')
  const text = c.req.query('of')
  const of = text ? readFigureSubject(text) : undefined
  if (text && !of) return undefined
  const figures = await readFigures(services.db, {
    ...{ period: asked.kind === 'period' ? asked.period : usual.period, of },
    ...{ reader: { accountId, today }, timeZone: services.config.timeZone, now: services.clock.now() },
  })
  const problem: PeriodProblem | undefined = asked.kind === 'period' ? undefined : asked
  return figures && { figures, problem }
}
