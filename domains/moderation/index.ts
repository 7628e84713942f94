export { listOpenAppeals, listRefusals, type OpenAppeal, type Refusal } from './appeal.queries.ts'
export {
  appealDecisionSchema,
  appealSchema,
  appealWorkingDays,
  type DecideAppealOutcome,
  decideAppeal,
  type LodgeAppealOutcome,
  lodgeAppeal,
} from './appeal.ts'
export { forgetSpace, forgetTexts } from './forget-space.ts'
export { type LoggedDecision, listAllDecisions, listDecisions } from './log.ts'
export { appealDecided, textRefused, textRemoved } from './moderation.events.ts'
export {
  listPolicies,
  type Policy,
  type PublishPolicyOutcome,
  policySchema,
  publishPolicy,
} from './policy.ts'
export { refusalMessages } from './reasons.messages.ts'
export { findRefusalReason, getRefusalReason, type RefusalReason, refusalReasons } from './reasons.ts'
export { recordAddition, recordDecision } from './record-decision.ts'
export {
  countRemovalsToSettle,
  findRequestedRemoval,
  type RequestRemovalOutcome,
  requestTextRemoval,
  type SettleRemovalOutcome,
  settleTextRemoval,
} from './remove-text.ts'
export type {
  DescribedText,
  LockedText,
  ModerationDecision,
  TextKey,
  TextKind,
  TextOwner,
  TextOwners,
} from './text.ts'
