import { Hono } from 'hono'
import { z } from 'zod'
import {
  findMailScans,
  findPicture,
  listChannels,
  listHeldMail,
  readOriginal,
  retryHeldMail,
  verdictOn,
} from '#domains/answer'
import { pathHere, todayHere, type Web } from '#web/http'
import { getStaff, notFoundPage, staffMay } from '#web/shell'
import { readerHere } from '../conversation/deed.ts'
import { readHooks } from '../hooks/hooks-section.tsx'
import { mailPage } from './mail.page.tsx'
import { readMailboxes } from './mailboxes-section.tsx'

/** Mail as it came in, for staff who answer. */
export const mailRoutes = new Hono<Web>()

const answerer = staffMay('answer')
const PAGE_SIZE = 25
const idSchema = z.uuid()
const afterSchema = z.string().max(200).optional().catch(undefined)

mailRoutes.get('/mail', answerer, async (c) => {
  const { db } = c.var.services
  const after = afterSchema.parse(c.req.query('after'))
  const [channels, mailboxes, hooks, held, staff] = await Promise.all([
    listChannels(db),
    readMailboxes(c),
    readHooks(c),
    listHeldMail(db, { after, size: PAGE_SIZE }),
    getStaff(c),
  ])
  const scans = await findMailScans(
    db,
    held.rows.map(({ id }) => id),
  )
  return mailPage(c, {
    scans,
    isAsked: c.req.query('done') === 'asked',
    channels,
    mailboxes,
    hooks,
    held,
    staff,
    after,
    isRetried: c.req.query('done') === 'retried',
  })
})

mailRoutes.post('/mail/:id/retry', answerer, async (c) => {
  const id = idSchema.safeParse(c.req.param('id'))
  if (!id.success) return notFoundPage(c)
  const { db } = c.var.services
  const { kind } = await db.transaction().execute((tx) => retryHeldMail(tx, id.data))
  return c.redirect(pathHere(c, kind === 'retried' ? '/desk/mail?done=retried' : '/desk/mail'), 303)
})

/** Nothing in it runs or is fetched, wherever it is opened, and no other place keeps it. */
const asDownload = {
  'Content-Type': 'message/rfc822',
  'Content-Disposition': 'attachment; filename="mail.eml"',
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'private, no-store',
}

mailRoutes.get('/mail/:id/original', answerer, async (c) => {
  const id = idSchema.safeParse(c.req.param('id'))
  if (!id.success) return notFoundPage(c)
  const { db, clock } = c.var.services
  const { accountId: by } = await getStaff(c)
  const asked = { rawId: id.data, by, now: clock.now(), today: todayHere(c) }
  const found = await db.transaction().execute((tx) => readOriginal(tx, asked))
  if (!found || found.raw.byteLength === 0) return notFoundPage(c)
  if (verdictOn(found.scan, '').kind !== 'clean') {
    const page = found.conversationId === null ? '/desk/mail' : `/desk/mail/${id.data}/shown`
    return c.redirect(pathHere(c, page), 303)
  }
  return c.body(new Uint8Array(found.raw), 200, asDownload)
})

mailRoutes.get('/mail/:id/picture/:hash', answerer, async (c) => {
  const id = idSchema.safeParse(c.req.param('id'))
  if (!id.success) return notFoundPage(c)
  const picture = { rawId: id.data, hash: c.req.param('hash') }
  const found = await findPicture(c.var.services.db, picture, await readerHere(c))
  if (!found) return notFoundPage(c)
  return c.body(new Uint8Array(found.bytes), 200, {
    ...asDownload,
    'Content-Type': found.type,
    'Content-Disposition': 'inline',
  })
})
