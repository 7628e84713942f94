import { Hono } from 'hono'
import { z } from 'zod'
import { listOpenDossiers } from '#domains/dossier'
import {
  attendToPost,
  countSources,
  findCommunityAt,
  findPost,
  findWithdrawn,
  judgeMark,
  judgePost,
  listPosts,
  listServedDossiers,
  listWatchNames,
  type MakeInputOutcome,
  makePostAnInput,
  takeBackJudgement,
} from '#domains/listen'
import { listHomeChoices } from '#domains/places'
import { type FormText, readFormText, textOf, type Web, type WebContext } from '#web/http'
import { getStaff, notFoundPage, staffMay } from '#web/shell'
import { type DeskList, filterOf, isNarrow, listAddress, postAddress, readDeskList } from './desk-list.ts'
import type { BeforeThis } from './done-before.tsx'
import { readId } from './ids.ts'
import { look, readOverview } from './overview.tsx'
import { type DoneWord, doneWords, postPage } from './post.page.tsx'
import { postsPage } from './posts.page.tsx'
import { withdrawnPage } from './withdrawn.page.tsx'

/** Reading posts. */
export const postRoutes = new Hono<Web>()

const PAGE_SIZE = 30
const listener = staffMay('listen')
const momentSchema = z.iso.datetime().transform((text) => new Date(text))

postRoutes.get('/listen', listener, async (c) => {
  const { db } = c.var.services
  const { list, watches } = await readList(c)
  const since = await look(c)
  const [posts, sources, areas, overview] = await Promise.all([
    listPosts(db, filterOf(list), { after: list.after, size: PAGE_SIZE }),
    countSources(db),
    listHomeChoices(db, c.var.organisation.name),
    watches.length === 0 || isNarrow(list) ? undefined : readOverview(c, since),
  ])
  return postsPage(c, { posts, watches, areas, sources, since, overview, list, before: readBefore(c) })
})

/** The list that an address names, and the watches that it may be narrowed to. */
async function readList(c: WebContext) {
  const { db } = c.var.services
  const watches = await listWatchNames(db, readId(c.req.query('dossier')))
  return { watches, list: await readDeskList(c, watches.length > 0) }
}

/** What an address says was just done with another post. */
function readBefore(c: WebContext): BeforeThis | undefined {
  const postId = readId(c.req.query('before'))
  return postId === undefined
    ? undefined
    : { postId, judgedAt: momentSchema.safeParse(c.req.query('judged')).data }
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
  return c.redirect(postAddress(c, postId, (await readList(c)).list, { done }), 303)
})

postRoutes.post('/listen/posts/:id/set-aside', listener, async (c) => {
  const postId = readId(c.req.param('id'))
  const text = await readFormText(c)
  const { db, clock } = c.var.services
  if (!postId || !(await findPost(db, postId))) return notFoundPage(c)
  const { list } = await readList(c)
  const now = clock.now()
  const judged = { postId, watchId: list.watchId, now }
  const outcome = await db.transaction().execute((tx) => judgePost(tx, judged))
  const told = outcome.kind === 'judged' ? { before: postId, judged: now.toISOString() } : undefined
  return goOn(c, { list, text, told })
})

postRoutes.post('/listen/posts/:id/take-back', listener, async (c) => {
  const postId = readId(c.req.param('id'))
  const judgedAt = momentSchema.safeParse(textOf(await readFormText(c), 'judgedAt'))
  if (!postId || !judgedAt.success) return notFoundPage(c)
  const { db } = c.var.services
  await db.transaction().execute((tx) => takeBackJudgement(tx, { postId, judgedAt: judgedAt.data }))
  return c.redirect(postAddress(c, postId, (await readList(c)).list, { done: 'relevant' }), 303)
})

postRoutes.post('/listen/posts/:id/dossier', listener, async (c) => {
  const postId = readId(c.req.param('id'))
  if (!postId) return notFoundPage(c)
  const text = await readFormText(c)
  const dossierId = readId(textOf(text, 'dossier'))
  if (!dossierId) return showPost(c, { problem: 'dossierMissing' })
  const { db, clock } = c.var.services
  const by = (await getStaff(c)).accountId
  const outcome = await db
    .transaction()
    .execute((tx) => makePostAnInput(tx, { postId, dossierId, by, now: clock.now() }))
  return answerTo[outcome.kind](c, postId, text)
})

/** On to the next of the list; where there is none, the post itself says what was done. */
async function afterInput(c: WebContext, postId: string, text: FormText, done: DoneWord): Promise<Response> {
  const { list } = await readList(c)
  if (readId(textOf(text, 'next')) === undefined)
    return c.redirect(postAddress(c, postId, list, { done }), 303)
  return goOn(c, { list, text, told: { before: postId } })
}

/** To the post that stood after this one, or back to the list, telling what was done with this one. */
function goOn(
  c: WebContext,
  { list, text, told = {} }: { list: DeskList; text: FormText; told?: Record<string, string> | undefined },
): Response {
  const next = readId(textOf(text, 'next'))
  if (next !== undefined) return c.redirect(postAddress(c, next, list, told), 303)
  const query = new URLSearchParams(told).toString()
  return c.redirect(`${listAddress(c, list)}${query && `&${query}`}`, 303)
}

const answerTo = {
  registered: (c, id, text) => afterInput(c, id, text, 'registered'),
  'already-registered': (c, id, text) => afterInput(c, id, text, 'already-registered'),
  'dossier-closed': (c) => showPost(c, { problem: 'dossierClosed' }),
  'dossier-not-found': (c) => showPost(c, { problem: 'dossierMissing' }),
  'post-not-found': (c) => notFoundPage(c),
} satisfies Record<
  MakeInputOutcome['kind'],
  (c: WebContext, id: string, text: FormText) => Response | Promise<Response>
>

async function showPost(
  c: WebContext,
  told: {
    done?: DoneWord
    problem?: 'dossierMissing' | 'dossierClosed'
  },
): Promise<Response> {
  const { db, clock } = c.var.services
  const id = readId(c.req.param('id'))
  const [post, dossiers, { list }] = await Promise.all([
    id ? findPost(db, id) : undefined,
    listOpenDossiers(db),
    readList(c),
  ])
  if (!post) {
    const withdrawn = id ? await findWithdrawn(db, id) : undefined
    return withdrawn ? withdrawnPage(c, withdrawn) : notFoundPage(c)
  }
  await attendToPost(db, post.id, clock.now())
  const [posts, served, community, slots] = await Promise.all([
    listPosts(db, filterOf(list), { after: list.after, size: PAGE_SIZE }),
    listServedDossiers(
      db,
      post.marks.filter(({ isNotRelevant }) => !isNotRelevant).map(({ watchId }) => watchId),
    ),
    post.url === null ? undefined : findCommunityAt(db, post.url),
    Promise.all(c.var.postSlots.map((show) => show(c, post.id))),
  ])
  const isTaken = slots.some((slot) => slot.isTaken)
  const servedIds = new Set([...served.values()].flat().map((dossier) => dossier.id))
  return postPage(c, {
    ...{ post, dossiers, isTaken, community, list, posts, before: readBefore(c) },
    next: posts.rows[posts.rows.findIndex((one) => one.id === post.id) + 1]?.id,
    servedId: dossiers.find((dossier) => servedIds.has(dossier.id))?.id,
    shown: slots.map(({ shown }) => shown),
    ...told,
  })
}
