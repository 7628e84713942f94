import { Hono } from 'hono'
import { z } from 'zod'
import {
  type DialoguePage,
  excludeParticipants,
  exclusionReasonSchema,
  listStandingExclusions,
  nameSuspects,
  takeBackExclusion,
} from '#domains/deliberate'
import { readForm, textOf, type Web, type WebContext } from '#web/http'
import { findDialogue } from '#web/pages/dialogue'
import { getStaff, notFoundPage, staffMay } from '#web/shell'
import { deskPathOf } from './desk-dialogue.tsx'
import { deskTogetherPage, type TogetherView } from './desk-together.page.tsx'
import { type Told, toldOf } from './desk-told.ts'

/** Votes that arrived together, and the people whom staff leave out of the maths. */
export const togetherRoutes = new Hono<Web>()

const moderator = staffMay('moderate')

togetherRoutes.get('/dialogues/:slug/together', moderator, async (c) => {
  const page = await findDialogue(c)
  return page ? show(c, page) : notFoundPage(c)
})

const leavingOutSchema = z.object({ cluster: z.string().max(100), reason: exclusionReasonSchema })

togetherRoutes.post('/dialogues/:slug/together', moderator, async (c) => {
  const page = await findDialogue(c)
  if (!page) return notFoundPage(c)
  const form = await readForm(c, leavingOutSchema)
  if (form.kind === 'invalid')
    return show(c, page, { of: textOf(form.text, 'cluster'), reason: textOf(form.text, 'reason') })
  const { db, snapshots } = c.var.services
  const snapshot = await snapshots.newest(page.dialogue.id)
  const cluster = snapshot?.suspects?.clusters.find((one) => nameSuspects(one) === form.value.cluster)
  // The form names a group and no people: whom it meant is on the newest map, or has to be looked at again.
  if (!cluster) return tell(c, page, 'suspects-changed')
  const exclusion = {
    dialogueId: page.dialogue.id,
    participants: cluster.participants,
    isExcluded: true,
    reason: form.value.reason,
  }
  const who = await whoDecides(c)
  const outcome = await db.transaction().execute((tx) => excludeParticipants(tx, exclusion, who))
  return tell(c, page, outcome.kind === 'decided' ? 'left-out' : outcome.kind)
})

const takingBackSchema = z.object({ reason: exclusionReasonSchema })

togetherRoutes.post('/dialogues/:slug/together/:decision', moderator, async (c) => {
  const page = await findDialogue(c)
  const decision = z.uuid().safeParse(c.req.param('decision'))
  if (!page || !decision.success) return notFoundPage(c)
  const form = await readForm(c, takingBackSchema)
  if (form.kind === 'invalid')
    return show(c, page, { of: decision.data, reason: textOf(form.text, 'reason') })
  const { db } = c.var.services
  const request = { dialogueId: page.dialogue.id, decision: decision.data, reason: form.value.reason }
  const who = await whoDecides(c)
  const outcome = await db.transaction().execute((tx) => takeBackExclusion(tx, request, who))
  return tell(c, page, outcome.kind === 'decided' ? 'taken-back' : outcome.kind)
})

async function show(c: WebContext, page: DialoguePage, wrong?: TogetherView['wrong']): Promise<Response> {
  const { db, snapshots } = c.var.services
  const [snapshot, standing] = await Promise.all([
    snapshots.newest(page.dialogue.id),
    listStandingExclusions(db, page.dialogue.id),
  ])
  return deskTogetherPage(c, { page, snapshot, standing, wrong, told: toldOf(c) })
}

async function whoDecides(c: WebContext) {
  return { by: (await getStaff(c)).accountId, now: c.var.services.clock.now() }
}

function tell(c: WebContext, { dialogue }: DialoguePage, told: Told): Response {
  return c.redirect(`${deskPathOf(c, dialogue.slug)}/together?told=${told}`, 303)
}
