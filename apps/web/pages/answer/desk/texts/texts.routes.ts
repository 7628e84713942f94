import { Hono } from 'hono'
import { z } from 'zod'
import {
  endStandardText,
  fillStandardText,
  findStandardText,
  LONGEST_TEXT,
  listStandardTexts,
  listStandardTextVersions,
  makeStandardText,
  reviseStandardText,
  standardTextSchema,
} from '#domains/answer'
import { letterheadOf } from '#domains/letters'
import { listAllUnits, listSubjects } from '#domains/people'
import { type FormErrors, readForm, readFormText, textOf, type Web, type WebContext } from '#web/http'
import { getStaff, notFoundPage, staffMay } from '#web/shell'
import { say } from '#web/words'
import { answeringMessages } from '../answering.messages.ts'
import { emptyForm, type FormView, idHere, keeperHere, pageHere, tell } from '../answering-page.tsx'
import { keepTyped } from '../conversation/deed.ts'
import { backToReply } from '../conversation/deed-address.ts'
import { idSchema } from '../conversation/read-desk.ts'
import { showConversation } from '../conversation/show-conversation.ts'
import { putBehind } from '../conversation/typed-texts.ts'
import { textsMessages } from './texts.messages.ts'
import { fieldsIn, type TextChoices, type TextsView, textPage, textsPage } from './texts.page.tsx'

/** Standard texts: kept by whoever answers, and put into replies. */
export const textsRoutes = new Hono<Web>()

const answerer = staffMay('answer')

textsRoutes.get('/texts', answerer, async (c) => textsPage(c, await readTexts(c)))

textsRoutes.post('/texts', answerer, async (c) => {
  const form = await readForm(c, standardTextSchema)
  const refuse = async (errors: FormErrors) =>
    textsPage(c, await readTexts(c, { text: form.text, errors: sentencesOf(c, errors) }))
  if (form.kind === 'invalid') return refuse(form.errors)
  const keeper = await keeperHere(c)
  const { db } = c.var.services
  const outcome = await db.transaction().execute((tx) => makeStandardText(tx, form.value, keeper))
  return outcome.kind === 'made' ? tell(c, '/desk/texts', 'saved') : refuse(errorOf(outcome.kind))
})

textsRoutes.get('/texts/:id', answerer, (c) => showText(c))

const revisionSchema = z.intersection(
  standardTextSchema,
  z.object({ seen: z.coerce.number().int().catch(0) }),
)

textsRoutes.post('/texts/:id', answerer, async (c) => {
  const id = idHere(c)
  const form = await readForm(c, revisionSchema)
  const refuse = (errors: FormErrors) => showText(c, { text: form.text, errors: sentencesOf(c, errors) })
  if (form.kind === 'invalid') return refuse(form.errors)
  if (!id) return tell(c, '/desk/texts', 'not-found')
  const keeper = await keeperHere(c)
  const { db } = c.var.services
  const outcome = await db
    .transaction()
    .execute((tx) => reviseStandardText(tx, { id, ...form.value }, keeper))
  switch (outcome.kind) {
    case 'revised':
      return tell(c, `/desk/texts/${id}`, 'saved')
    case 'unchanged':
      return tell(c, `/desk/texts/${id}`, 'unchanged')
    case 'not-found':
      return tell(c, '/desk/texts', 'not-found')
    default:
      return refuse(errorOf(outcome.kind))
  }
})

textsRoutes.post('/texts/:id/end', answerer, async (c) => {
  const id = idHere(c)
  if (!id) return tell(c, '/desk/texts', 'not-found')
  const keeper = await keeperHere(c)
  const outcome = await c.var.services.db.transaction().execute((tx) => endStandardText(tx, id, keeper))
  if (outcome.kind === 'not-yours')
    return showText(c, { ...emptyForm, errors: { unitId: say(c, answeringMessages)('notYours') } })
  return tell(c, '/desk/texts', outcome.kind === 'ended' ? 'saved' : 'not-found')
})

/** A text comes behind what was typed, in the language of the conversation. */
textsRoutes.post('/inbox/:id/insert-text', answerer, async (c) => {
  const form = await readFormText(c)
  const turn = await keepTyped(c, form)
  if (!turn) return notFoundPage(c)
  const chosen = idSchema.safeParse(textOf(form, 'text'))
  const writer = await getStaff(c)
  const use = { conversationId: turn.conversationId, writer }
  const letterhead = letterheadOf(c.var.organisation, c.var.services.config)
  const isPut = await c.var.services.db.transaction().execute(async (tx) => {
    const text = chosen.success && (await fillStandardText(tx, chosen.data, use, letterhead))
    if (text) await putBehind(tx, turn, text)
    return Boolean(text)
  })
  if (!isPut) return showConversation(c, { refused: 'no-text', status: 422 })
  return backToReply(c)
})

async function readChoices(c: WebContext): Promise<TextChoices> {
  const { db } = c.var.services
  const [staff, subjects, units] = await Promise.all([getStaff(c), listSubjects(db), listAllUnits(db)])
  return { staff, subjects, units }
}

async function readTexts(c: WebContext, form?: FormView): Promise<TextsView> {
  const page = pageHere(c)
  const [choices, texts] = await Promise.all([readChoices(c), listStandardTexts(c.var.services.db, page)])
  const { staff } = choices
  return {
    ...choices,
    texts,
    after: page.after,
    form: form ?? { text: { unitId: staff.unitId }, errors: {} },
  }
}

async function showText(c: WebContext, form?: FormView): Promise<Response> {
  const id = idHere(c)
  const { db } = c.var.services
  const text = id && (await findStandardText(db, id))
  if (!text) return tell(c, '/desk/texts', 'not-found')
  const [choices, versions] = await Promise.all([readChoices(c), listStandardTextVersions(db, text.id)])
  const { title, nl, en, unitId, subjectId } = text
  const now = { title, nl, en, unitId: unitId ?? '', subjectId: subjectId ?? '' }
  return textPage(c, { ...choices, text, versions, form: form ?? { text: now, errors: {} } })
}

/** Beside which field the outcome is told. */
function errorOf(kind: string): FormErrors {
  if (kind === 'changed-meanwhile') return { title: kind }
  return kind === 'subject-replaced' ? { subjectId: kind } : { unitId: kind }
}

function sentencesOf(c: WebContext, errors: FormErrors): FormErrors {
  return Object.fromEntries(
    Object.entries(errors).map(([field, word]) => [field, sentenceOf(c, field, word)]),
  )
}

function sentenceOf(c: WebContext, field: string, word: string): string {
  const t = say(c, textsMessages)
  const a = say(c, answeringMessages)
  const [kind = '', unknown = ''] = word.split(/:(.*)/s)
  const isBody = field === 'nl' || field === 'en'
  const sentences: Record<string, string> = {
    missing: isBody ? t('textMissing') : field === 'title' ? a('missing') : a('subjectReplaced'),
    'too-long': a('tooLong', { max: isBody ? LONGEST_TEXT : 100 }),
    'unknown-field': t('unknownFields', {
      unknown: unknown.replace(/[^,]+/g, (one) => `{${one.trim()}}`).replaceAll(',', ', '),
      fields: isBody ? fieldsIn(c, field) : '',
    }),
    'not-yours': a('notYours'),
    'unit-closed': a('unitClosed'),
    'subject-replaced': a('subjectReplaced'),
    'changed-meanwhile': a('changedMeanwhile'),
  }
  return sentences[kind] ?? word
}
