import { Hono } from 'hono'
import { openSealedFollow } from '#domains/letters'
import { findFollowedWatch, findMailedMark, judgeByMail, stopFollowing } from '#domains/listen'
import { dateIn } from '#platform/clock'
import { pathHere, type Web, type WebContext } from '#web/http'
import { readId } from './desk/ids.ts'
import { followedDonePage, notRelevantPage, stopPage } from './followed.page.tsx'

/** What colleagues do from a mail about a watch, without signing in. A mail program that opens links does nothing: a form acts. */
export const followedRoutes = new Hono<Web>()

followedRoutes.use('/followed/*', async (c, next) => {
  c.header('Cache-Control', 'no-store')
  c.header('Referrer-Policy', 'no-referrer')
  c.header('X-Robots-Tag', 'noindex')
  await next()
})

followedRoutes.get('/followed/stopped', (c) => followedDonePage(c, 'stopped'))
followedRoutes.get('/followed/judged', (c) => followedDonePage(c, 'judged'))

followedRoutes.get('/followed/:token/stop', async (c) => {
  const follow = read(c)
  const watch = follow && (await findFollowedWatch(c.var.services.db, follow.watchId))
  return watch === undefined ? followedDonePage(c, 'gone') : stopPage(c, watch)
})

followedRoutes.post('/followed/:token/stop', async (c) => {
  const follow = read(c)
  if (!follow) return followedDonePage(c, 'gone')
  await c.var.services.db.transaction().execute((tx) => stopFollowing(tx, follow))
  return c.redirect(pathHere(c, '/followed/stopped'), 303)
})

followedRoutes.get('/followed/:token/not-relevant/:post', async (c) => {
  const mark = readMark(c)
  const found = mark && (await findMailedMark(c.var.services.db, mark))
  return found ? notRelevantPage(c, found) : followedDonePage(c, 'gone')
})

followedRoutes.post('/followed/:token/not-relevant/:post', async (c) => {
  const mark = readMark(c)
  const { db, clock } = c.var.services
  const outcome = mark && (await db.transaction().execute((tx) => judgeByMail(tx, mark, clock.now())))
  if (outcome?.kind !== 'judged') return followedDonePage(c, 'gone')
  return c.redirect(pathHere(c, '/followed/judged'), 303)
})

function read(c: WebContext) {
  return openSealedFollow(c.req.param('token') ?? '', c.var.services.config.secret)
}

function readMark(c: WebContext) {
  const [follow, postId] = [read(c), readId(c.req.param('post'))]
  const { clock, config } = c.var.services
  return follow && postId ? { ...follow, postId, today: dateIn(config.timeZone, clock.now()) } : undefined
}
