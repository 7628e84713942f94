import type { ConversationPage } from '#domains/answer'
import type { WebContext } from '#web/http'
import type { IconName } from '#web/ui'
import { say } from '#web/words'
import { conversationMessages } from './conversation.messages.ts'

type Reached = Pick<ConversationPage, 'contact' | 'entries'>

/** A telephone number as people write one: digits, with what stands between them. */
const PHONE = /^\+?[\d\s().-]{6,20}$/

/** The address that a telephone follows, where they can be called. */
export function telOf(reach: string): string | undefined {
  return PHONE.test(reach) ? `tel:${reach.replace(/[^\d+]/g, '')}` : undefined
}

/** By which way whoever asked gets our answer: as they came, as far as they said how. */
export function answerWay(c: WebContext, { contact, entries }: Reached): { icon: IconName; text: string } {
  const t = say(c, conversationMessages)
  if (contact.address) return { icon: 'envelope-simple', text: t('byMail') }
  if (contact.reach === null) return { icon: 'key', text: t('byCode') }
  const { reach } = contact
  if (telOf(reach)) return { icon: 'phone', text: t('byPhone', { reach }) }
  const channel = entries.findLast(({ kind }) => kind === 'received')?.channel
  return channel === 'paper'
    ? { icon: 'newspaper', text: t('byLetter') }
    : { icon: 'user', text: t('byReach', { reach }) }
}

/** What stands above the reply. */
export function replyLabel(c: WebContext, { contact, entries }: Reached): string {
  const t = say(c, conversationMessages)
  const who = contact.name ?? t('anonymous')
  if (contact.address) return t('replyLabelMail', { who })
  if (contact.reach === null) return t('replyLabelCode', { who })
  return t('replyLabelReach', { who, way: answerWay(c, { contact, entries }).text })
}
