import { Hono } from 'hono'
import { z } from 'zod'
import { answerOutside, findOutsideTask, type OutsideTask, taskAnswerSchema } from '#domains/answer'
import { isOnceKey, makeOnce } from '#platform/once'
import {
  type FormText,
  guessCode,
  guessLimits,
  limits,
  pathHere,
  readForm,
  sendingHere,
  textOf,
  type Web,
  type WebContext,
} from '#web/http'
import { limitByAddress, limitedPage } from '#web/shell'
import { receiveFiles, type SentFiles, sayFiles } from '../files/sent-files.ts'
import { askedPage, notAskedPage } from './asked.page.tsx'

/** Somebody outside the organisation answers what a colleague asked them, by a link that opens nothing else. */
export const askedRoutes = new Hono<Web>()

/** Whoever has the address has the question: it is kept nowhere and told to nobody. */
askedRoutes.use('/asked/:key', async (c, next) => {
  c.header('Cache-Control', 'no-store')
  c.header('Referrer-Policy', 'no-referrer')
  c.header('X-Robots-Tag', 'noindex, nofollow')
  await next()
})

askedRoutes.get('/asked/:key', async (c) => {
  const found = await openLink(c)
  if (found.kind === 'limited') return limitedPage(c, found.retryAfterSeconds)
  return found.kind === 'open' ? askedPage(c, found) : notAskedPage(c, found.kind)
})

askedRoutes.post('/asked/:key', limitByAddress(limits.askedByVisitor), async (c) => {
  const found = await openLink(c)
  if (found.kind === 'limited') return limitedPage(c, found.retryAfterSeconds)
  const form = await readForm(c, taskAnswerSchema)
  const answer = textOf(form.text, 'answer')
  if (found.kind !== 'open' && found.kind !== 'answered') return notAskedPage(c, found.kind, answer)
  const files = await receiveFiles(c, form.text)
  if (found.kind === 'open') {
    const again = { ...found, answer, files }
    if (form.kind === 'invalid') return askedPage(c, { ...again, errors: form.errors })
    if (files.problems.length > 0) return askedPage(c, again)
  }
  const key = c.req.param('key')
  const body = form.kind === 'valid' ? form.value.answer : answer
  const { kind } = await answerOnce(c, form.text, { key, body, files })
  if (kind === 'taken') return c.redirect(pathHere(c, `/asked/${key}`), 303)
  return notAskedPage(c, kind === 'not-found' ? 'unknown' : kind, answer)
})

const takenSchema = z.object({ kind: z.literal('taken') })

/** An answer that comes twice, because somebody pressed twice, is one. */
function answerOnce(
  c: WebContext,
  text: FormText,
  { key, body, files }: { key: string; body: string; files: SentFiles },
) {
  const { db, clock } = c.var.services
  const now = clock.now()
  return db.transaction().execute((tx) =>
    makeOnce(tx, sendingHere(c, text, sayFiles(files)), {
      receipt: takenSchema,
      make: () => answerOutside(tx, key, { body, files: files.key }, now),
      now,
    }),
  )
}

type Opened =
  | { kind: 'open'; key: string; task: Extract<OutsideTask, { kind: 'open' }> }
  | { kind: 'answered' | 'expired' | 'ended' | 'unknown' }
  | { kind: 'limited'; retryAfterSeconds: number }

/** Looks a link up, as a guess; what is no key at all is told by its form, and counted as nothing. */
async function openLink(c: WebContext): Promise<Opened> {
  const key = c.req.param('key') ?? ''
  if (!isOnceKey(key)) return { kind: 'unknown' }
  const { db, clock } = c.var.services
  const guessed = await guessCode(c, guessLimits.taskLink, {
    at: 'all',
    attempt: () => findOutsideTask(db, key, clock.now()),
    isRight: (task) => task !== undefined,
  })
  if (guessed.kind === 'limited') return guessed
  const { answer: task } = guessed
  if (!task) return { kind: 'unknown' }
  return task.kind === 'open' ? { kind: 'open', key, task } : { kind: task.kind }
}
