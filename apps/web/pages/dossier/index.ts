import type { Part } from '#web/shell'
import { say } from '#web/words'
import { deskDossierRoutes } from './desk/desk-dossier.routes.ts'
import { menuMessages } from './menu.messages.ts'
import { dossierRoutes } from './residents/dossier.routes.ts'

export { fieldOf, type ShownForm } from './desk/dossier-form.tsx'
export { dossierItem, dossierMeta, LevelTag } from './dossier-line.tsx'
export type { DossierBox, DossierSlots, LinkInputs, ShowOnDossier } from './slots.ts'

/** Dossiers, and what was said in them. */
export const dossierPart: Part = {
  residents: [dossierRoutes],
  desk: [deskDossierRoutes],
  deskMenu: [{ menuItem: 'dossiers', label: (c) => say(c, menuMessages)('dossiers') }],
  footer: { participate: [{ path: '/dossiers', label: (c) => say(c, menuMessages)('allDossiers') }] },
}
