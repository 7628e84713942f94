import { Hono } from 'hono'
import { defaultPolicyOf, publishRules } from '#domains/deliberate'
import { listPolicies, policySchema } from '#domains/moderation'
import { pathHere, readForm, textOf, type Web } from '#web/http'
import { findDialogue } from '#web/pages/dialogue'
import { getStaff, notFoundPage, staffMay } from '#web/shell'
import { policyPage } from './policy.page.tsx'

/** The rules of a dialogue, as staff write them. */
export const policyRoutes = new Hono<Web>()

const maker = staffMay('make-dossiers')

policyRoutes.get('/dialogues/:slug/rules', maker, async (c) => {
  const { db } = c.var.services
  const page = await findDialogue(c)
  if (!page) return notFoundPage(c)
  const [policy] = await listPolicies(db, page.dialogue.id)
  const told = (['published', 'unchanged'] as const).find((word) => word === c.req.query('told'))
  return policyPage(c, { ...page, text: policy?.text ?? defaultPolicyOf(page.dialogue.language), told })
})

policyRoutes.post('/dialogues/:slug/rules', maker, async (c) => {
  const { db, clock } = c.var.services
  const page = await findDialogue(c)
  if (!page) return notFoundPage(c)
  const form = await readForm(c, policySchema)
  if (form.kind === 'invalid') {
    const problem = form.errors.text === 'too-long' ? 'too-long' : 'missing'
    return policyPage(c, { ...page, text: textOf(form.text, 'text'), problem })
  }
  const who = { by: (await getStaff(c)).accountId, now: clock.now() }
  const outcome = await db
    .transaction()
    .execute((tx) => publishRules(tx, page.dialogue.id, form.value.text, who))
  if (outcome.kind === 'not-found') return notFoundPage(c)
  return c.redirect(`${pathHere(c, `/desk/dialogues/${page.dialogue.slug}/rules`)}?told=${outcome.kind}`, 303)
})
