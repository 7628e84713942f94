import { Hono } from 'hono'
import {
  type ChangeDialogueOutcome,
  changeDraft,
  changedDraftSchema,
  changedTermsSchema,
  changeTerms,
  type DeleteDraftOutcome,
  type DialoguePage,
  deleteDraft,
  listStatementTexts,
} from '#domains/deliberate'
import {
  errorsOf,
  type FormErrors,
  type FormText,
  pathHere,
  readFormText,
  type Web,
  type WebContext,
} from '#web/http'
import { findDialogue, timeOf } from '#web/pages/dialogue'
import { getStaff, notFoundPage, staffMay } from '#web/shell'
import { deskPathOf } from './desk-dialogue.tsx'
import { linesOf } from './lines-of.ts'
import { dialogueFormPage } from './new-dialogue.page.tsx'

/** A draft that is written anew, and what may still change of a dialogue that was opened. */
export const changeRoutes = new Hono<Web>()

const maker = staffMay('make-dossiers')

changeRoutes.get('/dialogues/:slug/change', maker, async (c) => {
  const page = await findDialogue(c)
  return page ? show(c, page, { text: await textsNow(c, page), errors: {} }) : notFoundPage(c)
})

changeRoutes.post('/dialogues/:slug/change', maker, async (c) => {
  const page = await findDialogue(c)
  if (!page) return notFoundPage(c)
  const text = await readFormText(c)
  const outcome = await change(c, page, text)
  switch (outcome.kind) {
    case 'not-found':
      return notFoundPage(c)
    case 'seed-refused':
      return show(c, page, { text, errors: { [`seeds.${outcome.seed - 1}`]: outcome.why } })
    case 'closing-day-past':
      return show(c, page, { text, errors: { closesOn: 'past' } })
    case 'invalid':
      return show(c, page, { text, errors: outcome.errors })
    default:
      return c.redirect(`${deskPathOf(c, page.dialogue.slug)}?told=${outcome.kind}`, 303)
  }
})

changeRoutes.post('/dialogues/:slug/delete', maker, async (c) => {
  const page = await findDialogue(c)
  if (!page) return notFoundPage(c)
  const { id, slug } = page.dialogue
  const outcome = await c.var.services.db
    .transaction()
    .execute((tx): Promise<DeleteDraftOutcome> => deleteDraft(tx, id))
  if (outcome.kind === 'not-found') return notFoundPage(c)
  if (outcome.kind === 'no-draft') return c.redirect(`${deskPathOf(c, slug)}?told=not-deleted`, 303)
  return c.redirect(pathHere(c, `/desk/dossiers/${page.dossier.slug}?done=draftDeleted`), 303)
})

async function change(
  c: WebContext,
  { dialogue: { id, state } }: DialoguePage,
  text: FormText,
): Promise<ChangeDialogueOutcome | { kind: 'invalid'; errors: FormErrors }> {
  const transaction = c.var.services.db.transaction()
  if (state === 'draft') {
    const draft = changedDraftSchema.safeParse({ ...text, seeds: linesOf(text, 'seeds') })
    if (!draft.success) return { kind: 'invalid', errors: errorsOf(draft.error) }
    return transaction.execute((tx) => changeDraft(tx, id, draft.data, timeOf(c)))
  }
  // Somebody opened it while the draft was being changed.
  if ('question' in text) return { kind: 'no-draft' }
  const terms = changedTermsSchema.safeParse(text)
  if (!terms.success) return { kind: 'invalid', errors: errorsOf(terms.error) }
  const who = { by: (await getStaff(c)).accountId, ...timeOf(c) }
  return transaction.execute((tx) => changeTerms(tx, id, terms.data, who))
}

async function textsNow(c: WebContext, { dialogue }: DialoguePage): Promise<FormText> {
  const seeds = await listStatementTexts(c.var.services.db, dialogue.id)
  return {
    question: dialogue.question,
    introduction: dialogue.introduction,
    language: dialogue.language,
    moderation: dialogue.moderation,
    access: dialogue.access,
    results: dialogue.results,
    closesOn: dialogue.closes_on ?? '',
    seeds: seeds.map((one) => one.text).join('\n'),
  }
}

function show(
  c: WebContext,
  { dialogue }: DialoguePage,
  form: { text: FormText; errors: FormErrors },
): Promise<Response> {
  const desk = deskPathOf(c, dialogue.slug)
  return dialogueFormPage(c, {
    form: dialogue.state === 'draft' ? 'draft' : 'terms',
    action: `${desk}/change`,
    back: { href: desk, words: dialogue.question, language: dialogue.language },
    ...form,
  })
}
