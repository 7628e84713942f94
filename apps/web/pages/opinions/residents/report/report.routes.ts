import { Hono } from 'hono'
import { etag } from 'hono/etag'
import type { DialoguePage } from '#domains/deliberate'
import {
  findReport,
  gatherReport,
  listReports,
  listReportTexts,
  type PublishedReport,
  type PublishReportOutcome,
  type Report,
} from '#domains/opinions'
import { isAllowed } from '#domains/people'
import { spreadsheetLine } from '#platform/csv'
import { pathHere, sendSpreadsheet, sharedPage, type Web, type WebContext } from '#web/http'
import { findVisibleDialogue, hiddenResultsPage, isOpen, mayReadResults, timeOf } from '#web/pages/dialogue'
import { notFoundPage } from '#web/shell'
import { asFile, LICENCE } from '../results/open-file.ts'
import { listNamed } from './named-statements.ts'
import { reportPage } from './report.page.tsx'

/** What a dialogue came to: as it is now, and as it was published. */
export const reportRoutes = new Hono<Web>()

type Reported =
  | { kind: 'visible'; page: DialoguePage; report: Report; published: PublishedReport | undefined }
  | { kind: 'hidden'; page: DialoguePage }

/**
 * The report that an address names, where the visitor may see it. Every route of this file asks here and nowhere
 * else: a rule that hides results belongs here. A draft has none, not even for staff.
 */
async function findVisibleReport(c: WebContext): Promise<Reported | undefined> {
  const { db, snapshots, config } = c.var.services
  const page = await findVisibleDialogue(c)
  if (!page || page.dialogue.state === 'draft' || page.dossier.state === 'draft') return undefined
  if (!(await mayReadResults(c, page))) return { kind: 'hidden', page }
  const version = c.req.param('version')
  if (version === undefined) {
    const snapshot = await snapshots.newest(page.dialogue.id)
    const report = await gatherReport(db, {
      ...page,
      snapshot,
      now: timeOf(c).now,
      timeZone: config.timeZone,
    })
    return { kind: 'visible', page, report, published: undefined }
  }
  const published = await findReport(db, page.dialogue.id, Number(version))
  return published && { kind: 'visible', page, report: published.report, published }
}

const addresses = ['/dialogues/:slug/report', '/dialogues/:slug/reports/:version{[1-9][0-9]{0,8}}'] as const

for (const address of addresses)
  reportRoutes.get(address, sharedPage, async (c) => {
    const found = await findVisibleReport(c)
    if (!found) return notFoundPage(c)
    if (found.kind === 'hidden') return hiddenResultsPage(c, found.page)
    const { page, report, published } = found
    const [statements, versions, staff] = await Promise.all([
      listNamed(c, page, report),
      listReports(c.var.services.db, page.dialogue.id),
      c.var.staff(),
    ])
    const told = outcomes.find((kind) => kind === c.req.query('told'))
    const mayPublish =
      staff !== undefined && isAllowed(staff, 'make-dossiers') && report.map?.evidence != null
    const view = { page, report, published, statements, versions, isOpen: isOpen(c, page), mayPublish, told }
    return reportPage({ c, view })
  })

for (const address of ['/dialogues/:slug/report.json', `${addresses[1]}/report.json`])
  reportRoutes.get(address, etag(), asFile, sharedPage, async (c) => {
    const found = await findVisibleReport(c)
    if (!found) return notFoundPage(c)
    if (found.kind === 'hidden') return hiddenResultsPage(c, found.page, 403)
    const { page, report } = found
    const { slug, question, language } = page.dialogue
    const texts = await listReportTexts(
      c.var.services.db,
      page.dialogue.id,
      report.statements.map((one) => one.number),
    )
    return c.json({
      url: new URL(pathHere(c, `/dialogues/${slug}`), c.var.services.config.url).href,
      question,
      language,
      licence: LICENCE,
      attribution: c.var.organisation.name,
      report,
      texts,
    })
  })

for (const address of ['/dialogues/:slug/participation.csv', `${addresses[1]}/participation.csv`])
  reportRoutes.get(address, etag(), asFile, sharedPage, async (c) => {
    const found = await findVisibleReport(c)
    if (!found) return notFoundPage(c)
    if (found.kind === 'hidden') return hiddenResultsPage(c, found.page, 403)
    const { unit = '', periods = [], channels = [] } = found.report.participation ?? {}
    const lines = [
      ...periods.map(({ from, until, people, votes }) => [unit, from, until, people, votes]),
      ...channels.map(({ channel, people, votes }) => ['channel', channel, '', people, votes]),
    ]
    const head = spreadsheetLine(['by', 'from', 'until', 'people', 'votes'])
    return sendSpreadsheet(c, [head, ...lines.map(spreadsheetLine)])
  })

const outcomes: readonly PublishReportOutcome['kind'][] = [
  'published',
  'unchanged',
  'not-open-yet',
  'too-early',
]
