export { confirmAddress } from './confirm-address.ts'
export { makeOpenDialogue } from './dialogue.ts'
export { type TestSite, useTestSite, type Visitor } from './site.ts'
