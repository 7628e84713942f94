import type { Child } from 'hono/jsx'
import type { DossierPage } from '#domains/dossier'
import type { Input } from '#domains/register'
import type { WebContext } from '#web/http'
import type { Way } from '#web/ui'

type Dossier = DossierPage['dossier']

/** The first thing to do in a dossier, and the last day on which it can be done. */
export type FirstStep = { href: string; label: string; until: string | null }

/** What a later part shows on the page of a dossier: ways to take part, what stands at its top, and a section of its own. */
export type ShowOnDossier = (
  c: WebContext,
  dossier: Dossier,
) => Promise<{ ways?: Way[]; section?: Child; first?: FirstStep; picture?: Child }>

/** The same on the page of a dossier at the desk. */
export type DossierBox = (c: WebContext, dossier: Dossier) => Promise<Child>

/** Where a later part shows what was said, by the id of the input: of what is its own, and to who may see it there. */
export type LinkInputs = (c: WebContext, dossier: Dossier, inputs: Input[]) => Promise<Map<string, string>>

/** What the pages of a dossier take in from later parts, in the order in which it stands there. */
export type DossierSlots = {
  shows: ShowOnDossier[]
  boxes: DossierBox[]
  links: LinkInputs[]
  /** Whether something of it is of whoever reads it: then the page is theirs alone. */
  isOfReader: (c: WebContext) => boolean
}

declare module 'hono' {
  interface ContextVariableMap {
    dossierSlots: DossierSlots
  }
}
