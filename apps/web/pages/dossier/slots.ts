import type { Child } from 'hono/jsx'
import type { DossierPage } from '#domains/dossier'
import type { WebContext } from '#web/http'
import type { Way } from '#web/ui'

type Dossier = DossierPage['dossier']

/** What a later part shows on the page of a dossier: ways to take part, and a section of its own. */
export type ShowOnDossier = (c: WebContext, dossier: Dossier) => Promise<{ ways?: Way[]; section?: Child }>

/** The same on the page of a dossier at the desk. */
export type DossierBox = (c: WebContext, dossier: Dossier) => Promise<Child>

/** What the pages of a dossier take in from later parts, in the order in which it stands there. */
export type DossierSlots = { shows: ShowOnDossier[]; boxes: DossierBox[] }

declare module 'hono' {
  interface ContextVariableMap {
    dossierSlots: DossierSlots
  }
}
