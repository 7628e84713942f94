import { Hono } from 'hono'
import { z } from 'zod'
import { type DialoguePage, dialogueDoor } from '#domains/deliberate'
import type { Access, AdmitByCodeOutcome } from '#domains/entrance'
import { letterheadOf, writeAdmissionMail } from '#domains/letters'
import { type Address, readAddress } from '#platform/address'
import { readCode } from '#platform/code'
import type { LimitOutcome } from '#platform/limits'
import { makeOnce } from '#platform/once'
import {
  countAll,
  type FormText,
  guessCode,
  guessLimits,
  limits,
  onceKeyOf,
  pathHere,
  readFormText,
  sendingHere,
  textOf,
  type Web,
  type WebContext,
} from '#web/http'
import { findVisibleDialogue, getPseudonym, isOpen, participantHandle, timeOf } from '#web/pages/dialogue'
import { limitedPage, notFoundPage } from '#web/shell'
import { say } from '#web/words'
import { accessMessages } from './access.messages.ts'
import { mayTakePart, showEntrance } from './entrance.ts'
import {
  admittedBeforePage,
  linkExpiredPage,
  linkSentPage,
  noCookiesPage,
  openLinkPage,
} from './take-part.page.tsx'

/** Getting into a dialogue that is for some. */
export const takePartRoutes = new Hono<Web>()

takePartRoutes.get('/dialogues/:slug/take-part', async (c) => {
  const page = await findVisibleDialogue(c)
  if (!page) return notFoundPage(c)
  const isIn = !isOpen(c, page) || (await mayTakePart(c, page))
  return isIn ? c.redirect(baseOf(c, page), 303) : showEntrance(c, page)
})

takePartRoutes.post('/dialogues/:slug/take-part', async (c) => {
  const page = await findVisibleDialogue(c)
  if (!page?.key) return notFoundPage(c)
  if (!isOpen(c, page) || page.dialogue.access === 'everyone') return c.redirect(baseOf(c, page), 303)
  return waysIn[page.dialogue.access](c, page, page.key)
})

type WayIn = (c: WebContext, page: DialoguePage, key: Buffer) => Promise<Response>

/** What the form does, for each who may take part but everybody. */
const waysIn = { mail: askByMail, code: enterByCode } satisfies Record<Exclude<Access, 'everyone'>, WayIn>

async function askByMail(c: WebContext, page: DialoguePage): Promise<Response> {
  const t = say(c, accessMessages)
  const { db, config } = c.var.services
  const form = await readFormText(c)
  const typed = textOf(form, 'email')
  const address = readAddress(typed)
  if (!address) return showEntrance(c, page, { typed, problem: t('emailWrong') })
  const letterhead = letterheadOf(c.var.organisation, config)
  const { slug, question, id: entranceId } = page.dialogue
  const write = (link: { token: string } | undefined) =>
    writeAdmissionMail(letterhead, { language: c.var.locale, slug, question, token: link?.token })
  const asked = { entranceId, address, write, letterhead, ...timeOf(c) }
  const outcome = await db.transaction().execute((tx) =>
    makeOnce(tx, sendingHere(c, form), {
      receipt: askedSchema,
      make: async () => {
        const counted = await countAdmission(c, address)
        return counted.kind === 'limited' ? counted : dialogueDoor.askAdmission(tx, asked)
      },
      now: asked.now,
    }),
  )
  if (outcome.kind === 'limited') return limitedPage(c, outcome.retryAfterSeconds)
  if (outcome.kind === 'closed') return c.redirect(baseOf(c, page), 303)
  return c.redirect(`${baseOf(c, page)}/take-part/sent`, 303)
}

const askedSchema = z.object({ kind: z.literal('asked') })

/** Each mail counts once, however often its form came. */
function countAdmission(c: WebContext, { handle }: Address): Promise<LimitOutcome> {
  return countAll(c, [
    [limits.admissionByAddress, c.var.address],
    [limits.admissionByHandle, handle],
    [limits.admissionByHandleDaily, handle],
  ])
}

async function enterByCode(c: WebContext, page: DialoguePage, key: Buffer): Promise<Response> {
  const { db } = c.var.services
  const form = await readFormText(c)
  const withoutCookie = await askCookie(c, { page, key, form })
  if (withoutCookie) return withoutCookie
  const typed = textOf(form, 'code').slice(0, 40)
  const reading = readCode(typed)
  if (reading.kind !== 'read') return showEntrance(c, page, { typed, problem: mistakeOf(c, typed, reading) })
  const pseudonym = await getPseudonym(c, key)
  const door = { entranceId: page.dialogue.id, pseudonym, code: reading.code, ...timeOf(c) }
  const guessed = await guessCode(c, guessLimits.entryCode, {
    at: page.dialogue.id,
    attempt: () => db.transaction().execute((tx) => dialogueDoor.admitByCode(tx, door)),
    isRight: (outcome) => outcome.kind !== 'code-unknown',
  })
  if (guessed.kind === 'limited') return limitedPage(c, guessed.retryAfterSeconds)
  const outcome = guessed.answer
  const problem = problemOf(c, outcome)
  if (problem) return showEntrance(c, page, { typed, problem })
  return c.redirect(`${baseOf(c, page)}${outcome.kind === 'admitted' ? '?told=admitted' : ''}`, 303)
}

type Misread = Exclude<ReturnType<typeof readCode>, { kind: 'read' }>

function mistakeOf(c: WebContext, typed: string, reading: Misread): string {
  const t = say(c, accessMessages)
  if (reading.kind === 'wrong-length') return t('codeLength', { n: reading.length })
  if (reading.kind === 'wrong-character') return t('codeCharacter', { character: reading.character })
  return t('codeMistyped', { code: typed.trim().toUpperCase() })
}

function problemOf(c: WebContext, outcome: AdmitByCodeOutcome): string | undefined {
  const t = say(c, accessMessages)
  if (outcome.kind === 'code-unknown') return t('codeUnknown')
  return outcome.kind === 'code-used' ? t('codeUsed') : undefined
}

takePartRoutes.get('/dialogues/:slug/take-part/sent', async (c) => {
  const page = await findVisibleDialogue(c)
  return page?.dialogue.access === 'mail' ? linkSentPage(c, page) : notFoundPage(c)
})

takePartRoutes.get('/dialogues/:slug/take-part/open', async (c) => {
  const page = await findVisibleDialogue(c)
  if (page?.dialogue.access !== 'mail') return notFoundPage(c)
  c.header('Referrer-Policy', 'no-referrer')
  return openLinkPage(c, page, c.req.query('token') ?? '')
})

takePartRoutes.post('/dialogues/:slug/take-part/open', async (c) => {
  const page = await findVisibleDialogue(c)
  if (!page?.key || page.dialogue.access !== 'mail') return notFoundPage(c)
  const form = await readFormText(c)
  const withoutCookie = await askCookie(c, { page, key: page.key, form })
  if (withoutCookie) return withoutCookie
  const token = textOf(form, 'token').slice(0, 200)
  const pseudonym = await getPseudonym(c, page.key)
  const door = { entranceId: page.dialogue.id, pseudonym, token, ...timeOf(c) }
  const outcome = await c.var.services.db
    .transaction()
    .execute((tx) => dialogueDoor.openAdmissionLink(tx, door))
  if (outcome.kind === 'link-used-or-expired') return linkExpiredPage(c, page)
  if (outcome.kind === 'admitted-before') return admittedBeforePage(c)
  return c.redirect(`${baseOf(c, page)}${outcome.kind === 'admitted' ? '?told=admitted' : ''}`, 303)
})

/**
 * A link or a code lets in a browser that can be recognised, and no other: one without our cookie gets it, and sends
 * the same form once more (307). One that still lacks it keeps no cookies, and nothing of its owner's is used up.
 */
async function askCookie(
  c: WebContext,
  { page, key, form }: { page: DialoguePage; key: Buffer; form: FormText },
): Promise<Response | undefined> {
  if (participantHandle(c)) return undefined
  if (c.req.query('cookie') === 'asked')
    return page.dialogue.access === 'code' ? showEntrance(c, page, { hasNoCookies: true }) : noCookiesPage(c)
  // Nothing is used up yet. Without a key two who send one code may be two people, of whom one comes in.
  await getPseudonym(c, key, onceKeyOf(form) ? form : undefined)
  return c.redirect(`${c.req.path}?cookie=asked`, 307)
}

function baseOf(c: WebContext, { dialogue }: DialoguePage): string {
  return pathHere(c, `/dialogues/${dialogue.slug}`)
}
