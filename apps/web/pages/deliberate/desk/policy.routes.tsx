import { Hono } from 'hono'
import { defaultPolicyOf, findDialogueBySlug } from '#domains/deliberate'
import { listPolicies, policySchema, publishPolicy } from '#domains/moderation'
import { notFoundPage } from '../../../frame/errors.tsx'
import { readForm, textOf } from '../../../frame/form.ts'
import { getStaff, staffOnly } from '../../../frame/guard.ts'
import { pathHere, type Web } from '../../../frame/web.ts'
import { findVisibleDialogue } from '../visible-dialogue.ts'
import { policyPage, rulesPage } from './policy.page.tsx'

/** The rules of a dialogue: read by everybody, written by staff. */
export const policyRoutes = new Hono<Web>()

const maker = staffOnly('make-dossiers')

policyRoutes.get('/dialogues/:slug/rules', async (c) => {
  const { db } = c.var.services
  const page = await findVisibleDialogue(c)
  if (!page) return notFoundPage(c)
  return rulesPage(c, { ...page, policies: await listPolicies(db, page.dialogue.id) })
})

policyRoutes.get('/desk/dialogues/:slug/rules', maker, async (c) => {
  const { db } = c.var.services
  const page = await findDialogueBySlug(db, c.req.param('slug') ?? '')
  if (!page) return notFoundPage(c)
  const [policy] = await listPolicies(db, page.dialogue.id)
  const told = (['published', 'unchanged'] as const).find((word) => word === c.req.query('told'))
  return policyPage(c, { ...page, text: policy?.text ?? defaultPolicyOf(page.dialogue.language), told })
})

policyRoutes.post('/desk/dialogues/:slug/rules', maker, async (c) => {
  const { db, clock } = c.var.services
  const page = await findDialogueBySlug(db, c.req.param('slug') ?? '')
  if (!page) return notFoundPage(c)
  const form = await readForm(c, policySchema)
  if (form.kind === 'invalid') {
    const problem = form.errors.text === 'too-long' ? 'too-long' : 'missing'
    return policyPage(c, { ...page, text: textOf(form.text, 'text'), problem })
  }
  const who = { by: (await getStaff(c)).accountId, now: clock.now() }
  const outcome = await db
    .transaction()
    .execute((tx) => publishPolicy(tx, page.dialogue.id, form.value.text, who))
  return c.redirect(`${pathHere(c, `/desk/dialogues/${page.dialogue.slug}/rules`)}?told=${outcome.kind}`, 303)
})
