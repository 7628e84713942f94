import { Hono } from 'hono'
import {
  alertTimesSchema,
  changeAlertTimes,
  findAlertTimes,
  followWatch,
  listFollows,
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
  const done = (['saved'] as const).find((word) => word === c.req.query('done'))
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

async function showAlerts(c: WebContext, told: Partial<Pick<AlertsView, 'times' | 'done'>>) {
  const { db } = c.var.services
  const { accountId } = await getStaff(c)
  const [follows, times] = await Promise.all([listFollows(db, accountId), findAlertTimes(db, accountId)])
  return alertsPage(c, { follows, times: { text: writeAlertTimes(times), errors: {} }, ...told })
}

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
