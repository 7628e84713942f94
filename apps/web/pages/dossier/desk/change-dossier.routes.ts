import { Hono } from 'hono'
import {
  changeDossier,
  changedDossierSchema,
  type DossierPage,
  discardDossier,
  findDossierBySlug,
  stampOf,
} from '#domains/dossier'
import { listUnits } from '#domains/people'
import { errorsOf, type FormText, pathHere, readFormText, textOf, type Web, type WebContext } from '#web/http'
import { getStaff, notDonePage, notFoundPage, staffMay } from '#web/shell'
import { say } from '#web/words'
import { changeDossierPage, discardDossierPage } from './change-dossier.page.tsx'
import { deskDossierMessages } from './desk-dossier.messages.ts'
import type { ShownForm } from './dossier-form.tsx'
import { dossierOf, rowsAsShown, shownAgain } from './dossier-form-text.ts'

/** Changing what a dossier says of itself, and throwing a draft away. */
export const changeDossierRoutes = new Hono<Web>()

const maker = staffMay('make-dossiers')

changeDossierRoutes.get('/dossiers/:slug/change', maker, async (c) => {
  const found = await find(c)
  if (!found) return notFoundPage(c)
  return show(c, found, { text: textOfDossier(found), errors: {} })
})

changeDossierRoutes.post('/dossiers/:slug/change', maker, async (c) => {
  const found = await find(c)
  if (!found) return notFoundPage(c)
  const { dossier } = found
  const text = await readFormText(c)
  // The form of an open dossier does not ask for these: they stay.
  const staying = dossier.state === 'draft' ? {} : { language: dossier.language, unitId: dossier.unit_id }
  const result = changedDossierSchema.safeParse({ ...dossierOf(text), ...staying })
  if (!result.success) return show(c, found, shownAgain(c, text, rowsAsShown(text, errorsOf(result.error))))
  const { db, clock } = c.var.services
  const by = (await getStaff(c)).accountId
  const change = { dossierId: dossier.id, by, now: clock.now(), seen: textOf(text, 'seen') }
  const outcome = await db.transaction().execute((tx) => changeDossier(tx, result.data, change))
  switch (outcome.kind) {
    case 'not-found':
      return notFoundPage(c)
    case 'reason-missing':
      return show(c, found, shownAgain(c, text, { reasonForChange: 'missing' }))
    case 'changed': {
      const done = dossier.state === 'draft' ? 'draftSaved' : 'textChanged'
      return c.redirect(`${pathHere(c, `/desk/dossiers/${outcome.slug}`)}?done=${done}`, 303)
    }
    case 'closed':
      return notDonePage(c, {
        words: say(c, deskDossierMessages)('closedMeanwhile'),
        back: pathHere(c, `/desk/dossiers/${dossier.slug}`),
      })
    case 'changed-meanwhile':
      return notDonePage(c, {
        words: say(c, deskDossierMessages)('changedMeanwhile'),
        back: pathHere(c, `/desk/dossiers/${dossier.slug}/change`),
      })
    case 'unchanged':
      return c.redirect(pathHere(c, `/desk/dossiers/${dossier.slug}`), 303)
  }
})

changeDossierRoutes.get('/dossiers/:slug/discard', maker, async (c) => {
  const found = await find(c)
  return found?.dossier.state === 'draft' ? discardDossierPage(c, found.dossier) : notFoundPage(c)
})

changeDossierRoutes.post('/dossiers/:slug/discard', maker, async (c) => {
  const found = await find(c)
  if (!found) return notFoundPage(c)
  const { id, slug } = found.dossier
  const outcome = await c.var.services.db.transaction().execute((tx) => discardDossier(tx, id))
  const desk = pathHere(c, `/desk/dossiers/${slug}`)
  switch (outcome.kind) {
    case 'not-found':
      return notFoundPage(c)
    case 'discarded':
      return c.redirect(`${pathHere(c, '/desk/dossiers')}?done=discarded`, 303)
    case 'in-use':
      return c.redirect(`${desk}?done=draftInUse`, 303)
    case 'not-a-draft':
      return c.redirect(desk, 303)
  }
})

function find(c: WebContext) {
  return findDossierBySlug(c.var.services.db, c.req.param('slug') ?? '')
}

async function show(c: WebContext, { dossier }: DossierPage, form: ShownForm): Promise<Response> {
  return changeDossierPage(c, { dossier, form, units: await listUnits(c.var.services.db) })
}

/** What a dossier says now, as the form holds it. */
function textOfDossier({ dossier, phases }: DossierPage): FormText {
  const { question, summary, area, language, unit_id: unitId } = dossier
  const areaCode = dossier.area_code ?? ''
  const rows = phases.flatMap(({ title, description, starts_on, ends_on }, row) => [
    [`phases.${row}.title`, title],
    [`phases.${row}.description`, description],
    [`phases.${row}.startsOn`, starts_on],
    [`phases.${row}.endsOn`, ends_on ?? ''],
  ])
  const words = phases.map((one) => ({ ...one, startsOn: one.starts_on, endsOn: one.ends_on }))
  const seen = stampOf({ ...dossier, phases: words })
  return { question, summary, area, areaCode, language, unitId, seen, ...Object.fromEntries(rows) }
}
