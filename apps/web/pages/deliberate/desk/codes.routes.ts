import { Hono } from 'hono'
import { dialogueDoor, findDialogueBySlug } from '#domains/deliberate'
import { makeCodesSchema } from '#domains/entrance'
import { showCode } from '#platform/code'
import { spreadsheetLine } from '#platform/csv'
import { notFoundPage } from '../../../frame/errors.tsx'
import { readForm } from '../../../frame/form.ts'
import { getStaff, staffOnly } from '../../../frame/guard.ts'
import { say } from '../../../frame/say.ts'
import { pathHere, type Web } from '../../../frame/web.ts'
import { accessMessages } from '../access/access.messages.ts'

/** The codes that let people in, for the letters they are printed in. */
export const codeRoutes = new Hono<Web>()

/** A byte order mark: without it, spreadsheets take UTF-8 for something else. */
const MARK = '\uFEFF'

codeRoutes.post('/desk/dialogues/:slug/codes', staffOnly('make-dossiers'), async (c) => {
  const { db, clock, config } = c.var.services
  const page = await findDialogueBySlug(db, c.req.param('slug'))
  if (!page) return notFoundPage(c)
  const desk = pathHere(c, `/desk/dialogues/${page.dialogue.slug}`)
  const form = await readForm(c, makeCodesSchema)
  if (form.kind === 'invalid') return c.redirect(`${desk}?told=codes-wrong`, 303)
  const who = { by: (await getStaff(c)).accountId, now: clock.now() }
  const outcome = await db
    .transaction()
    .execute((tx) => dialogueDoor.makeEntryCodes(tx, page.dialogue.id, form.value, who))
  if (outcome.kind !== 'made') return c.redirect(`${desk}?told=codes-${outcome.kind}`, 303)
  const t = say(c, accessMessages)
  const address = `${config.url}${pathHere(c, `/dialogues/${page.dialogue.slug}`)}`
  const lines = outcome.codes.map((code) => spreadsheetLine([showCode(code), address]))
  const head = spreadsheetLine([t('codeColumn'), t('addressColumn')])
  return c.body(`${MARK}${head}${lines.join('')}`, 200, {
    'Content-Type': 'text/csv; charset=utf-8; header=present',
    'Content-Disposition': `attachment; filename="codes-${page.dialogue.slug}.csv"`,
    'Cache-Control': 'no-store',
  })
})
