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
export { refusalMessages } from './policy.messages.ts'
export {
  defaultPolicyOf,
  listPolicies,
  type Policy,
  type PublishPolicyOutcome,
  policySchema,
  publishPolicy,
} from './policy.ts'
export { lockStatement, recordDecision, tellAuthorJob } from './record-decision.ts'
export {
  type RequestRemovalOutcome,
  requestRemoval,
  type SettleRemovalOutcome,
  settleRemoval,
} from './remove-statement.ts'
