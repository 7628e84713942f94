import { Hono } from 'hono'
import { z } from 'zod'
import { isAllowed, keepUnsentTexts, listUnsentTexts } from '#domains/people'
import { pathHere, readFormText, readTypedIn, textOf, type Web, type WebContext } from '#web/http'
import { findHeld, findKeptPlace, getStaff, heldPage, letHeldGo } from '#web/shell'
import { say } from '#web/words'
import { accountMessages } from '../account.messages.ts'

/** What staff typed and did not send yet: kept while they type, and given back by what is typed in a form of the same place. */
export const unsentRoutes = new Hono<Web>()

const PREFIX = 'text.'
/** No address of a form is longer. */
const placeSchema = z.string().max(200)
const typedSchema = z.object({
  place: placeSchema,
  /** By field; no form of the desk takes as much text in one. */
  texts: z.record(z.string().regex(/^[\w.[\]-]{1,100}$/), z.string().max(60_000)),
})
/** No page has as many forms. */
const MOST_PLACES = 200

unsentRoutes.post('/unsent', async (c) => {
  const form = await readFormText(c)
  const fields = Object.keys(form).filter((name) => name.startsWith(PREFIX))
  const typed = typedSchema.safeParse({
    place: textOf(form, 'place'),
    texts: Object.fromEntries(fields.map((name) => [name.slice(PREFIX.length), textOf(form, name)])),
  })
  if (!typed.success) return c.json({ kind: 'too-large' }, 413)
  const { place, texts } = typed.data
  if (!(await mayWriteAt(c, place))) return c.json({ kind: 'not-found' }, 404)
  const { accountId } = await getStaff(c)
  const { db, clock } = c.var.services
  const now = clock.now()
  const typedIn = readTypedIn(form)
  const apart = await db
    .transaction()
    .execute((tx) => keepUnsentTexts(tx, { accountId, place, now, typedIn }, texts))
  const t = say(c, accountMessages)
  return c.json(t(apart.length > 0 ? 'unsentApart' : 'unsentSaved', { at: now }))
})

unsentRoutes.get('/unsent', async (c) => {
  const { accountId } = await getStaff(c)
  const asked = z.array(placeSchema).max(MOST_PLACES).safeParse(c.req.queries('place'))
  const may = await Promise.all((asked.data ?? []).map((place) => mayReadAt(c, place)))
  const places = (asked.data ?? []).filter((_, at) => may[at])
  const texts = await listUnsentTexts(c.var.services.db, places)
  const t = say(c, accountMessages)
  return c.json(
    texts.map(({ place, field, body, by, savedAt, accountId: writer }) => {
      const isOwn = writer === accountId
      const said = isOwn ? t('unsentOwn', { at: savedAt }) : t('unsentBy', { by, at: savedAt })
      return { place, field, body, isOwn, said }
    }),
  )
})

async function mayWriteAt(c: WebContext, place: string): Promise<boolean> {
  const known = findKeptPlace(c.var.shell, place)
  return known !== undefined && isAllowed(await getStaff(c), known.permission)
}

/** What a colleague typed is for whoever may write in the same form. */
async function mayReadAt(c: WebContext, place: string): Promise<boolean> {
  return (await mayWriteAt(c, place)) && !findKeptPlace(c.var.shell, place)?.showsItself
}

unsentRoutes.get('/held', async (c) => heldPage(c, await findHeld(c)))

unsentRoutes.post('/held/forget', async (c) => {
  await letHeldGo(c)
  return c.redirect(pathHere(c, '/desk'), 303)
})
