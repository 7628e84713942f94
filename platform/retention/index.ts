export { findLastProofs, type LastProof } from './proof.ts'
export {
  defineRelease,
  defineRetention,
  describePeriod,
  type Period,
  type Release,
  type Retention,
} from './retention.ts'
