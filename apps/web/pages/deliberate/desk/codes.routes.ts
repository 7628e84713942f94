import { Hono } from 'hono'
import { dialogueDoor } from '#domains/deliberate'
import { makeCodesSchema } from '#domains/entrance'
import { showCode } from '#platform/code'
import { spreadsheetLine } from '#platform/csv'
import { pathHere, readForm, sendSpreadsheet, type Web } from '#web/http'
import { findDialogue } from '#web/pages/dialogue'
import { getStaff, notFoundPage, staffMay } from '#web/shell'
import { say } from '#web/words'
import { termsMessages } from './terms.messages.ts'

/** The codes that let people in, for the letters they are printed in. */
export const codeRoutes = new Hono<Web>()

codeRoutes.post('/dialogues/:slug/codes', staffMay('make-dossiers'), async (c) => {
  const { db, clock, config } = c.var.services
  const page = await findDialogue(c)
  if (!page) return notFoundPage(c)
  const desk = pathHere(c, `/desk/dialogues/${page.dialogue.slug}`)
  const form = await readForm(c, makeCodesSchema)
  if (form.kind === 'invalid') return c.redirect(`${desk}?told=codes-wrong`, 303)
  const who = { by: (await getStaff(c)).accountId, now: clock.now() }
  const outcome = await db
    .transaction()
    .execute((tx) => dialogueDoor.makeEntryCodes(tx, page.dialogue.id, form.value, who))
  if (outcome.kind !== 'made') return c.redirect(`${desk}?told=codes-${outcome.kind}`, 303)
  const t = say(c, termsMessages)
  const address = `${config.url}${pathHere(c, `/dialogues/${page.dialogue.slug}`)}`
  const lines = outcome.codes.map((code) => spreadsheetLine([showCode(code), address]))
  const head = spreadsheetLine([t('codeColumn'), t('addressColumn')])
  return sendSpreadsheet(c, [head, ...lines], `codes-${page.dialogue.slug}.csv`)
})
