import { Hono } from 'hono'
import { z } from 'zod'
import { addMailedSource, answerHeld, findMailed, heldAnswers, newMailedSourceSchema } from '#domains/listen'
import { pathHere, readForm, textOf, type Web, type WebContext } from '#web/http'
import { fieldOf, type ShownForm } from '#web/pages/dossier'
import { getStaff, notFoundPage, staffMay } from '#web/shell'
import { Field, Notice } from '#web/ui'
import { say } from '#web/words'
import { sourceMessages } from '../source.messages.ts'
import { formPage } from './form-page.tsx'
import { readId } from './ids.ts'
import { mailedMessages } from './mailed.messages.ts'
import { ourMailAddress } from './mailed-section.tsx'
import { GroundFields } from './new-source.page.tsx'
import { inSentences } from './source.routes.ts'

/** Newsletters and mailing lists as staff add them, and say whose mail they are. */
export const mailedRoutes = new Hono<Web>()

const listener = staffMay('listen')

mailedRoutes.get('/listen/sources/mail/new', listener, (c) =>
  newMailedPage(c, { text: { legalBasis: 'public_task' }, errors: {} }),
)

mailedRoutes.post('/listen/sources/mail/new', listener, async (c) => {
  const form = await readForm(c, newMailedSourceSchema)
  if (form.kind === 'invalid') {
    const errors = inSentences(c, form.errors)
    const t = say(c, mailedMessages)
    if (errors.title === 'missing') errors.title = t('missingName')
    if (errors.home === 'not-an-address')
      errors.home = t('wrongHome', { value: textOf(form.text, 'home').slice(0, 100) })
    return newMailedPage(c, { text: form.text, errors })
  }
  const { writes, clock } = c.var.services
  const by = (await getStaff(c)).accountId
  const { sourceId } = await writes
    .transaction()
    .execute((tx) => addMailedSource(tx, form.value, { by, now: clock.now() }))
  return c.redirect(`${pathHere(c, `/desk/listen/sources/${sourceId}`)}?done=made`, 303)
})

const answerSchema = z.object({ mail: z.uuid(), answer: z.enum(heldAnswers) })

mailedRoutes.post('/listen/sources/:id/mail', listener, async (c) => {
  const id = readId(c.req.param('id'))
  const form = await readForm(c, answerSchema)
  if (!id || form.kind === 'invalid') return notFoundPage(c)
  const { db, writes, mailReader } = c.var.services
  const state = await findMailed(db, mailReader, id)
  if (!state) return notFoundPage(c)
  const { mail, answer } = form.value
  const held = state.held?.rawId === mail ? state.held : undefined
  const outcome =
    held && (await writes.transaction().execute((tx) => answerHeld(tx, { sourceId: id, held, answer })))
  const done = outcome?.kind === 'answered' ? 'answered' : 'changed'
  return c.redirect(`${pathHere(c, `/desk/listen/sources/${id}`)}?done=${done}`, 303)
})

/** The form for a newsletter or a list. */
async function newMailedPage(c: WebContext, form: ShownForm): Promise<Response> {
  const t = say(c, mailedMessages)
  const words = say(c, sourceMessages)
  return formPage(c, {
    title: t('addTitle'),
    lead: t('addLead'),
    trail: {
      label: words('trail'),
      steps: [
        { href: pathHere(c, '/desk/listen'), label: words('back') },
        { href: pathHere(c, '/desk/listen/sources'), label: words('title') },
      ],
    },
    action: pathHere(c, '/desk/listen/sources/mail/new'),
    save: t('save'),
    form,
    problemsTitle: (n) => t('errors', { n }),
    fields: (
      <>
        {ourMailAddress(c) === undefined && (
          <Notice kind="warning" title={t('noMail')}>
            {t('noMailText')}
          </Notice>
        )}
        <Field {...fieldOf(form, 'title')} label={t('name')} description={t('nameHelp')} required />
        <Field
          {...fieldOf(form, 'home')}
          label={t('home')}
          inputmode="text"
          spellcheck={false}
          autocapitalize="none"
        />
        <GroundFields c={c} form={form} />
      </>
    ),
  })
}
