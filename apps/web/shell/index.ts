export { limitedPage, notFoundPage, notReady, thrownPage } from './errors.tsx'
export { getStaff, limitByAddress, limitWrites, signedInOnly, staffMay } from './guard.ts'
export { deskPage, publicPage } from './page.tsx'
export { type Part, type Shell, shellOf } from './part.ts'
