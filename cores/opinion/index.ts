export { type Axes, type AxesOptions, findAxes } from './axes.ts'
export type { AxisEnds } from './axis-ends.ts'
export { BRIDGES_FROM } from './bridging.ts'
export type { Agreement, CommonGround } from './common-ground.ts'
export { AgreementCache, agreementOf } from './common-ground.ts'
export type { Connecting, SideAgreement } from './connecting.ts'
export {
  COORDINATION,
  type CoordinationOptions,
  type CoordinationOutcome,
  findCoordination,
  type SuspectCluster,
} from './coordination.ts'
export { type Difference, FALSE_DISCOVERY_RATE } from './differences.ts'
export {
  alignDisplay,
  type Display,
  displayAxes,
  displayMembership,
  displayModel,
  displayPoints,
} from './display.ts'
export {
  type AxesEvidence,
  type Evidence,
  type EvidenceOptions,
  type GroupEvidence,
  type GroupVerdict,
  LEAST_STABILITY,
  REQUIRED_STANDING,
  weighAxes,
  weighEvidence,
} from './evidence.ts'
export { countGroupVotes, type GroupVotes, NO_GROUP } from './group-votes.ts'
export { type GroupAssignment, LEAST_VOTES } from './groups.ts'
export { type KeptVerdict, keepVerdict } from './kept-verdict.ts'
export {
  LivingMap,
  MOST_PAIRED_STATEMENTS,
  type QuickUpdate,
  type Refresh,
  type VoteEvent,
} from './living-map.ts'
export { loadRows, PACKED_BYTES, PackedLoader, type VoteRow } from './load-votes.ts'
export { type MembershipModel, type Standing, softMembership, standingOf } from './membership.ts'
export {
  bridge,
  connect,
  describeStatements,
  describeVotes,
  type GroupsOutcome,
  givenGroups,
  groupPeople,
  type Layout,
  layOut,
  oneGroup,
  type StatementFindings,
  type StatementStatistics,
  selectRepresentative,
} from './opinion-map.ts'
export { selectSmallest } from './order-statistic.ts'
export { packPlacer, unpackPlacer } from './pack-placer.ts'
export { makePlacer, type Placement, type Placer, placeParticipant } from './place-participant.ts'
export { type PolisMap, type PolisOptions, polisLayout, polisMap } from './polis-map.ts'
export type { MajorityStatement, Representative } from './polis-representative.ts'
export type { PolisSpace } from './polis-space.ts'
export { type PositionModel, STRIDE } from './positions.ts'
export {
  effectiveSize,
  type Margin,
  type RakingOutcome,
  rake,
  type WeightedAgreement,
  weightedAgreement,
} from './raking.ts'
export { adjustedRandIndex } from './rand-index.ts'
export {
  type AskedStatement,
  chooseNextStatement,
  type NextStatement,
  prepareRouting,
  type Routing,
  routingPropensities,
} from './routing.ts'
export { SeededRandom } from './seeded-random.ts'
export { describeShowings, type ShowingFindings, type ShownAgreement } from './showing-findings.ts'
export { MOST_WEIGHT, weighByShowings } from './showing-weights.ts'
export type { Showings } from './showings.ts'
export { fromTableBuffer, toTableBuffer } from './snapshot.ts'
export type { Vote } from './vote-code.ts'
export {
  factColumns,
  rowsByVote,
  rowsThatCount,
  type StatementCounts,
  takeRows,
  toVoteMatrix,
  type VoteMatrix,
} from './vote-matrix.ts'
export { type StatementStatus, type TableOptions, type VoteChange, VoteTable } from './vote-table.ts'
export { weightedAxes } from './weighted-axes.ts'
export { shareOfAgrees, sumWeights } from './weighted-votes.ts'
