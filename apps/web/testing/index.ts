export { confirmAddress } from './confirm-address.ts'
export { makeOpenDialogue, makeOpenDossier } from './dialogue.ts'
export { type TestSite, useTestSite, type Visitor } from './site.ts'
