import { Hono } from 'hono'
import { z } from 'zod'
import {
  type FactLine,
  factLineIn,
  findFact,
  listFactDossiers,
  listFactSubjects,
  listFacts,
  verdictMessages,
} from '#domains/answer'
import { pathHere, sharedPage, sharedRead, type Web, type WebContext } from '#web/http'
import { notFoundPage } from '#web/shell'
import { say } from '#web/words'
import { writeAtom } from './atom.ts'
import { factPage } from './fact.page.tsx'
import { factPath } from './fact-words.tsx'
import { factsMessages } from './facts.messages.ts'
import { factsPage } from './facts.page.tsx'

/** What is claimed and what is so, for everybody. */
export const factsRoutes = new Hono<Web>()

const PAGE_SIZE = 20
const FEED_SIZE = 50
const readFacts = sharedRead(listFacts)
const readSubjects = sharedRead(listFactSubjects)
export const readFact = sharedRead(findFact)
const readDossiers = sharedRead(listFactDossiers)

const querySchema = z.object({
  subject: z.uuid().optional(),
  after: z.string().max(200).optional().catch(undefined),
})

factsRoutes.get('/facts', sharedPage, async (c) => {
  const query = querySchema.safeParse(c.req.query())
  if (!query.success) return notFoundPage(c)
  const { subject: subjectId, after } = query.data
  const [facts, subjects] = await Promise.all([
    readFacts(c, { subjectId }, { after, size: PAGE_SIZE }),
    readSubjects(c),
  ])
  const subject = subjects.find(({ id }) => id === subjectId)
  if (subjectId && !subject) return notFoundPage(c)
  const rows = facts.rows.map((line) => factLineIn(c.var.locale, line))
  return factsPage(c, { facts: { ...facts, rows }, subjects, subject, after })
})

/** As Dutch people type it. */
factsRoutes.get('/feiten', (c) => c.redirect(pathHere(c, '/facts'), 301))

factsRoutes.get('/facts/feed', async (c) => {
  const { rows } = await readFacts(c, {}, { size: FEED_SIZE })
  const { url } = c.var.services.config
  const t = say(c, factsMessages)
  const entries = rows.map((line) => entryOf(c, factLineIn(c.var.locale, line)))
  const body = writeAtom({
    ...{ title: `${t('title')} ${c.var.organisation.name}`, author: c.var.organisation.name },
    ...{
      language: c.var.locale,
      page: url + pathHere(c, '/facts'),
      address: url + pathHere(c, '/facts/feed'),
    },
    ...{ updated: rows[0]?.changedAt ?? new Date(0), entries },
  })
  return c.body(body, 200, { 'Content-Type': 'application/atom+xml; charset=utf-8' })
})

function entryOf(c: WebContext, line: FactLine) {
  const isWithdrawn = line.state === 'withdrawn'
  const said = isWithdrawn ? say(c, factsMessages)('withdrawn') : say(c, verdictMessages)(line.verdict)
  return {
    address: c.var.services.config.url + factPath(c, line.number),
    title: `${said}: “${line.claim}”`,
    text: isWithdrawn ? said : line.answer,
    updated: line.changedAt,
    language: line.language,
  }
}

factsRoutes.get('/facts/:number{[1-9]\\d{0,8}}', sharedPage, async (c) => {
  const fact = await readFact(c, Number(c.req.param('number')), c.var.locale)
  if (!fact) return notFoundPage(c)
  return factPage(c, { fact, dossiers: await readDossiers(c, fact.id) })
})
