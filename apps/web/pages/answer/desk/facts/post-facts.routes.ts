import { Hono } from 'hono'
import { z } from 'zod'
import { findDeskFact, linkPost, unlinkPost } from '#domains/answer'
import { pathHere, readFormText, textOf, type Web } from '#web/http'
import { getStaff, notFoundPage, staffMay } from '#web/shell'
import { readerHere } from '../conversation/deed.ts'

/** Says of a post that it claims what a sheet is about, or takes that back. */
export const postFactsRoutes = new Hono<Web>()

const idSchema = z.uuid()

postFactsRoutes.post('/listen/posts/:id/facts', staffMay('listen'), staffMay('answer'), async (c) => {
  const post = idSchema.safeParse(c.req.param('id'))
  if (!post.success) return notFoundPage(c)
  const back = pathHere(c, `/desk/listen/posts/${post.data}`)
  const text = await readFormText(c)
  const unlink = idSchema.safeParse(textOf(text, 'unlink'))
  const chosen = unlink.success ? unlink : idSchema.safeParse(textOf(text, 'fact'))
  // Nothing was chosen: the page offers it once more.
  if (!chosen.success) return c.redirect(back, 303)
  const { db, clock } = c.var.services
  const [fact, { accountId: by }] = await Promise.all([
    findDeskFact(db, chosen.data, await readerHere(c)),
    getStaff(c),
  ])
  if (!fact) return notFoundPage(c)
  const link = { sheetId: fact.id, postId: post.data }
  const outcome = await db.transaction().execute(async (tx) => {
    if (!unlink.success) return linkPost(tx, link, { by, now: clock.now() })
    await unlinkPost(tx, link)
    return { kind: 'unlinked' as const }
  })
  return outcome.kind === 'not-found' ? notFoundPage(c) : c.redirect(back, 303)
})
