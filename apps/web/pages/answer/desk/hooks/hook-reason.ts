import type { WebContext } from '#web/http'
import { say } from '#web/words'
import { hooksMessages } from './hooks.messages.ts'

const known = [
  'connection',
  'timeout',
  'unknown-host',
  'certificate',
  'no-address',
  'private-address',
  'discarded',
] as const

/** Why an answer did not leave by a channel of others, in words. */
export function hookReason(c: WebContext, lastError: string | null): string {
  const t = say(c, hooksMessages)
  if (lastError === null) return t('waitingUnknown')
  const word = known.find((one) => one === lastError)
  return word ? t(word) : t('code', { code: lastError })
}
