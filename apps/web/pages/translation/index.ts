import type { Part } from '#web/shell'
import { translationRoutes } from './desk/translation.routes.ts'

export { translationBox } from './desk/translation-box.tsx'

/** What the organisation wrote, in another language: staff write it beside the original. */
export const translationPart: Part = { desk: [translationRoutes] }
