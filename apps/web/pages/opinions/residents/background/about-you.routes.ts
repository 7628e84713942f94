import { Hono } from 'hono'
import {
  type DialoguePage,
  findOwnBackground,
  leastVotesToTell,
  listBackgroundQuestions,
  tellBackground,
  withdrawBackground,
} from '#domains/deliberate'
import { pathHere, readFormText, textOf, type Web, type WebContext } from '#web/http'
import { findPseudonym, findVisibleDialogue, isOpen, numberOf, timeOf } from '#web/pages/dialogue'
import { notFoundPage } from '#web/shell'
import { type AboutYouTold, aboutYouPage } from './about-you.page.tsx'

/** What participants tell about themselves, if they like. */
export const aboutYouRoutes = new Hono<Web>()

const tellings: readonly AboutYouTold[] = ['told', 'taken-back', 'too-early', 'dialogue-closed']

aboutYouRoutes.get('/dialogues/:slug/about-you', async (c) => {
  const found = await findAsked(c)
  if (!found) return notFoundPage(c)
  const { page, questions } = found
  const pseudonym = findPseudonym(c, page)
  const own = pseudonym
    ? await findOwnBackground(c.var.services.db, { dialogueId: page.dialogue.id, pseudonym })
    : new Map<number, number>()
  const told = tellings.find((word) => word === c.req.query('told'))
  const view = { page, questions, own, isOpen: isOpen(c, page), least: leastVotesToTell, told }
  return aboutYouPage(c, view)
})

aboutYouRoutes.post('/dialogues/:slug/about-you', async (c) => {
  const found = await findAsked(c)
  if (!found) return notFoundPage(c)
  const { page, questions } = found
  const form = await readFormText(c)
  const pseudonym = findPseudonym(c, page)
  if (!pseudonym) return tell(c, page, 'too-early')
  const told = new Map<number, number>()
  for (const { number } of questions) {
    const option = numberOf(textOf(form, `about-${number}`))
    if (option !== undefined) told.set(number, option)
  }
  const teller = { dialogueId: page.dialogue.id, pseudonym, told, ...timeOf(c) }
  const outcome = await c.var.services.db.transaction().execute((tx) => tellBackground(tx, teller))
  return tell(c, page, outcome.kind === 'not-an-option' ? undefined : outcome.kind)
})

aboutYouRoutes.post('/dialogues/:slug/about-you/take-back', async (c) => {
  const found = await findAsked(c)
  if (!found) return notFoundPage(c)
  const { page } = found
  const pseudonym = findPseudonym(c, page)
  if (pseudonym)
    await c.var.services.db
      .transaction()
      .execute((tx) => withdrawBackground(tx, { dialogueId: page.dialogue.id, pseudonym, ...timeOf(c) }))
  return tell(c, page, 'taken-back')
})

async function findAsked(c: WebContext) {
  const page = await findVisibleDialogue(c)
  if (!page) return undefined
  const questions = await listBackgroundQuestions(c.var.services.db, page.dialogue.id)
  return questions.length > 0 ? { page, questions } : undefined
}

function tell(c: WebContext, { dialogue }: DialoguePage, told: AboutYouTold | undefined): Response {
  const here = pathHere(c, `/dialogues/${dialogue.slug}/about-you`)
  return c.redirect(told ? `${here}?told=${told}` : here, 303)
}
