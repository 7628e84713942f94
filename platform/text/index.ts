export { cleanText } from './clean.ts'
export { normalizeText } from './normalize.ts'
export { readPastedList, tidyEntry } from './pasted-list.ts'
export { countSlips } from './slips.ts'
