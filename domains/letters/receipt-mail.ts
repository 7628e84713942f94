import { noonOf } from '#platform/clock'
import { type Locale, translatorOf } from '#platform/i18n'
import type { Letter } from './letter.ts'
import type { Letterhead } from './letterhead.ts'
import { receiptMessages } from './receipt-mail.messages.ts'

export type Receipt = {
  conversationId: string
  /** The Message-ID of the mail that it is about, if it came by mail. */
  heard?: string | undefined
  language: Locale
  /** The claim code as people read it, and as it stands in an address. */
  code: { shown: string; typed: string }
  receivedAt: Date
  /** The last day on which our answer is in time. */
  dueOn: string
  /** Of the address that it goes to. */
  seal: Buffer
  /** It asks to confirm the address too, so that asking costs no second mail. */
  mustAsk: boolean
}

/**
 * Tells somebody that what they sent has arrived. It repeats nothing of what was said and greets nobody by name:
 * anybody can fill in anybody's address, and this mail must not carry a stranger's words to them. Whoever did not ask
 * for it stops all of them with one click.
 */
export function writeReceipt(letterhead: Letterhead, receipt: Receipt): Letter {
  const { organisation, pages, timeZone } = letterhead
  const { language, code, receivedAt, dueOn, seal, mustAsk } = receipt
  const t = translatorOf(receiptMessages, language, timeZone)
  const stopUrl = pages.stop(language, seal)
  const paragraphs = [
    t('received', { organisation, at: receivedAt }),
    t('next', { due: noonOf(dueOn) }),
    t('code', { code: code.shown }),
    pages.track(language, code.typed),
    ...(mustAsk ? [`${t('confirm')}\n${pages.confirm(language, seal)}`] : []),
    t('notYou'),
    `${t('stop')}\n${stopUrl}`,
    organisation,
  ]
  return {
    subject: t('subject', { organisation }),
    text: paragraphs.join('\n\n'),
    automatic: true,
    stopUrl,
    thread: letterhead.threadOf(receipt.conversationId),
    ...(receipt.heard ? { inReplyTo: receipt.heard, references: [receipt.heard] } : {}),
  }
}
