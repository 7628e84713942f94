import { Hono } from 'hono'
import { listOpenDossiers } from '#domains/dossier'
import {
  attendToPost,
  countSources,
  findPost,
  findServedDossier,
  judgeMark,
  listPosts,
  listWatches,
  listWatchesOfDossier,
  type MakeInputOutcome,
  makePostAnInput,
} from '#domains/listen'
import { pathHere, readFormText, textOf, type Web, type WebContext } from '#web/http'
import { getStaff, notFoundPage, staffMay } from '#web/shell'
import { readId } from './ids.ts'
import { type DoneWord, doneWords, postPage } from './post.page.tsx'
import { postsPage } from './posts.page.tsx'

/** Reading posts. */
export const postRoutes = new Hono<Web>()

const PAGE_SIZE = 30
const listener = staffMay('listen')

postRoutes.get('/listen', listener, async (c) => {
  const { db, clock } = c.var.services
  const dossier = await readDossier(c)
  const watchId = readId(c.req.query('watch'))
  const filter = {
    ...{ watchId, sourceId: readId(c.req.query('source')), dossierId: dossier?.id },
    isNotRelevant: watchId !== undefined && c.req.query('show') === 'not-relevant',
  }
  const after = c.req.query('after')
  const [posts, watches, sources] = await Promise.all([
    listPosts(db, filter, { after, size: PAGE_SIZE }),
    dossier ? listWatchesOfDossier(db, dossier.id, clock.now()) : listWatches(db, clock.now()),
    countSources(db),
  ])
  return postsPage(c, { posts, watches, sources, filter, dossier, isFirst: after === undefined })
})

/** The dossier whose finds are asked for. */
async function readDossier(c: WebContext) {
  const id = readId(c.req.query('dossier'))
  return id === undefined ? undefined : findServedDossier(c.var.services.db, id)
}

postRoutes.get('/listen/posts/:id', listener, (c) => {
  const done = doneWords.find((word) => word === c.req.query('done'))
  return showPost(c, done ? { done } : {})
})

postRoutes.post('/listen/posts/:id/marks/:watch', listener, async (c) => {
  const [postId, watchId] = [readId(c.req.param('id')), readId(c.req.param('watch'))]
  const said = textOf(await readFormText(c), 'relevant')
  if (!postId || !watchId || (said !== 'yes' && said !== 'no')) return notFoundPage(c)
  const { db, clock } = c.var.services
  const mark = { postId, watchId, isRelevant: said === 'yes', now: clock.now() }
  const outcome = await db.transaction().execute((tx) => judgeMark(tx, mark))
  if (outcome.kind === 'not-found') return notFoundPage(c)
  const done = mark.isRelevant ? 'relevant' : 'not-relevant'
  return c.redirect(`${pathHere(c, `/desk/listen/posts/${postId}`)}?done=${done}`, 303)
})

postRoutes.post('/listen/posts/:id/dossier', listener, async (c) => {
  const postId = readId(c.req.param('id'))
  if (!postId) return notFoundPage(c)
  const dossierId = readId(textOf(await readFormText(c), 'dossier'))
  if (!dossierId) return showPost(c, { problem: 'dossierMissing' })
  const { db, clock } = c.var.services
  const by = (await getStaff(c)).accountId
  const outcome = await db
    .transaction()
    .execute((tx) => makePostAnInput(tx, { postId, dossierId, by, now: clock.now() }))
  return answerTo[outcome.kind](c, postId)
})

const answerTo = {
  registered: (c, id) => c.redirect(`${pathHere(c, `/desk/listen/posts/${id}`)}?done=registered`, 303),
  'already-registered': (c, id) =>
    c.redirect(`${pathHere(c, `/desk/listen/posts/${id}`)}?done=already-registered`, 303),
  'dossier-closed': (c) => showPost(c, { problem: 'dossierClosed' }),
  'dossier-not-found': (c) => showPost(c, { problem: 'dossierMissing' }),
  'post-not-found': (c) => notFoundPage(c),
} satisfies Record<MakeInputOutcome['kind'], (c: WebContext, id: string) => Response | Promise<Response>>

async function showPost(
  c: WebContext,
  told: {
    done?: DoneWord
    problem?: 'dossierMissing' | 'dossierClosed'
  },
): Promise<Response> {
  const { db, clock } = c.var.services
  const id = readId(c.req.param('id'))
  const [post, dossiers] = await Promise.all([id ? findPost(db, id) : undefined, listOpenDossiers(db)])
  if (!post) return notFoundPage(c)
  await attendToPost(db, post.id, clock.now())
  const slots = await Promise.all(c.var.postSlots.map((show) => show(c, post.id)))
  const isTaken = slots.some((slot) => slot.isTaken)
  return postPage(c, { post, dossiers, isTaken, shown: slots.map(({ shown }) => shown), ...told })
}
