export { openSealedHolder, openSealedId, sealHolder, sealId } from './sealed-id.ts'
