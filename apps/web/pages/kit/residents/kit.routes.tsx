import { Hono } from 'hono'
import { pathIn, type Web } from '#web/http'
import { notFoundPage, publicPage } from '#web/shell'
import { Kit } from '#web/ui'

/** Every component in every state, for whoever makes pages or a theme. */
export const kitRoutes = new Hono<Web>()

kitRoutes.get('/kit', async (c) => {
  if (!c.var.organisation.is_demo) return notFoundPage(c)
  // The samples are in Dutch.
  if (c.var.locale !== 'nl') return c.redirect(pathIn('nl', '/kit'), 302)
  const head = <link rel="stylesheet" href={c.var.shell.assets.staffStylesheet} data-turbo-track="dynamic" />
  return publicPage(c, { title: 'Bouwdoos', noIndex: true, head }, <Kit />)
})
