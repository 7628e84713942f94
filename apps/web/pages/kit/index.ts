import type { Part } from '#web/shell'
import { kitRoutes } from './residents/kit.routes.tsx'

/** What pages are made of, to look at: in the demo alone. */
export const kitPart: Part = { residents: [kitRoutes] }
