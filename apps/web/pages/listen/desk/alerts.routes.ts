import { Hono } from 'hono'
import {
  alertTimesSchema,
  changeAlertTimes,
  dropFeedKey,
  findAlertTimes,
  findFeedKey,
  followWatch,
  listFollows,
  makeFeedKey,
  paces,
  stopFollowing,
  writeAlertTimes,
} from '#domains/listen'
import { pathHere, readForm, readFormText, textOf, type Web, type WebContext } from '#web/http'
import { getStaff, notFoundPage, staffMay } from '#web/shell'
import { say } from '#web/words'
import { alertMessages } from './alerts.messages.ts'
import { type AlertsView, alertsPage } from './alerts.page.tsx'
import { readId } from './ids.ts'

/** What staff are told of what watches find, each for themselves. */
export const alertRoutes = new Hono<Web>()

const listener = staffMay('listen')

alertRoutes.get('/listen/alerts', listener, (c) => {
  const done = (['saved', 'feedDropped'] as const).find((word) => word === c.req.query('done'))
  return showAlerts(c, { done })
})

alertRoutes.post('/listen/alerts', listener, async (c) => {
  const form = await readForm(c, alertTimesSchema)
  if (form.kind === 'invalid') {
    const t = say(c, alertMessages)
    const errors = Object.fromEntries(Object.keys(form.errors).map((name) => [name, t('notATime')]))
    return showAlerts(c, { times: { text: form.text, errors } })
  }
  const follower = await readFollower(c)
  await c.var.services.db
    .transaction()
    .execute((tx) => changeAlertTimes(tx, follower, form.value, momentOf(c)))
  return c.redirect(`${pathHere(c, '/desk/listen/alerts')}?done=saved`, 303)
})

async function showAlerts(
  c: WebContext,
  { key, ...told }: Partial<Pick<AlertsView, 'times' | 'done'>> & { key?: string },
) {
  const { db } = c.var.services
  const { accountId } = await getStaff(c)
  const [follows, times, madeAt] = await Promise.all([
    listFollows(db, accountId),
    findAlertTimes(db, accountId),
    findFeedKey(db, accountId),
  ])
  const shown = { follows, times: { text: writeAlertTimes(times), errors: {} }, feed: { madeAt, key } }
  return alertsPage(c, { ...shown, ...told })
}

alertRoutes.post('/listen/alerts/feed', listener, async (c) => {
  const follower = await readFollower(c)
  const { db, clock } = c.var.services
  const key = await db.transaction().execute((tx) => makeFeedKey(tx, follower, clock.now()))
  return showAlerts(c, { key })
})

alertRoutes.post('/listen/alerts/feed/drop', listener, async (c) => {
  const { accountId } = await getStaff(c)
  await c.var.services.db.transaction().execute((tx) => dropFeedKey(tx, accountId))
  return c.redirect(`${pathHere(c, '/desk/listen/alerts')}?done=feedDropped`, 303)
})

alertRoutes.post('/listen/watches/:id/follow', listener, async (c) => {
  const watchId = readId(c.req.param('id'))
  const said = textOf(await readFormText(c), 'pace')
  const pace = paces.find((one) => one === said)
  if (!watchId || !pace) return notFoundPage(c)
  const follower = await readFollower(c)
  const outcome = await c.var.services.db
    .transaction()
    .execute((tx) => followWatch(tx, follower, { watchId, pace }, momentOf(c)))
  if (outcome.kind === 'not-found') return notFoundPage(c)
  return c.redirect(`${pathHere(c, `/desk/listen/watches/${watchId}`)}?done=following`, 303)
})

alertRoutes.post('/listen/watches/:id/unfollow', listener, async (c) => {
  const watchId = readId(c.req.param('id'))
  if (!watchId) return notFoundPage(c)
  const { accountId } = await getStaff(c)
  await c.var.services.db.transaction().execute((tx) => stopFollowing(tx, { accountId, watchId }))
  return c.redirect(`${pathHere(c, `/desk/listen/watches/${watchId}`)}?done=stopped`, 303)
})

async function readFollower(c: WebContext) {
  return { accountId: (await getStaff(c)).accountId, language: c.var.locale }
}

function momentOf(c: WebContext) {
  const { clock, config } = c.var.services
  return { now: clock.now(), timeZone: config.timeZone }
}
