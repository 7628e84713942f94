import { textToHtml } from './clean-html.ts'
import type { FeedAttachment } from './parsed-feed.ts'

/** What a site says about the pictures, sounds and films of an article, to stand below its words: it is read and matched too. */
export function attachmentsAsHtml(attachments: readonly FeedAttachment[]): string {
  const said = new Set(attachments.map(({ description }) => description).filter((words) => words !== ''))
  return [...said].map(textToHtml).join('')
}
