import { Hono } from 'hono'
import { z } from 'zod'
import { findNearReport, listNearReports, type NearReport, nearLineIn } from '#domains/answer'
import { followReport, tellInterested } from '#domains/followup'
import { choosePlace, type Place } from '#domains/places'
import { addressSchema } from '#platform/address'
import {
  mayAskToConfirm,
  pathHere,
  readForm,
  readFormText,
  sharedRead,
  textOf,
  type Web,
  type WebContext,
} from '#web/http'
import { type AskedPlace, askPlace, readHomeAreas, readPlace } from '#web/pages/places'
import { limitByAddress, notFoundPage } from '#web/shell'
import { type LookProblem, nearPage } from './near.page.tsx'
import { type NearReportView, nearGonePage, nearReportPage } from './near-report.page.tsx'

/** What was reported near people, for everybody. */
export const nearRoutes = new Hono<Web>()

const PAGE_SIZE = 20
const readReports = sharedRead(listNearReports)
const readReport = sharedRead(findNearReport)
const readPeople = sharedRead(tellInterested)
const readArea = sharedRead((db, code: string) => choosePlace(db, { typed: '', chosen: `area:${code}` }))

/** Somebody follows a few things at once; an address book is not mailed by it. */
const followLimit = { name: 'near-follow', times: 30, perSeconds: 600, scope: 'everywhere' } as const

nearRoutes.get('/near', async (c) => {
  const code = c.req.query('area')
  const outcome = code ? await readArea(c, code) : undefined
  const area = outcome?.kind === 'somewhere' ? outcome.place.area : null
  if (code && !area) return notFoundPage(c)
  return showNear(c, { area: area ?? undefined, asked: await askPlace(c) })
})

nearRoutes.post('/near', async (c) => {
  const form = await readFormText(c)
  const asked = await readPlace(c, form)
  if (!asked) return notFoundPage(c)
  const found = areaOf(asked)
  if (found.kind === 'problem') return showNear(c, { area: undefined, asked, problem: found.problem })
  return c.redirect(`${pathHere(c, '/near')}?area=${found.area.code}`, 303)
})

type Looked = { kind: 'area'; area: NonNullable<Place['area']> } | { kind: 'problem'; problem: LookProblem }

/** In which area to look for what somebody means; a town says too little of where that is. */
function areaOf({ place, problem }: AskedPlace): Looked {
  if (problem && problem !== 'photo') return { kind: 'problem', problem }
  if (!place) return { kind: 'problem', problem: 'missing' }
  if (!place.area || place.area.code.startsWith('WP')) return { kind: 'problem', problem: 'noArea' }
  return { kind: 'area', area: place.area }
}

type Shown = {
  area: { code: string; name: string } | undefined
  asked: AskedPlace | undefined
  problem?: LookProblem
}

async function showNear(c: WebContext, { area, asked, problem }: Shown): Promise<Response> {
  const isOpen = c.req.query('show') !== 'done'
  const after = c.req.query('after')
  const [reports, areas] = await Promise.all([
    readReports(c, { isOpen, area: area?.code }, { after, size: PAGE_SIZE }),
    readHomeAreas(c, c.var.organisation.name),
  ])
  const rows = reports.rows.map((line) => nearLineIn(c.var.locale, line))
  return nearPage(c, { area, isOpen, after, areas, asked, problem, reports: { ...reports, rows } })
}

nearRoutes.get('/near/:id', async (c) => {
  const report = await findHere(c)
  if (!report) return notFoundPage(c)
  return showReport(c, report, c.req.query('done') === 'followed' ? { followed: true } : {})
})

const emailSchema = z.object({ email: addressSchema })

nearRoutes.post('/near/:id/follow', limitByAddress(followLimit), async (c) => {
  const report = await findHere(c)
  if (!report) return notFoundPage(c)
  const form = await readForm(c, emailSchema)
  if (form.kind === 'invalid') return showReport(c, report, { wrongEmail: textOf(form.text, 'email') })
  const { db, clock, config } = c.var.services
  const request = {
    ...{ publicId: report.publicId, address: form.value.email, language: c.var.locale, now: clock.now() },
    mayMail: () => mayAskToConfirm(c),
  }
  const outcome = await db.transaction().execute((tx) => followReport(tx, config, request))
  if (outcome.kind === 'not-found') return showReport(c, report, {})
  return c.redirect(`${pathHere(c, `/near/${report.publicId}`)}?done=followed`, 303)
})

async function findHere(c: WebContext): Promise<NearReport | undefined> {
  const id = z.uuid().safeParse(c.req.param('id'))
  return id.success ? readReport(c, id.data, c.var.locale) : undefined
}

async function showReport(
  c: WebContext,
  report: NearReport,
  told: Pick<NearReportView, 'followed' | 'wrongEmail'>,
): Promise<Response> {
  if (report.state === 'withdrawn') return nearGonePage(c, report)
  const [areas, people] = await Promise.all([
    readHomeAreas(c, c.var.organisation.name),
    readPeople(c, report.id),
  ])
  return nearReportPage(c, { report, areas, people, ...told })
}
