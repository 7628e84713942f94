import { Hono } from 'hono'
import { changeOrganisation, findOrganisation, organisationSchema } from '#domains/people'
import { type FormText, pathHere, readForm, type Web } from '#web/http'
import { staffMay } from '#web/shell'
import { organisationPage } from './organisation.page.tsx'

/** What everybody sees of the organisation: administrators change it. */
export const organisationRoutes = new Hono<Web>()

const administrator = staffMay('administer')

organisationRoutes.get('/organisation', administrator, async (c) => {
  const found = (await findOrganisation(c.var.services.db)) ?? c.var.organisation
  const { theme, languages, only_one, is_demo, created_at, ...texts } = found
  const text: FormText = { ...texts, theme: theme ?? '', 'languages[]': languages }
  return organisationPage(c, { text, errors: {}, wasSaved: c.req.query('told') === 'saved' })
})

organisationRoutes.post('/organisation', administrator, async (c) => {
  const form = await readForm(c, organisationSchema)
  if (form.kind === 'invalid') return organisationPage(c, form)
  const { theme } = form.value
  if (theme !== null && !Object.hasOwn(c.var.shell.assets.themes, theme))
    return organisationPage(c, { text: form.text, errors: { theme: 'missing' } })
  await c.var.services.db.transaction().execute((tx) => changeOrganisation(tx, form.value))
  return c.redirect(`${pathHere(c, '/desk/organisation')}?told=saved`, 303)
})
