import { Hono } from 'hono'
import { z } from 'zod'
import { citeFact, findDeskFact, findFact, readConversation } from '#domains/answer'
import { isLocale } from '#platform/i18n'
import { readFormText, textOf, type Web } from '#web/http'
import { notFoundPage, staffMay } from '#web/shell'
import { keepTyped, readerHere } from '../conversation/deed.ts'
import { backToReply } from '../conversation/deed-address.ts'
import { showConversation } from '../conversation/show-conversation.ts'
import { putBehind } from '../conversation/typed-texts.ts'

/** A sheet comes behind what was typed in a reply, in the language of the conversation as far as it was translated. */
export const insertFactRoutes = new Hono<Web>()

const idSchema = z.uuid()

insertFactRoutes.post('/inbox/:id/insert-fact', staffMay('answer'), async (c) => {
  const form = await readFormText(c)
  const turn = await keepTyped(c, form)
  if (!turn) return notFoundPage(c)
  const { db, config } = c.var.services
  const chosen = idSchema.safeParse(textOf(form, 'fact'))
  const known = chosen.success ? await findDeskFact(db, chosen.data, await readerHere(c)) : undefined
  if (!known || known.number === null || known.state !== 'public')
    return showConversation(c, { refused: 'no-fact', status: 422 })
  const { number } = known
  const isPut = await db.transaction().execute(async (tx) => {
    const page = await readConversation(tx, { id: turn.conversationId, ...turn })
    const spoken = page?.conversation.language
    const language = isLocale(spoken) ? spoken : 'nl'
    const fact = page && (await findFact(tx, number, language))
    if (fact) await putBehind(tx, turn, citeFact(fact, { language, address: config.url }))
    return fact !== undefined
  })
  return isPut ? backToReply(c) : notFoundPage(c)
})
