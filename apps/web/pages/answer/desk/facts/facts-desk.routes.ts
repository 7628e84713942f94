import { Hono } from 'hono'
import { z } from 'zod'
import {
  approveFact,
  beginFact,
  countCitations,
  countFactsToApprove,
  countPostsOfFact,
  dropFact,
  type FactDesk,
  factReasonSchema,
  factSchema,
  findDeskFact,
  findFactObstacle,
  LONGEST_CLAIM,
  LONGEST_FACT_EXPLANATION,
  linkPost,
  listDeskFacts,
  listOutdatedCitations,
  listPostsOfFact,
  proposeWithdrawal,
  readRefusal,
  returnFact,
  reviseFact,
  settleCitation,
} from '#domains/answer'
import { findPost } from '#domains/listen'
import { makeOnce } from '#platform/once'
import {
  errorsOf,
  type FormErrors,
  type FormText,
  pathHere,
  readFormText,
  sendingHere,
  textOf,
  todayHere,
  type Web,
  type WebContext,
} from '#web/http'
import { getStaff, notFoundPage, staffMay } from '#web/shell'
import { say } from '#web/words'
import { emptyForm, type FormView } from '../answering-page.tsx'
import { readerHere } from '../conversation/deed.ts'
import { keepTranslation, readTranslation } from '../translate/translate-own.tsx'
import { factDeskPage, factObstacleWords } from './fact-desk.page.tsx'
import { factFormPage } from './fact-form.page.tsx'
import { emptyFact, factErrors, readFactChoices, textOfVersion, typedFact } from './fact-form.tsx'
import { factDone } from './fact-view.ts'
import { factsDeskMessages } from './facts-desk.messages.ts'
import { factListPage } from './facts-list.page.tsx'

/** Fact sheets at the desk: written by who answers, approved by a second person under mandate. */
export const factsDeskRoutes = new Hono<Web>()

const answerer = staffMay('answer')
const PAGE_SIZE = 30
const idSchema = z.uuid()
const cursor = z.string().max(200).optional().catch(undefined)
const madeSchema = z.object({ sheetId: z.uuid() })

factsDeskRoutes.get('/facts', answerer, async (c) => {
  const { db } = c.var.services
  const isWaiting = c.req.query('show') === 'waiting'
  const after = cursor.parse(c.req.query('after'))
  const reader = await readerHere(c)
  const [facts, forThem] = await Promise.all([
    listDeskFacts(db, { isWaiting }, reader, { after, size: PAGE_SIZE }),
    countFactsToApprove(db, reader),
  ])
  return factListPage(c, { isWaiting, forThem, facts, after, isDropped: c.req.query('done') === 'dropped' })
})

factsDeskRoutes.get('/facts/new', answerer, async (c) => {
  const post = await findPostHere(c)
  const { unitId } = await getStaff(c)
  const claim = post ? claimOf(post) : ''
  return showNew(c, { text: emptyFact(unitId, todayHere(c), claim), errors: {} })
})

factsDeskRoutes.post('/facts/new', answerer, async (c) => {
  const text = await readFormText(c)
  const typed = factSchema(todayHere(c)).safeParse(typedFact(text))
  if (!typed.success) return showNew(c, { text, errors: errorsOf(typed.error) })
  const who = await publisherHere(c)
  const post = await findPostHere(c)
  const words = { ...typed.data, language: c.var.locale }
  let refused: FormErrors = {}
  const made = await c.var.services.db.transaction().execute((tx) =>
    makeOnce(tx, sendingHere(c, text), {
      receipt: madeSchema.nullable(),
      make: async () => {
        const outcome = await beginFact(tx, words, who)
        if (outcome.kind !== 'put') {
          refused = placeOf(outcome.kind)
          return null
        }
        if (post) await linkPost(tx, { sheetId: outcome.sheetId, postId: post.id }, who)
        return { sheetId: outcome.sheetId }
      },
      now: who.now,
    }),
  )
  return made ? toFact(c, made.sheetId, 'put') : showNew(c, { text, errors: refused })
})

factsDeskRoutes.get('/facts/:id', answerer, async (c) => {
  const done = factDone.find((word) => word === c.req.query('done'))
  return showFact(c, emptyForm, done)
})

factsDeskRoutes.get('/facts/:id/edit', answerer, async (c) => {
  const fact = await findFactHere(c)
  if (!fact || fact.state === 'withdrawn') return notFoundPage(c)
  return showEdit(c, fact, { text: textOfVersion(fact.versions[0]), errors: {} })
})

factsDeskRoutes.post('/facts/:id/edit', answerer, async (c) => {
  const fact = await findFactHere(c)
  if (!fact) return notFoundPage(c)
  const text = await readFormText(c)
  const typed = factSchema(todayHere(c)).safeParse(typedFact(text))
  if (!typed.success) return showEdit(c, fact, { text, errors: errorsOf(typed.error) })
  const who = await publisherHere(c)
  const revision = { sheetId: fact.id, seen: numberOf(text, 'seen'), ...typed.data }
  const { kind } = await c.var.services.db.transaction().execute((tx) => reviseFact(tx, revision, who))
  if (kind === 'not-found') return notFoundPage(c)
  if (kind === 'put' || kind === 'unchanged') return toFact(c, fact.id, kind)
  return showEdit(c, fact, { text, errors: placeOf(kind) })
})

factsDeskRoutes.post('/facts/:id/approve', answerer, async (c) => {
  const fact = await findFactHere(c)
  if (!fact) return notFoundPage(c)
  const read = { sheetId: fact.id, version: numberOf(await readFormText(c), 'version') }
  const who = await publisherHere(c)
  const outcome = await attempt(() =>
    c.var.services.db.transaction().execute((tx) => approveFact(tx, read, who)),
  )
  if (outcome.kind === 'not-found') return notFoundPage(c)
  if (outcome.kind === 'not-mandated')
    return showFact(c, { text: {}, errors: { decide: factObstacleWords(c, outcome.obstacle) } })
  return toFact(c, fact.id, outcome.kind)
})

factsDeskRoutes.post('/facts/:id/return', answerer, async (c) => {
  const fact = await findFactHere(c)
  if (!fact) return notFoundPage(c)
  const text = await readFormText(c)
  const reason = textOf(text, 'reason').trim()
  const t = say(c, factsDeskMessages)
  if (reason !== '' && !factReasonSchema.safeParse({ reason }).success)
    return showFact(c, { text, errors: { reason: t('tooLong') } })
  const read = { sheetId: fact.id, version: numberOf(text, 'version'), reason }
  const who = await publisherHere(c)
  const outcome = await c.var.services.db.transaction().execute((tx) => returnFact(tx, read, who))
  switch (outcome.kind) {
    case 'returned':
      return toFact(c, fact.id, 'returned')
    case 'not-found':
      return notFoundPage(c)
    case 'no-reason':
      return showFact(c, { text, errors: { reason: t('reasonMissing') } })
    case 'not-mandated':
      return showFact(c, { text, errors: { decide: factObstacleWords(c, outcome.obstacle) } })
  }
})

factsDeskRoutes.post('/facts/:id/withdraw', answerer, async (c) => {
  const fact = await findFactHere(c)
  if (!fact) return notFoundPage(c)
  const text = await readFormText(c)
  const t = say(c, factsDeskMessages)
  const typed = factReasonSchema.safeParse({ reason: textOf(text, 'why') })
  if (!typed.success) {
    const isMissing = errorsOf(typed.error).reason === 'missing'
    return showFact(c, { text, errors: { why: t(isMissing ? 'missing' : 'tooLong') } })
  }
  const proposal = { sheetId: fact.id, seen: numberOf(text, 'seen'), ...typed.data }
  const who = await publisherHere(c)
  const { kind } = await c.var.services.db.transaction().execute((tx) => proposeWithdrawal(tx, proposal, who))
  if (kind === 'put') return toFact(c, fact.id, 'put')
  if (kind === 'not-found') return notFoundPage(c)
  return showFact(c, { text, errors: { why: t(kind === 'changed' ? 'changedMeanwhile' : 'isWithdrawn') } })
})

factsDeskRoutes.post('/facts/:id/drop', answerer, async (c) => {
  const fact = await findFactHere(c)
  if (!fact) return notFoundPage(c)
  const { kind } = await c.var.services.db.transaction().execute((tx) => dropFact(tx, fact.id))
  return kind === 'dropped'
    ? c.redirect(pathHere(c, '/desk/facts?done=dropped'), 303)
    : toFact(c, fact.id, 'unchanged')
})

factsDeskRoutes.post('/facts/:id/settle', answerer, async (c) => {
  const fact = await findFactHere(c)
  const text = await readFormText(c)
  const conversation = idSchema.safeParse(textOf(text, 'conversation'))
  if (!fact || !conversation.success) return notFoundPage(c)
  const settled = { sheetId: fact.id, conversationId: conversation.data, version: numberOf(text, 'version') }
  const who = await publisherHere(c)
  const { kind } = await c.var.services.db.transaction().execute((tx) => settleCitation(tx, settled, who))
  return toFact(c, fact.id, kind === 'settled' ? 'settled' : 'unchanged')
})

factsDeskRoutes.post('/facts/:id/translate', answerer, async (c) => {
  const fact = await findFactHere(c)
  const translation = fact && (await readTranslation(c, textsOf(fact)))
  if (!fact || !translation) return notFoundPage(c)
  const kept = { ownerId: fact.id, longest: LONGEST_FACT_EXPLANATION }
  await keepTranslation(c, kept, translation, await readFormText(c))
  return toFact(c, fact.id, 'translated')
})

/** Whatever was asked before, the database has the last word: a mandate may have ended just then. */
async function attempt<Outcome>(deed: () => Promise<Outcome>) {
  try {
    return await deed()
  } catch (error) {
    const refusal = readRefusal(error)
    if (refusal) return refusal
    throw error
  }
}

/** Beside which field an outcome is told. */
function placeOf(kind: string): FormErrors {
  if (kind === 'subject-not-open') return { subjectId: kind }
  if (kind === 'unit-closed') return { unitId: kind }
  return { [kind === 'no-change-said' ? 'change' : 'claim']: kind }
}

function numberOf(text: FormText, name: string): number {
  const typed = textOf(text, name)
  return /^\d{1,9}$/.test(typed) ? Number(typed) : 0
}

function toFact(c: WebContext, id: string, done: (typeof factDone)[number]): Response {
  return c.redirect(pathHere(c, `/desk/facts/${id}?done=${done}`), 303)
}

async function publisherHere(c: WebContext) {
  const { accountId: by } = await getStaff(c)
  return { by, now: c.var.services.clock.now(), today: todayHere(c) }
}

/** A sheet that they may read. */
async function findFactHere(c: WebContext): Promise<FactDesk | undefined> {
  const id = idSchema.safeParse(c.req.param('id'))
  return id.success ? findDeskFact(c.var.services.db, id.data, await readerHere(c)) : undefined
}

async function findPostHere(c: WebContext) {
  const id = idSchema.safeParse(c.req.query('post'))
  return id.success ? findPost(c.var.services.db, id.data) : undefined
}

/** What a post says first: a claim to begin with. */
function claimOf({ title, body }: { title: string; body: string }): string {
  const first = title || (body.trim().split('\n')[0] ?? '')
  return [...first].slice(0, LONGEST_CLAIM).join('')
}

async function showNew(c: WebContext, { text, errors }: FormView): Promise<Response> {
  const form = { text, errors: factErrors(c, errors) }
  const [choices, post] = await Promise.all([readFactChoices(c), findPostHere(c)])
  return factFormPage(c, { form, choices, language: c.var.locale, post })
}

async function showEdit(c: WebContext, fact: FactDesk, { text, errors }: FormView): Promise<Response> {
  const seen =
    errors.claim === 'changed' || text.seen === undefined ? fact.versions[0].version : numberOf(text, 'seen')
  return factFormPage(c, {
    ...{ form: { text, errors: factErrors(c, errors) }, choices: await readFactChoices(c) },
    ...{ language: fact.language, sheet: { id: fact.id, seen, isPublic: fact.state === 'public' } },
  })
}

/** What everybody reads of it, and what changed; of a sheet that nobody reads yet there is nothing to translate. */
function textsOf({ id, language, versions, number }: FactDesk) {
  const approved = versions.filter(({ decision }) => decision?.kind === 'approved')
  const said = number === null ? [] : approved
  return {
    ...{ id, language },
    originals: said.flatMap(({ claim, answer, explanation, change }) => [claim, answer, explanation, change]),
  }
}

async function showFact(c: WebContext, form: FormView, done?: (typeof factDone)[number]): Promise<Response> {
  const fact = await findFactHere(c)
  if (!fact) return notFoundPage(c)
  const { db, config } = c.var.services
  const { id, waits, versions } = fact
  const reader = await readerHere(c)
  const who = { by: reader.accountId, today: reader.today }
  const [postsAfter, citedAfter] = ['posts', 'cited'].map((name) => cursor.parse(c.req.query(name)))
  const [obstacle, posts, counts, cited, citations, translation] = await Promise.all([
    waits ? findFactObstacle(db, { sheetId: id, version: versions[0].version }, who) : undefined,
    listPostsOfFact(db, id, { after: postsAfter, size: PAGE_SIZE }),
    countPostsOfFact(db, id, { today: reader.today, timeZone: config.timeZone }),
    listOutdatedCitations(db, id, reader, { after: citedAfter, size: PAGE_SIZE }),
    countCitations(db, id, reader),
    readTranslation(c, textsOf(fact)),
  ])
  return factDeskPage(c, {
    ...{ fact, by: reader.accountId, obstacle, form, done },
    translation: translation && translation.texts.length > 0 ? translation : undefined,
    posts: { page: posts, counts, after: postsAfter },
    cited: { page: cited, counts: citations, after: citedAfter },
  })
}
