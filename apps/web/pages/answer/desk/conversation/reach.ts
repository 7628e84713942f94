import type { ConversationPage } from '#domains/answer'
import type { WebContext } from '#web/http'
import type { IconName } from '#web/ui'
import { say } from '#web/words'
import type { Ways } from '../ways/read-ways.ts'
import { conversationMessages } from './conversation.messages.ts'

type Reached = Pick<ConversationPage, 'contact' | 'entries'>

/** The conversation, and by which way of its own it came. */
type Opened = { page: Reached; ways: Ways }

/** A telephone number as people write one: digits, with what stands between them. */
const PHONE = /^\+?[\d\s().-]{6,20}$/

/** The address that a telephone follows, where they can be called. */
export function telOf(reach: string): string | undefined {
  return PHONE.test(reach) ? `tel:${reach.replace(/[^\d+]/g, '')}` : undefined
}

/** By which way whoever asked gets our answer: as they came, as far as they said how. */
export function answerWay(
  c: WebContext,
  { page: { contact, entries }, ways: { hook } }: Opened,
): { icon: IconName; text: string } {
  const t = say(c, conversationMessages)
  if (hook)
    return hook.takesAnswers
      ? { icon: 'chat-circle-text', text: t('byHook', { channel: hook.channel }) }
      : { icon: 'warning', text: t('byHookNot', { channel: hook.channel }) }
  if (isPost(entries))
    return contact.reach === null
      ? { icon: 'warning', text: t('byNothing') }
      : { icon: 'rss', text: t('byPost') }
  if (contact.address) return { icon: 'envelope-simple', text: t('byMail') }
  if (contact.reach === null) return { icon: 'key', text: t('byCode') }
  const { reach } = contact
  if (telOf(reach)) return { icon: 'phone', text: t('byPhone', { reach }) }
  const channel = entries.findLast(({ kind, splitOff }) => kind === 'received' && !splitOff)?.channel
  return channel === 'paper'
    ? { icon: 'newspaper', text: t('byLetter') }
    : { icon: 'user', text: t('byReach', { reach }) }
}

/** Whether it began with a post somewhere in public, where an answer is put by hand. */
export function isPost(entries: ConversationPage['entries']): boolean {
  return entries[0]?.channel === 'feed'
}

/** Whether there is a way to answer at all: of a post, only where it stands; by a channel of others, only where it takes answers. */
export function canBeAnswered({ page: { contact, entries }, ways: { hook } }: Opened): boolean {
  if (hook) return hook.takesAnswers
  return !isPost(entries) || contact.reach !== null
}

/** What stands above the reply. */
export function replyLabel(c: WebContext, opened: Opened): string {
  const t = say(c, conversationMessages)
  const { contact } = opened.page
  const who = contact.name ?? t('anonymous')
  const { hook } = opened.ways
  if (hook) return t('replyLabelHook', { who, channel: hook.channel })
  if (contact.address) return t('replyLabelMail', { who })
  if (contact.reach === null) return t('replyLabelCode', { who })
  return t('replyLabelReach', { who, way: answerWay(c, opened).text })
}
