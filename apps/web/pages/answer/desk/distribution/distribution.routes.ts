import { Hono } from 'hono'
import { hoursSchema, listDistributing, listMembers, setHours, switchDistribution } from '#domains/answer'
import { readForm, textOf, todayHere, type Web, type WebContext } from '#web/http'
import { staffMay } from '#web/shell'
import { idHere, keeperHere, tell } from '../answering-page.tsx'
import { distributionOfUnitPage, distributionPage, type WrongHours } from './distribution.page.tsx'

/** Which teams give out what comes in, and the hours of who works in them: for administrators. */
export const distributionRoutes = new Hono<Web>()

const administrator = staffMay('administer')

distributionRoutes.get('/distribution', administrator, async (c) =>
  distributionPage(c, await listDistributing(c.var.services.db)),
)

distributionRoutes.get('/distribution/:id', administrator, (c) => showUnit(c))

const switches = { on: true, off: false }

for (const [word, isOn] of Object.entries(switches))
  distributionRoutes.post(`/distribution/:id/${word}`, administrator, async (c) => {
    const unitId = idHere(c)
    if (!unitId) return tell(c, '/desk/distribution', 'not-found')
    const deed = await keeperHere(c)
    const { db } = c.var.services
    const { kind } = await db.transaction().execute((tx) => switchDistribution(tx, { unitId, isOn }, deed))
    if (kind === 'not-found') return tell(c, '/desk/distribution', kind)
    return tell(c, `/desk/distribution/${unitId}`, 'saved')
  })

distributionRoutes.post('/distribution/:id/hours', administrator, async (c) => {
  const unitId = idHere(c)
  if (!unitId) return tell(c, '/desk/distribution', 'not-found')
  const form = await readForm(c, hoursSchema)
  if (form.kind === 'invalid') {
    const typed = form.text['hours[]']
    return showUnit(c, {
      accountId: textOf(form.text, 'accountId'),
      hours: Array.isArray(typed) ? typed : [],
    })
  }
  const { accountId, 'hours[]': hours } = form.value
  const deed = await keeperHere(c)
  const { db } = c.var.services
  const { kind } = await db.transaction().execute((tx) => setHours(tx, { accountId, hours }, deed))
  return tell(c, `/desk/distribution/${unitId}`, kind === 'set' ? 'saved' : kind)
})

async function showUnit(c: WebContext, wrong?: WrongHours): Promise<Response> {
  const unitId = idHere(c)
  const { db } = c.var.services
  const unit = (await listDistributing(db)).find((one) => one.unitId === unitId)
  if (!unit) return tell(c, '/desk/distribution', 'not-found')
  return distributionOfUnitPage(c, { unit, members: await listMembers(db, unit.unitId, todayHere(c)), wrong })
}
