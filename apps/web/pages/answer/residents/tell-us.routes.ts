import { Hono } from 'hono'
import { type Question, questionSchema, startConversation } from '#domains/answer'
import { findDossierBySlug } from '#domains/dossier'
import { letterheadOf } from '#domains/letters'
import { makeOnce } from '#platform/once'
import {
  countVisitor,
  errorsOf,
  type FormText,
  limits,
  pathHere,
  readFormText,
  sendingHere,
  textOf,
  type Web,
  type WebContext,
} from '#web/http'
import { askPlace, readPlace } from '#web/pages/places'
import { limitByAddress } from '#web/shell'
import { say } from '#web/words'
import { factsMessages } from '../facts/facts.messages.ts'
import { readFact } from '../facts/facts.routes.ts'
import { receiveFiles, type SentFiles, sayFiles } from '../files/sent-files.ts'
import { mayMailReceipt } from '../may-mail-receipt.ts'
import { findAlike } from '../near/alike-offer.tsx'
import { followAlike } from '../near/follow-alike.ts'
import { findReceipt, keepReceipt, type Receipt, receiptSchema } from '../receipt-cookie.ts'
import { emptyDraft, type TellUsDraft, TRAP } from './tell-us.form.tsx'
import { sentPage, tellUsPage } from './tell-us.page.tsx'

/** Asking and telling, as residents do. */
export const tellUsRoutes = new Hono<Web>()

/** A class behind one address can all ask something; a script cannot fill the inbox. */
export const tellUsLimit = { name: 'tell-us', times: 40, perSeconds: 600, scope: 'everywhere' } as const

tellUsRoutes.get('/tell-us', async (c) => {
  const draft = { ...emptyDraft, body: await aboutFact(c), dossier: c.req.query('dossier') ?? '' }
  return tellUsPage(c, { ...(await withDossier(c, draft)), place: await askPlace(c) })
})

tellUsRoutes.post('/tell-us/next', async (c) => {
  const draft = draftOf(await readFormText(c))
  return tellUsPage(c, { ...(await withDossier(c, draft)), place: await askPlace(c) })
})

tellUsRoutes.post('/tell-us', limitByAddress(tellUsLimit), async (c) => {
  const text = await readFormText(c)
  const draft = draftOf(text)
  const question = questionSchema.safeParse(draft)
  const files = await receiveFiles(c, text)
  const place = await readPlace(c, text, files.photographed)
  const again = async () => ({ ...(await withDossier(c, draft)), files, place })
  if (!question.success) return tellUsPage(c, { ...(await again()), errors: errorsOf(question.error) })
  if (files.problems.length > 0 || place?.problem) return tellUsPage(c, await again())
  if (textOf(text, TRAP)) return tellUsPage(c, { ...(await again()), trapped: true })
  const alike = await findAlike(c, text, { body: question.data.body, place: place?.place })
  if (alike) return tellUsPage(c, { ...(await again()), alike })
  keepReceipt(
    c,
    '/tell-us/sent',
    receiptSchema,
    await ask(c, text, { ...question.data, files: files.key, place: place?.place ?? undefined }, files),
  )
  return c.redirect(pathHere(c, '/tell-us/sent'), 303)
})

/** Follows what is known already; the form comes back as it was, for whoever has more to tell. */
tellUsRoutes.post('/tell-us/follow', limitByAddress(tellUsLimit), async (c) => {
  const text = await readFormText(c)
  const draft = draftOf(text)
  const files = await receiveFiles(c, text)
  const place = await readPlace(c, text, files.photographed)
  const followed = await followAlike(c, text, { body: draft.body, place: place?.place })
  const form = { ...(await withDossier(c, draft)), files, place }
  return tellUsPage(
    c,
    followed.kind === 'followed'
      ? { ...form, followed: followed.report }
      : { ...form, alike: followed.alike },
  )
})

tellUsRoutes.get('/tell-us/sent', async (c) => {
  const receipt = findReceipt(c, receiptSchema)
  return receipt ? sentPage(c, receipt) : c.redirect(pathHere(c, '/my-input'), 303)
})

/** What somebody has to say of a fact sheet begins with which one; empty: of none. */
async function aboutFact(c: WebContext): Promise<string> {
  const number = c.req.query('fact') ?? ''
  const fact = /^[1-9]\d{0,8}$/.test(number) ? await readFact(c, Number(number), c.var.locale) : undefined
  return fact ? `${say(c, factsMessages)('tellUsAbout', { number: fact.number, claim: fact.claim })}\n\n` : ''
}

/** Starts a conversation; a question that comes twice, because somebody pressed twice, is told the receipt of the first. */
function ask(c: WebContext, text: FormText, question: Question, files: SentFiles): Promise<Receipt> {
  const { db, config, clock } = c.var.services
  const now = clock.now()
  return db.transaction().execute((tx) =>
    makeOnce(tx, sendingHere(c, text, sayFiles(files)), {
      receipt: receiptSchema,
      make: async () =>
        startConversation(tx, question, {
          language: c.var.locale,
          channel: 'web',
          secret: config.secret,
          letterhead: letterheadOf(c.var.organisation, config),
          mayMail: await mayMail(c, question),
          now,
        }),
      now,
    }),
  )
}

/** One visitor can fill few mailboxes. */
async function mayMail(c: WebContext, { address }: Question): Promise<boolean> {
  if (!address) return false
  const visitor = await countVisitor(c, limits.receiptByVisitor)
  return visitor.kind === 'allowed' && mayMailReceipt(c, address)
}

function draftOf(text: FormText): TellUsDraft {
  return {
    body: textOf(text, 'body'),
    name: textOf(text, 'name'),
    address: textOf(text, 'address'),
    onBehalfOf: textOf(text, 'onBehalfOf'),
    dossier: textOf(text, 'dossier'),
  }
}

/** The dossier that a question is about is shown when it is open; the question itself goes on without. */
async function withDossier(c: WebContext, draft: TellUsDraft) {
  const found = draft.dossier ? await findDossierBySlug(c.var.services.db, draft.dossier) : undefined
  return { draft, dossier: found?.dossier.state === 'open' ? found.dossier : undefined }
}
