export { findLastProofs, type LastProof, sumProofs } from './proof.ts'
export {
  defineRelease,
  defineRetention,
  describePeriod,
  type Period,
  type Release,
  type Retention,
} from './retention.ts'
