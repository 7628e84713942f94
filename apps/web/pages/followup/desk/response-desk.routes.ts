import { Hono } from 'hono'
import { z } from 'zod'
import { hideRestricted } from '#domains/answer'
import { findDossierBySlug } from '#domains/dossier'
import {
  changeResponse,
  findResponse,
  listChosenInputs,
  listResponseQueues,
  listResponses,
  listWaitingDialogues,
  listWaitingInputs,
  type PublishOutcome,
  publishResponse,
  type ResponseTarget,
  responseTargetSchema,
  responseTextSchema,
} from '#domains/followup'
import { listUnits, logAccess } from '#domains/people'
import { type FormText, pathHere, readForm, textOf, todayHere, type Web, type WebContext } from '#web/http'
import { getStaff, notFoundPage, staffMay } from '#web/shell'
import { say } from '#web/words'
import { responseDeskMessages } from './response-desk.messages.ts'
import { queuePage, queuesPage } from './response-desk.page.tsx'
import { responseHistoryPage, saidIn, type WriteView, writeResponsePage } from './write-response.page.tsx'

/** Where staff answer what was said. */
export const responseDeskRoutes = new Hono<Web>()

const PAGE_SIZE = 50
const responder = staffMay('respond')

responseDeskRoutes.get('/responses', responder, async (c) =>
  queuesPage(c, await listResponseQueues(c.var.services.db)),
)

responseDeskRoutes.get('/responses/:slug', responder, async (c) => {
  const dossier = await findDossier(c)
  if (!dossier) return notFoundPage(c)
  const { db } = c.var.services
  const page = { after: c.req.query('after'), size: PAGE_SIZE }
  if (c.req.query('show') === 'answered')
    return queuePage(c, {
      dossier,
      show: { kind: 'answered', responses: await listResponses(db, dossier.id, page) },
    })
  const [dialogues, inputs] = await Promise.all([
    listWaitingDialogues(db, dossier.id),
    listWaitingInputs(db, dossier.id, page),
  ])
  const noneChosen = c.req.query('chosen') === 'none'
  const readable = { ...inputs, rows: await readSaid(c, inputs.rows) }
  return queuePage(c, { dossier, show: { kind: 'waiting', dialogues, inputs: readable, noneChosen } })
})

responseDeskRoutes.get('/responses/:slug/new', responder, async (c) => {
  const dossier = await findDossier(c)
  if (!dossier) return notFoundPage(c)
  const target = readTarget(c.req.query('dialogue'), c.req.queries('input') ?? [])
  const said = target && (await findSaid(c, dossier.id, target))
  if (!said) return c.redirect(`${pathHere(c, `/desk/responses/${dossier.slug}`)}?chosen=none`, 303)
  const staff = await getStaff(c)
  return showForm(c, { dossier, said, form: { text: { unitId: staff.unitId }, errors: {} } })
})

responseDeskRoutes.post('/responses/:slug/new', responder, async (c) => {
  const dossier = await findDossier(c)
  if (!dossier) return notFoundPage(c)
  const form = await readForm(c, responseTextSchema)
  const chosen = form.text['input[]']
  const target = readTarget(textOf(form.text, 'dialogue'), Array.isArray(chosen) ? chosen : [])
  const said = target && (await findSaid(c, dossier.id, target))
  if (!said) return c.redirect(`${pathHere(c, `/desk/responses/${dossier.slug}`)}?chosen=none`, 303)
  if (form.kind === 'invalid') return showForm(c, { dossier, said, form })
  const shown = { dossier, said, form: { text: form.text, errors: {} }, preview: form.value }
  if (!wantsToPublish(form.text)) return showForm(c, shown)
  const { db, clock } = c.var.services
  const who = { by: (await getStaff(c)).accountId, now: clock.now(), today: todayHere(c) }
  const response = { dossierId: dossier.id, target, text: form.value }
  const outcome = await db.transaction().execute((tx) => publishResponse(tx, response, who))
  return afterPublishing(c, outcome, shown)
})

responseDeskRoutes.get('/responses/:slug/:id', responder, async (c) => {
  const found = await findHistory(c)
  if (!found) return notFoundPage(c)
  return responseHistoryPage(c, { ...found, published: c.req.query('done') === 'published' })
})

responseDeskRoutes.get('/responses/:slug/:id/change', responder, async (c) => {
  const found = await findHistory(c)
  const newest = found?.response.versions[0]
  if (!newest) return notFoundPage(c)
  const { verdict, reason, action, why, unit_id: unitId } = newest
  return showForm(c, {
    dossier: found.dossier,
    said: saidIn(c, found.response),
    changes: found.response.responseId,
    form: {
      text: { verdict, reason: reason ?? '', action, why, unitId, seen: `${newest.version}` },
      errors: {},
    },
  })
})

responseDeskRoutes.post('/responses/:slug/:id/change', responder, async (c) => {
  const found = await findHistory(c)
  if (!found) return notFoundPage(c)
  const changes = found.response.responseId
  const said = saidIn(c, found.response)
  const form = await readForm(c, responseTextSchema)
  if (form.kind === 'invalid') return showForm(c, { dossier: found.dossier, said, changes, form })
  const shown = {
    dossier: found.dossier,
    said,
    changes,
    form: { text: form.text, errors: {} },
    preview: form.value,
  }
  if (!wantsToPublish(form.text)) return showForm(c, shown)
  const { db, clock } = c.var.services
  const who = {
    by: (await getStaff(c)).accountId,
    now: clock.now(),
    today: todayHere(c),
    seen: seenIn(form.text),
  }
  const outcome = await db.transaction().execute((tx) => changeResponse(tx, changes, form.value, who))
  return afterPublishing(c, outcome, shown)
})

/** The version with which the form was filled. */
function seenIn(text: FormText): number | undefined {
  return z.coerce.number().int().min(1).safeParse(textOf(text, 'seen')).data
}

function wantsToPublish(text: FormText): boolean {
  return textOf(text, 'step') === 'publish'
}

function afterPublishing(
  c: WebContext,
  outcome: PublishOutcome,
  shown: Omit<WriteView, 'units'>,
): Response | Promise<Response> {
  const base = pathHere(c, `/desk/responses/${shown.dossier.slug}`)
  switch (outcome.kind) {
    case 'published':
      return c.redirect(`${base}/${outcome.responseId}?done=published`, 303)
    case 'not-found':
      return notFoundPage(c)
    case 'dossier-not-open':
      return showForm(c, { ...shown, refused: 'notOpen' })
    case 'not-answerable':
      return showForm(c, { ...shown, refused: 'notAnswerable' })
    case 'not-mandated':
      return showForm(c, { ...shown, refused: 'notMandated' })
    case 'has-response':
      return showForm(c, { ...shown, refused: { word: 'hasResponse', see: outcome.responseId } })
    case 'changed-meanwhile': {
      // Who read the other version, and publishes once more, means to.
      const text = { ...shown.form.text, seen: `${outcome.latest}` }
      const refused = { word: 'changedMeanwhile', see: outcome.responseId } as const
      return showForm(c, { ...shown, form: { text, errors: {} }, refused })
    }
  }
}

async function showForm(c: WebContext, view: Omit<WriteView, 'units'>): Promise<Response> {
  return writeResponsePage(c, { ...view, units: await listUnits(c.var.services.db) })
}

async function findDossier(c: WebContext) {
  const found = await findDossierBySlug(c.var.services.db, c.req.param('slug') ?? '')
  return found?.dossier
}

async function findHistory(c: WebContext) {
  const dossier = await findDossier(c)
  const id = z.uuid().safeParse(c.req.param('id')).data
  const response = dossier && id && (await findResponse(c.var.services.db, id))
  if (!dossier || !response || response.dossierId !== dossier.id) return undefined
  return { dossier, response: { ...response, inputs: await readSaid(c, response.inputs) } }
}

function readTarget(dialogueId: string | undefined, inputIds: string[]): ResponseTarget | undefined {
  const target = dialogueId ? { kind: 'dialogue', dialogueId } : { kind: 'inputs', inputIds }
  const read = responseTargetSchema.safeParse(target)
  return read.success ? read.data : undefined
}

/** What is to be answered, in words; undefined where nothing of it is in this dossier. */
async function findSaid(
  c: WebContext,
  dossierId: string,
  target: ResponseTarget,
): Promise<WriteView['said'] | undefined> {
  const { db } = c.var.services
  if (target.kind === 'inputs') {
    const inputs = await readSaid(c, await listChosenInputs(db, dossierId, target.inputIds))
    return inputs.length > 0 ? { kind: 'inputs', inputs } : undefined
  }
  const dialogues = await listWaitingDialogues(db, dossierId)
  const dialogue = dialogues.find((one) => one.dialogueId === target.dialogueId)
  const unknown = say(c, responseDeskMessages)('dialogueUnknown')
  return dialogue && { ...target, question: dialogue.question ?? unknown, language: dialogue.language }
}

/**
 * What people said, without the words that are for other staff. What is not public may be about a person: that a member of staff read
 * it is written down.
 */
async function readSaid<Said extends { id: string; is_public: boolean; body: string | null }>(
  c: WebContext,
  inputs: Said[],
): Promise<Said[]> {
  const { db, clock } = c.var.services
  const { accountId } = await getStaff(c)
  const now = clock.now()
  const readable = await hideRestricted(db, inputs, { accountId, today: todayHere(c) })
  await Promise.all(
    readable
      .filter((input) => !input.is_public && input.body !== null)
      .map(({ id }) =>
        logAccess(db, { accountId, action: 'read', subjectKind: 'input', subjectId: id, now }),
      ),
  )
  return readable
}
