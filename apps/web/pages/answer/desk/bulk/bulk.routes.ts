import { Hono } from 'hono'
import { closeReasons, doInBulk, listLabels, previewBulk, snoozeDays } from '#domains/answer'
import { inTreeOrder, listStaff, listSubjects } from '#domains/people'
import { noonOf } from '#platform/clock'
import { readFormText, textOf, todayHere, type Web, type WebContext } from '#web/http'
import { getStaff, notFoundPage, staffMay } from '#web/shell'
import { say } from '#web/words'
import { handsMessages } from '../hands/hands.messages.ts'
import { readView } from '../inbox/inbox-view.ts'
import { nameIn } from '../name-in.ts'
import { bulkMessages } from './bulk.messages.ts'
import { type BulkView, bulkPage } from './bulk.page.tsx'
import { type BulkKind, bulkKinds, PICK, readDeed, readPicks } from './bulk-choice.ts'

/** The same for several conversations of a list. */
export const bulkRoutes = new Hono<Web>()

const answerer = staffMay('answer')

bulkRoutes.get('/inbox/bulk', answerer, async (c) => {
  const asked = await readBulk(c, {
    deed: c.req.query('deed') ?? '',
    value: c.req.query('value') ?? '',
    picks: c.req.queries(PICK) ?? [],
  })
  if (!asked) return notFoundPage(c)
  const { bulk, deed, isAsked } = asked
  if (bulk.picked.length === 0 || !deed)
    return bulkPage(c, {
      ...bulk,
      step: await choosing(c, bulk, isAsked ? wrongWords(c, bulk.kind) : undefined),
    })
  const lines = await previewBulk(c.var.services.db, { ...doing(c, bulk), deed })
  return bulkPage(c, { ...bulk, step: { kind: 'preview', lines } })
})

bulkRoutes.post('/inbox/bulk', answerer, async (c) => {
  const form = await readFormText(c)
  const picks = form[PICK]
  const asked = await readBulk(c, {
    deed: textOf(form, 'deed'),
    value: textOf(form, 'value'),
    picks: Array.isArray(picks) ? picks : [],
  })
  if (!asked) return notFoundPage(c)
  const { bulk, deed } = asked
  if (!deed) return bulkPage(c, { ...bulk, step: await choosing(c, bulk, wrongWords(c, bulk.kind)) })
  const lines = await doInBulk(c.var.services.db, { ...doing(c, bulk), deed })
  return bulkPage(c, { ...bulk, step: { kind: 'done', lines } })
})

type Asked = { deed: string; value: string; picks: string[] }
type Bulk = Omit<BulkView, 'step'>

async function readBulk(c: WebContext, { deed, value, picks }: Asked) {
  const kind = bulkKinds.find((one) => one === deed)
  if (!kind) return undefined
  const staff = await getStaff(c)
  const bulk: Bulk = { view: readView(c), staff, kind, picked: readPicks(picks), value: value.slice(0, 100) }
  return { bulk, deed: readDeed(kind, value), isAsked: value !== '' }
}

function doing(c: WebContext, { picked, staff }: Bulk) {
  return {
    picked,
    by: staff.accountId,
    now: c.var.services.clock.now(),
    timeZone: c.var.services.config.timeZone,
    today: todayHere(c),
  }
}

function wrongWords(c: WebContext, kind: BulkKind): string {
  const t = say(c, bulkMessages)
  const { first, last } = snoozeDays(todayHere(c))
  return kind === 'snooze' ? t('wrongDay', { first: noonOf(first), last: noonOf(last) }) : t('wrongValue')
}

async function choosing(c: WebContext, { kind }: Bulk, error: string | undefined): Promise<BulkView['step']> {
  return { kind: 'choose', options: await optionsOf(c, kind), ...(error ? { error } : {}) }
}

async function optionsOf(c: WebContext, kind: BulkKind): Promise<{ value: string; label: string }[]> {
  const { db } = c.var.services
  const h = say(c, handsMessages)
  switch (kind) {
    case 'assign': {
      const staff = await listStaff(db, todayHere(c))
      const options = staff.map(({ accountId, name, unit }) => ({
        value: accountId,
        label: `${name}, ${unit}`,
      }))
      return [{ value: 'nobody', label: say(c, bulkMessages)('nobody') }, ...options]
    }
    case 'label':
      return (await listLabels(db)).flatMap(({ id, name, isEnded }) =>
        isEnded ? [] : { value: id, label: name },
      )
    case 'subject': {
      const live = (await listSubjects(db)).filter(({ replacedBy }) => !replacedBy)
      return inTreeOrder(live).map((one) => ({
        value: one.id,
        label: `${'\u00a0\u00a0'.repeat(one.depth)}${nameIn(c, one)}`,
      }))
    }
    case 'close':
      return closeReasons.flatMap((reason) =>
        reason === 'spam' ? [] : { value: reason, label: h(`reason-${reason}`) },
      )
    default:
      return []
  }
}
