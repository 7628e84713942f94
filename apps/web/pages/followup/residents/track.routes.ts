import { Hono } from 'hono'
import { z } from 'zod'
import {
  continueConversation,
  findConversationToFollow,
  judgeAnswer,
  listJoined,
  roomForFiles,
  writingSchema,
} from '#domains/answer'
import {
  askForNotices,
  findNoticeByToken,
  readTrack,
  stopNotices,
  stopNoticesOfContact,
} from '#domains/followup'
import { appealSchema, lodgeAppeal } from '#domains/moderation'
import { findInputByClaimCode } from '#domains/register'
import { addressSchema } from '#platform/address'
import { dateIn } from '#platform/clock'
import { readCode } from '#platform/code'
import { makeOnce } from '#platform/once'
import {
  errorsOf,
  guessCode,
  guessLimits,
  mayAskToConfirm,
  pathHere,
  readForm,
  readFormText,
  sendingHere,
  sendLive,
  textOf,
  type Web,
  type WebContext,
} from '#web/http'
import { receiveFiles, sayFiles, tellUsLimit } from '#web/pages/answer'
import { textOwners } from '#web/pages/moderation'
import { askPlace, readPlace } from '#web/pages/places'
import { limitByAddress, limitedPage, notFoundPage } from '#web/shell'
import { say } from '#web/words'
import { askCodePage } from './my-input.page.tsx'
import { trackMessages } from './track.messages.ts'
import { type TrackView, trackDone, trackPage } from './track.page.tsx'
import { pathOf, readDoor, type TrackDoor } from './track-door.ts'

/** What came of one's own input, by code or by the link of a notice. */
export const trackRoutes = new Hono<Web>()

trackRoutes.get('/my-input', (c) => askCodePage(c))

/** Whoever has the address has the input: it is kept nowhere and told to nobody. */
trackRoutes.use('/my-input/:door{.+}', async (c, next) => {
  c.header('Cache-Control', 'no-store')
  c.header('Referrer-Policy', 'no-referrer')
  c.header('X-Robots-Tag', 'noindex')
  await next()
})

trackRoutes.post('/my-input', async (c) => {
  const text = textOf(await readFormText(c), 'code').slice(0, 40)
  const found = await openByCode(c, text)
  if (found.kind !== 'found') return showNotOpened(c, text, found)
  return c.redirect(pathHere(c, pathOf(found.door)), 303)
})

trackRoutes.get('/my-input/mail/:token', async (c) => {
  const found = await openByLink(c)
  return found ? showTrack(c, found) : notFoundPage(c)
})

trackRoutes.post('/my-input/mail/:token/stop', async (c) => {
  const found = await openByLink(c)
  if (!found) return notFoundPage(c)
  const { db, clock, config } = c.var.services
  const at = { ...config, now: clock.now() }
  await db.transaction().execute((tx) => stopNoticesOfContact(tx, found.contactId, at))
  // A notice whose mail was not noted as sent goes with the address.
  const stays = await openByLink(c)
  const path = stays ? `${pathOf(found.door)}?done=stopped` : '/my-input/address/stopped'
  return c.redirect(pathHere(c, path), 303)
})

trackRoutes.get('/my-input/:code', async (c) => {
  const found = await openByCode(c, c.req.param('code'))
  if (found.kind !== 'found') return showNotOpened(c, c.req.param('code'), found)
  return showTrack(c, found)
})

trackRoutes.get('/my-input/mail/:token/live', async (c) => {
  const found = await openByLink(c)
  return found ? followConversation(c, found.inputId) : notFoundPage(c)
})

trackRoutes.get('/my-input/:code/live', async (c) => {
  const found = await openByCode(c, c.req.param('code'))
  if (found.kind !== 'found') return showNotOpened(c, c.req.param('code'), found)
  return followConversation(c, found.inputId)
})

/** The conversation of an input as it goes on, for the page that shows it. */
async function followConversation(c: WebContext, inputId: string): Promise<Response> {
  const id = await findConversationToFollow(c.var.services.db, inputId)
  return id ? sendLive(c, c.var.liveConversations.ofAskers, id) : notFoundPage(c)
}

const emailSchema = z.object({ email: addressSchema })

trackRoutes.post('/my-input/:code/notices', async (c) => {
  const found = await openByCode(c, c.req.param('code'))
  if (found.kind !== 'found') return showNotOpened(c, c.req.param('code'), found)
  const { inputId, door } = found
  const form = await readForm(c, emailSchema)
  if (form.kind === 'invalid') return showTrack(c, { ...found, wrongEmail: textOf(form.text, 'email') })
  const { db, clock, config } = c.var.services
  const mayMail = () => mayAskToConfirm(c)
  const request = { inputId, address: form.value.email, language: c.var.locale, now: clock.now(), mayMail }
  const outcome = await db.transaction().execute((tx) => askForNotices(tx, config, request))
  const done = outcome.kind === 'asked' ? '?done=asked' : ''
  return c.redirect(`${pathHere(c, pathOf(door))}${done}`, 303)
})

trackRoutes.post('/my-input/:code/notices/stop', async (c) => {
  const found = await openByCode(c, c.req.param('code'))
  if (found.kind !== 'found') return showNotOpened(c, c.req.param('code'), found)
  const { db, clock, config } = c.var.services
  const at = { ...config, now: clock.now() }
  await db.transaction().execute((tx) => stopNotices(tx, found.inputId, at))
  return c.redirect(`${pathHere(c, pathOf(found.door))}?done=stopped`, 303)
})

trackRoutes.post('/my-input/mail/:token/appeal', async (c) => {
  const found = await openByLink(c)
  return found ? appeal(c, found) : notFoundPage(c)
})

trackRoutes.post('/my-input/:code/appeal', async (c) => {
  const found = await openByCode(c, c.req.param('code'))
  if (found.kind !== 'found') return showNotOpened(c, c.req.param('code'), found)
  return appeal(c, found)
})

async function appeal(c: WebContext, { inputId, ownId, door }: Opened): Promise<Response> {
  const form = await readForm(c, appealSchema)
  if (form.kind === 'invalid') {
    const problem = form.errors.words === 'too-long' ? 'too-long' : 'missing'
    return showTrack(c, { inputId, ownId, door, wrongAppeal: { words: textOf(form.text, 'words'), problem } })
  }
  const { db, clock, config } = c.var.services
  const now = clock.now()
  const request = { inputId, words: form.value.words, now, today: dateIn(config.timeZone, now) }
  const outcome = await db.transaction().execute((tx) => lodgeAppeal(tx, textOwners, request))
  const done = outcome.kind === 'lodged' ? '?done=appealDone' : ''
  return c.redirect(`${pathHere(c, pathOf(door))}${done}`, 303)
}

trackRoutes.post('/my-input/mail/:token/reply', limitByAddress(tellUsLimit), async (c) => {
  const found = await openByLink(c)
  return found ? writeBack(c, found) : notFoundPage(c)
})

trackRoutes.post('/my-input/:code/reply', limitByAddress(tellUsLimit), async (c) => {
  const found = await openByCode(c, c.req.param('code'))
  if (found.kind !== 'found') return showNotOpened(c, c.req.param('code'), found)
  return writeBack(c, found)
})

/** Somebody writes back in the conversation that their question started. */
async function writeBack(c: WebContext, { inputId, door, ownId }: Opened): Promise<Response> {
  const form = await readFormText(c)
  const text = textOf(form, 'reply')
  const writing = writingSchema.safeParse({ body: text })
  const files = await receiveFiles(c, form, await roomForFiles(c.var.services.db, inputId))
  const place = await readPlace(c, form, files.photographed)
  if (!writing.success) {
    const problem = errorsOf(writing.error).body === 'missing' ? 'missing' : 'too-long'
    return showTrack(c, { inputId, ownId, door, files, place, wrongReply: { text, problem } })
  }
  if (files.problems.length > 0 || place?.problem)
    return showTrack(c, { inputId, ownId, door, files, place, wrongReply: { text } })
  const { db, clock, config } = c.var.services
  const now = clock.now()
  const said = { inputId, body: writing.data.body, files: files.key, place: place?.place ?? undefined }
  const outcome = await db.transaction().execute((tx) =>
    makeOnce(tx, sendingHere(c, form, sayFiles(files)), {
      receipt: z.object({ kind: z.literal('heard'), inputId: z.uuid() }),
      make: () => continueConversation(tx, said, { channel: 'web', timeZone: config.timeZone, now }),
      now,
    }),
  )
  if (outcome.kind === 'not-found') return notFoundPage(c)
  const beside = (await listJoined(db, ownId)).find((one) => one.inputId === outcome.inputId)?.publicId
  return c.redirect(`${pathHere(c, pathOf({ ...door, beside }))}?done=replySent`, 303)
}

trackRoutes.post('/my-input/mail/:token/helped', async (c) => {
  const found = await openByLink(c)
  return found ? judge(c, found) : notFoundPage(c)
})

trackRoutes.post('/my-input/:code/helped', async (c) => {
  const found = await openByCode(c, c.req.param('code'))
  if (found.kind !== 'found') return showNotOpened(c, c.req.param('code'), found)
  return judge(c, found)
})

/** Somebody says whether our answer helped; the same a second time changes nothing. */
async function judge(c: WebContext, { inputId, door }: Opened): Promise<Response> {
  const said = textOf(await readFormText(c), 'helped')
  const path = pathHere(c, pathOf(door))
  if (said !== 'yes' && said !== 'no') return c.redirect(path, 303)
  const { db, clock, config } = c.var.services
  const at = { channel: 'web', timeZone: config.timeZone, now: clock.now() } as const
  const hasHelped = said === 'yes'
  const outcome = await db.transaction().execute((tx) => judgeAnswer(tx, { inputId, hasHelped }, at))
  const done = { helped: '?done=helped', reopened: '?done=unhelped', 'nothing-to-judge': '' }[outcome.kind]
  return c.redirect(`${path}${done}`, 303)
}

/** An input that somebody may see: that of their code or link, or one of theirs that goes on from it. */
type Opened = { inputId: string; ownId: string; door: TrackDoor }
type NotOpened = { kind: 'not-found'; problem: string } | { kind: 'limited'; retryAfterSeconds: number }

/** Looks a code up, as a guess. A mistyped one is nobody's code, as anyone can tell: it is not a guess. */
async function openByCode(c: WebContext, text: string): Promise<({ kind: 'found' } & Opened) | NotOpened> {
  const t = say(c, trackMessages)
  const { db, config } = c.var.services
  const { key, beside } = readDoor(text)
  if (key.trim() === '') return { kind: 'not-found', problem: t('missing') }
  const typed = key.trim().slice(0, 40).toUpperCase()
  const reading = readCode(key)
  if (reading.kind === 'wrong-character')
    return { kind: 'not-found', problem: t('wrongCharacter', { character: reading.character }) }
  if (reading.kind === 'wrong-length')
    return { kind: 'not-found', problem: t('wrongLength', { length: reading.length }) }
  if (reading.kind === 'mistyped') return { kind: 'not-found', problem: t('mistyped', { code: typed }) }
  const { code } = reading
  const guessed = await guessCode(c, guessLimits.claim, {
    at: 'all',
    attempt: () => findInputByClaimCode(db, code, config.secret),
    isRight: (inputId) => inputId !== undefined,
  })
  if (guessed.kind === 'limited') return guessed
  const opened = guessed.answer && (await openBeside(c, guessed.answer, { kind: 'code', code, beside }))
  return opened ? { kind: 'found', ...opened } : { kind: 'not-found', problem: t('unknown', { code: typed }) }
}

/** The link of a notice, as far as it opens something. */
async function openByLink(c: WebContext): Promise<(Opened & { contactId: string }) | undefined> {
  const { key: token, beside } = readDoor(c.req.param('token') ?? '')
  const notice = await findNotice(c, token)
  if (!notice) return undefined
  const opened = await openBeside(c, notice.inputId, { kind: 'mail', token, beside })
  return opened && { ...opened, contactId: notice.contactId }
}

/** What goes on from an input is opened by the same code or link, and by nothing else. */
async function openBeside(c: WebContext, ownId: string, door: TrackDoor): Promise<Opened | undefined> {
  if (door.beside === undefined) return { inputId: ownId, ownId, door }
  const joined = await listJoined(c.var.services.db, ownId)
  const found = joined.find(({ publicId }) => publicId === door.beside)
  return found && { inputId: found.inputId, ownId, door }
}

function showNotOpened(c: WebContext, text: string, why: NotOpened): Response | Promise<Response> {
  return why.kind === 'limited'
    ? limitedPage(c, why.retryAfterSeconds)
    : askCodePage(c, { text, problem: why.problem })
}

function findNotice(c: WebContext, token: string) {
  const { db, config } = c.var.services
  return findNoticeByToken(db, token, config.secret)
}

async function showTrack(
  c: WebContext,
  {
    inputId,
    ownId,
    place,
    ...view
  }: Opened & Pick<TrackView, 'wrongEmail' | 'wrongAppeal' | 'wrongReply' | 'files' | 'place'>,
): Promise<Response> {
  const { db, clock, config } = c.var.services
  const [track, joined] = await Promise.all([
    readTrack(db, inputId, dateIn(config.timeZone, clock.now()), c.var.locale),
    listJoined(db, ownId),
  ])
  if (!track) return notFoundPage(c)
  const done = trackDone.find((word) => word === c.req.query('done'))
  return trackPage(c, { track, joined, done, place: place ?? (await askPlace(c)), ...view })
}
