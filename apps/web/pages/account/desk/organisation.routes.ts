import { Hono } from 'hono'
import {
  changeOrganisation,
  findLogo,
  findOrganisation,
  logoSchema,
  logoWithin,
  type Organisation,
  organisationSchema,
  removeLogo,
  setLogo,
} from '#domains/people'
import { remakePicture } from '#platform/blobs'
import { type FormText, pathHere, readFile, readForm, type Web, type WebContext } from '#web/http'
import { staffMay } from '#web/shell'
import { type OrganisationView, organisationPage, told } from './organisation.page.tsx'

/** What everybody sees of the organisation: administrators change it. */
export const organisationRoutes = new Hono<Web>()

const administrator = staffMay('administer')

organisationRoutes.get('/organisation', administrator, async (c) => {
  const news = c.req.query('told')
  return organisationPage(c, {
    ...(await storedView(c)),
    ...(isTold(news) ? { told: news } : {}),
  })
})

organisationRoutes.post('/organisation', administrator, async (c) => {
  const form = await readForm(c, organisationSchema)
  const logo = await findLogo(c.var.services.writes)
  if (form.kind === 'invalid') return organisationPage(c, { ...form, logo })
  const { theme } = form.value
  if (theme !== null && !Object.hasOwn(c.var.shell.assets.themes, theme))
    return organisationPage(c, { text: form.text, errors: { theme: 'missing' }, logo })
  await c.var.services.db.transaction().execute((tx) => changeOrganisation(tx, form.value))
  return c.redirect(`${pathHere(c, '/desk/organisation')}?told=saved`, 303)
})

organisationRoutes.post('/organisation/logo', administrator, async (c) => {
  const form = await readForm(c, logoSchema)
  const refuse = async (errors: OrganisationView['errors']) => {
    const stored = await storedView(c)
    return organisationPage(c, { ...stored, text: { ...stored.text, ...form.text }, errors })
  }
  if (form.kind === 'invalid') return refuse(form.errors)
  const bytes = await readFile(c, 'logo')
  if (!bytes) return refuse({ logo: 'missing' })
  const made = await remakePicture(bytes, logoWithin)
  if (made.kind !== 'made') return refuse({ logo: made.kind })
  const { writes, clock } = c.var.services
  const { alternative } = form.value
  const { picture } = made
  await writes.transaction().execute((tx) => setLogo(tx, { picture, alternative, now: clock.now() }))
  return c.redirect(`${pathHere(c, '/desk/organisation')}?told=logo`, 303)
})

organisationRoutes.post('/organisation/no-logo', administrator, async (c) => {
  await c.var.services.writes.transaction().execute(removeLogo)
  return c.redirect(`${pathHere(c, '/desk/organisation')}?told=no-logo`, 303)
})

function isTold(news: string | undefined): news is keyof typeof told {
  return news !== undefined && Object.hasOwn(told, news)
}

/** The page with what is stored now. */
async function storedView(c: WebContext): Promise<OrganisationView> {
  const { db } = c.var.services
  const [stored, logo] = await Promise.all([findOrganisation(db), findLogo(db)])
  const found: Organisation = stored ?? c.var.organisation
  const { theme, languages, only_one, is_demo, created_at, ...texts } = found
  const text: FormText = { ...texts, theme: theme ?? '', 'languages[]': languages }
  return { text: { ...text, alternative: logo?.alternative ?? '' }, errors: {}, logo }
}
