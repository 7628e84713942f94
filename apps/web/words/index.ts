export { langOf } from './language.ts'
export { Prose } from './prose.tsx'
export { say } from './say.ts'
