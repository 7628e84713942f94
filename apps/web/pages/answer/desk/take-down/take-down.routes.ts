import { Hono } from 'hono'
import { z } from 'zod'
import {
  type Filing,
  FilingRefused,
  filingSchema,
  mayReadConversation,
  type Question,
  type TakenDown,
  takeDown,
  takenDownChannels,
  takenDownSchema,
} from '#domains/answer'
import { letterheadOf } from '#domains/letters'
import { makeOnce } from '#platform/once'
import {
  errorsOf,
  type FormText,
  pathHere,
  readForm,
  sendingHere,
  textOf,
  todayHere,
  type Web,
  type WebContext,
} from '#web/http'
import { askPlace, readPlace } from '#web/pages/places'
import { getStaff, staffMay } from '#web/shell'
import { receiveFiles, type SentFiles, sayFiles } from '../../files/sent-files.ts'
import { mayMailReceipt } from '../../may-mail-receipt.ts'
import { findReceipt, keepReceipt } from '../../receipt-cookie.ts'
import { readFilingChoices } from '../filing/filing-fields.tsx'
import { type Slip, slipSchema } from './slip.ts'
import { type TakeDownDraft, type TakeDownView, takeDownPage, takenDownPage } from './take-down.page.tsx'

/** What somebody said on the telephone, at the desk or in a letter is written down by staff. */
export const takeDownRoutes = new Hono<Web>()

const answerer = staffMay('answer')
const channelSchema = z.enum(takenDownChannels).catch('phone')

takeDownRoutes.get('/take-down', answerer, async (c) => {
  const draft = { ...draftOf({}), channel: channelSchema.parse(c.req.query('channel')) }
  return showForm(c, { draft, place: await askPlace(c) })
})

takeDownRoutes.post('/take-down', answerer, async (c) => {
  const form = await readForm(c, takenDownSchema)
  const files = await receiveFiles(c, form.text)
  const draft = draftOf(form.text)
  const place = await readPlace(c, form.text, files.photographed)
  const filing = filingSchema.safeParse(form.text)
  const shown = { draft, files, place, text: form.text }
  const wrong = {
    ...(form.kind === 'invalid' ? form.errors : {}),
    ...(filing.success ? {} : errorsOf(filing.error)),
  }
  if (form.kind === 'invalid' || !filing.success) return showForm(c, { ...shown, errors: wrong })
  if (files.problems.length > 0 || place?.problem) return showForm(c, shown)
  const taken = { ...form.value, files, place: place?.place ?? undefined, filing: filing.data }
  try {
    const slip = await takeDownOnce(c, form.text, taken)
    keepReceipt(c, '/desk/take-down/done', slipSchema, slip)
    return c.redirect(pathHere(c, '/desk/take-down/done'), 303)
  } catch (error) {
    if (!(error instanceof FilingRefused)) throw error
    return showForm(c, { ...shown, errors: { [error.field]: error.problem } })
  }
})

async function showForm(c: WebContext, shown: Omit<TakeDownView, 'choices'>): Promise<Response> {
  return takeDownPage(c, { ...shown, choices: await readFilingChoices(c) })
}

takeDownRoutes.get('/take-down/done', answerer, async (c) => {
  const slip = findReceipt(c, slipSchema)
  if (!slip) return c.redirect(pathHere(c, '/desk/take-down'), 303)
  const reader = { accountId: (await getStaff(c)).accountId, today: todayHere(c) }
  return takenDownPage(c, slip, await mayReadConversation(c.var.services.db, slip.conversationId, reader))
})

async function takeDownOnce(
  c: WebContext,
  text: FormText,
  { files, ...taken }: TakenDown & Pick<Question, 'place'> & { files: SentFiles; filing: Filing },
): Promise<Slip> {
  const { db, config, clock } = c.var.services
  const { accountId: by } = await getStaff(c)
  const now = clock.now()
  return db.transaction().execute((tx) =>
    makeOnce(tx, sendingHere(c, text, by + sayFiles(files)), {
      receipt: slipSchema,
      make: async () => {
        const started = await takeDown(
          tx,
          { ...taken, files: files.key },
          {
            ...{ language: c.var.locale, secret: config.secret, by, now },
            letterhead: letterheadOf(c.var.organisation, config),
            mayMail: (address) => mayMailReceipt(c, address),
          },
        )
        return { ...started, channel: taken.channel }
      },
      now,
    }),
  )
}

function draftOf(text: FormText): TakeDownDraft {
  const field = (name: keyof TakenDown) => textOf(text, name)
  return {
    ...{ channel: field('channel'), body: field('body'), answer: field('answer') },
    ...{ name: field('name'), reach: field('reach'), onBehalfOf: field('onBehalfOf') },
  }
}
