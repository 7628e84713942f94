export { normalizeText } from './normalize.ts'
