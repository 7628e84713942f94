import { Hono } from 'hono'
import { z } from 'zod'
import {
  type MailPath,
  openMail,
  readMailPath,
  readOriginal,
  scanMailAgain,
  takeMailFile,
} from '#domains/answer'
import { pathHere, todayHere, type Web, type WebContext } from '#web/http'
import { getStaff, notFoundPage, staffMay } from '#web/shell'
import { say } from '#web/words'
import { readerHere } from '../conversation/deed.ts'
import { mailMessages } from './mail.messages.ts'
import { shownMailPage } from './shown-mail.page.tsx'

/** Mail as it was formatted, and its files one by one, for staff who may read the conversation. */
export const shownMailRoutes = new Hono<Web>()

const answerer = staffMay('answer')
const idSchema = z.uuid()

shownMailRoutes.get('/mail/:id/shown/:path?', answerer, async (c) => {
  const path = c.req.param('path') ?? ''
  const opened = await open(c, path === '' ? [] : readMailPath(path))
  if (!opened?.conversationId) return notFoundPage(c)
  const { conversationId, scan, ...opening } = opened
  const { db, mailReader } = c.var.services
  const mail = await openMail(db, mailReader, {
    ...opening,
    quoted: say(c, mailMessages)('quote'),
    pictureAt: (hash) => pathHere(c, `/desk/mail/${opening.rawId}/picture/${hash}`),
  })
  // A message that is not there is no page; a mail that cannot be read is one that says so.
  if (!mail && path !== '') return notFoundPage(c)
  const view = c.req.query('as') === 'text' ? 'text' : 'formatted'
  return shownMailPage(c, {
    rawId: opening.rawId,
    path,
    conversationId,
    mail,
    scan,
    isAsked: c.req.query('done') === 'asked',
    view,
    staff: await getStaff(c),
  })
})

shownMailRoutes.get('/mail/:id/file/:path', answerer, async (c) => {
  const opened = await open(c, readMailPath(c.req.param('path')))
  const file = opened && (await takeMailFile(c.var.services.mailReader, opened))
  if (file?.kind === 'file') return sendDownload(c, file)
  // Why it is held stands with the mail.
  return file?.kind === 'held'
    ? c.redirect(pathHere(c, `/desk/mail/${opened?.rawId}/shown`), 303)
    : notFoundPage(c)
})

shownMailRoutes.post('/mail/:id/scan', answerer, async (c) => {
  const id = idSchema.safeParse(c.req.param('id'))
  if (!id.success || !c.var.services.config.clamd) return notFoundPage(c)
  const reader = await readerHere(c)
  const outcome = await c.var.services.db.transaction().execute((tx) => scanMailAgain(tx, id.data, reader))
  if (outcome.kind === 'not-scanned') return notFoundPage(c)
  // What nobody could read has no page of its own.
  const page = outcome.conversationId === null ? '/desk/mail' : `/desk/mail/${id.data}/shown`
  return c.redirect(pathHere(c, `${page}?done=asked`), 303)
})

/** A mail as it came, for who may read it; that they did is logged. */
async function open(c: WebContext, path: MailPath | undefined) {
  const id = idSchema.safeParse(c.req.param('id'))
  if (!id.success || !path) return undefined
  const { db, clock } = c.var.services
  const { accountId: by } = await getStaff(c)
  const now = clock.now()
  const asked = { rawId: id.data, by, now, today: todayHere(c) }
  const found = await db.transaction().execute((tx) => readOriginal(tx, asked))
  return found && found.raw.byteLength > 0 ? { rawId: id.data, path, now, ...found } : undefined
}

/** Stored under its name, in any alphabet (RFC 8187), and never opened by the browser: nobody looked at what is in it. */
function sendDownload(
  c: WebContext,
  { bytes, type, name }: { bytes: Uint8Array; type: string; name: string },
): Response {
  const written = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return c.body(new Uint8Array(bytes), 200, {
    'Cache-Control': 'private, no-store',
    'Content-Disposition': `attachment; filename*=UTF-8''${written}`,
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Content-Type': type,
    'X-Content-Type-Options': 'nosniff',
  })
}
