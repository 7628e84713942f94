import { Hono } from 'hono'
import { backgroundSchema, listBackgroundQuestions, setBackground } from '#domains/deliberate'
import { errorsOf, type FormErrors, pathHere, readFormText, type Web } from '#web/http'
import { findDialogue } from '#web/pages/dialogue'
import { notFoundPage, staffMay } from '#web/shell'
import { backgroundPage, formOf, readBackground } from './background.page.tsx'

/** What participants may tell about themselves, as staff ask it. */
export const backgroundRoutes = new Hono<Web>()

const maker = staffMay('make-dossiers')

backgroundRoutes.get('/dialogues/:slug/background', maker, async (c) => {
  const { db } = c.var.services
  const page = await findDialogue(c)
  if (!page) return notFoundPage(c)
  const questions = await listBackgroundQuestions(db, page.dialogue.id)
  const told = (['set', 'answered'] as const).find((word) => word === c.req.query('told'))
  return backgroundPage(c, { page, text: formOf(questions), errors: {}, told })
})

backgroundRoutes.post('/dialogues/:slug/background', maker, async (c) => {
  const { db, clock } = c.var.services
  const page = await findDialogue(c)
  if (!page) return notFoundPage(c)
  const text = await readFormText(c)
  const asked = readBackground(text)
  const result = backgroundSchema.safeParse(asked)
  if (!result.success) {
    const errors = byField(
      errorsOf(result.error),
      asked.map(({ n }) => n),
    )
    return backgroundPage(c, { page, text, errors })
  }
  const outcome = await db
    .transaction()
    .execute((tx) => setBackground(tx, page.dialogue.id, result.data, clock.now()))
  if (outcome.kind === 'not-found') return notFoundPage(c)
  return c.redirect(
    `${pathHere(c, `/desk/dialogues/${page.dialogue.slug}/background`)}?told=${outcome.kind}`,
    303,
  )
})

/** Errors by the number of the question's field, which may not be its place among those that are asked. */
function byField(errors: FormErrors, fields: number[]): FormErrors {
  return Object.fromEntries(
    Object.entries(errors).map(([path, word]) => {
      const [at = '', ...rest] = path.split('.')
      return [[fields[Number(at)] ?? '', ...rest].join('.'), word]
    }),
  )
}
