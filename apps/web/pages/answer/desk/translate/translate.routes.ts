import { Hono } from 'hono'
import { LONGEST_TEXT } from '#domains/answer'
import { createTranslator, languageCode, type Translator } from '#domains/translation'
import { createPoster } from '#platform/fetch'
import { readFormText, textOf, type Web, type WebContext } from '#web/http'
import { notFoundPage, staffMay } from '#web/shell'
import { say } from '#web/words'
import { keepTyped } from '../conversation/deed.ts'
import { backToReply } from '../conversation/deed-address.ts'
import { openConversation } from '../conversation/read-desk.ts'
import { putBehind } from '../conversation/typed-texts.ts'
import { translateMessages } from './translate.messages.ts'
import { type ReplyProblem, translatePage } from './translate.page.tsx'

/** Reading a conversation in another language, and answering in that of whoever asked, where the settings name a computer for it. */
export const translateRoutes = new Hono<Web>()

const answerer = staffMay('answer')

/** As many as one reads to answer; each is sent to the translator, which takes its time. */
const MOST_TRANSLATED = 5

function translatorHere(c: WebContext): Translator | undefined {
  const { translator, url } = c.var.services.config
  // The settings name it: it may well be on our own network.
  return (
    translator &&
    createTranslator(translator, createPoster({ userAgent: `Weerklank (+${url})`, allowPrivate: true }))
  )
}

translateRoutes.get('/inbox/:id/translation', answerer, (c) => showTranslation(c))

translateRoutes.post('/inbox/:id/translation', answerer, async (c) => {
  const translate = translatorHere(c)
  if (!translate) return notFoundPage(c)
  const form = await readFormText(c)
  const text = textOf(form, 'text').trim()
  const to = languageCode.safeParse(textOf(form, 'to'))
  if (!to.success) return notFoundPage(c)
  if (text === '') return showTranslation(c, { text, to: to.data, problem: 'missing' })
  if ([...text].length > LONGEST_TEXT) return showTranslation(c, { text, to: to.data, problem: 'too-long' })
  const turn = await keepTyped(c, {})
  if (!turn) return notFoundPage(c)
  const said = say(c, translateMessages)('mark')
  const [reply, mark] = await Promise.all([text, said].map((one) => translate({ text: one, to: to.data })))
  if (reply?.kind !== 'translated') return showTranslation(c, { text, to: to.data, problem: 'failed' })
  const marked = mark?.kind === 'translated' ? mark.text : said
  const draft = [reply.text, marked, text].join('\n\n')
  await c.var.services.db.transaction().execute((tx) => putBehind(tx, turn, draft))
  return backToReply(c, { done: 'translated' })
})

async function showTranslation(
  c: WebContext,
  typed: { text: string; to?: string; problem?: ReplyProblem } = { text: '' },
): Promise<Response> {
  const translate = translatorHere(c)
  const page = translate && (await openConversation(c))
  if (!page) return notFoundPage(c)
  const said = page.entries.flatMap(({ kind, seq, at, body }) =>
    kind === 'received' && body ? [{ seq, at, body }] : [],
  )
  const shown = said.slice(-MOST_TRANSLATED)
  const texts = await Promise.all(
    shown.map(async (one) => ({
      ...one,
      translation: await translate({ text: one.body, to: c.var.locale }),
    })),
  )
  const from = texts.findLast(
    ({ translation }) => translation.kind === 'translated' && translation.from,
  )?.translation
  const language = typed.to ?? (from?.kind === 'translated' ? from.from : undefined)
  return translatePage(c, { page, texts, isCut: shown.length < said.length, language, typed })
}
