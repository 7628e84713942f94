import { Hono } from 'hono'
import { staffOnly } from '../frame/guard.ts'
import { pathHere, type Web } from '../frame/web.ts'

/** The front door of the desk. */
export const deskRoutes = new Hono<Web>()

deskRoutes.use('/desk/*', staffOnly())
deskRoutes.get('/desk', staffOnly(), (c) => c.redirect(pathHere(c, '/desk/inbox'), 303))
