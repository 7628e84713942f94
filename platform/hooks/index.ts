/**
 * Signed webhooks, in and out, as Standard Webhooks has them: https://www.standardwebhooks.com.
 */
export {
  deliverHook,
  discardHooks,
  findHookDeliveries,
  type HookDelivery,
  type HookPost,
  hookTexts,
  queueHook,
  sendHookJob,
  sweepHooksJob,
  wakeWaitingHooks,
} from './outgoing-hook.ts'
export { type HookProblem, signHook, type VerifiedHook, verifyHook } from './standard-webhook.ts'
