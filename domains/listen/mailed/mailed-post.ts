import { foldMail, htmlToText, type ReceivedMail, unfoldedText } from '#platform/received-mail'
import { withoutTracking } from '../feeds/canonical-address.ts'
import { textToHtml } from '../feeds/clean-html.ts'
import { type FeedItem, shortTitle, webAddress } from '../feeds/parsed-feed.ts'
import { walkHtml } from '../feeds/walk-html.ts'
import type { MailLinks } from './mail-header.ts'

/** A longer text than any newsletter has. */
const LONGEST = 200_000
const MOST_LINKS = 50

/** Whose mail it is: the list that it came by, and the domain of who sent it. */
export interface MailIdentity {
  readonly listId: string | null
  readonly domain: string | null
}

/** Whose mail this is. Of several senders the first counts. */
export function identityOf({ listId, from }: Pick<ReceivedMail, 'listId' | 'from'>): MailIdentity {
  const domain = /@([^@\s]+)$/.exec(from[0]?.address ?? '')?.[1]?.toLowerCase() ?? null
  return { listId: listId?.toLowerCase() ?? null, domain }
}

/**
 * Whether mail is of whom staff said it is of: the same list, else the same domain or one under it. A list has mail from everywhere, so of
 * a list its own name counts, or that it is of the domain.
 */
export function isOf(confirmed: MailIdentity, mail: MailIdentity): boolean {
  if (confirmed.listId !== null) return mail.listId === confirmed.listId
  const domain = confirmed.domain
  if (domain === null) return false
  const isWithin = (one: string | null) => one === domain || (one?.endsWith(`.${domain}`) ?? false)
  return isWithin(mail.domain) || isWithin(mail.listId?.replace(/^.*@/, '') ?? null)
}

/**
 * A mail as a post: its words alone. Each link and picture of a newsletter says who got it, so none is kept, and an address that stands in the
 * words loses what tells of that; nor is who wrote it, or a signature below.
 */
export function mailToItem(mail: ReceivedMail, links: Pick<MailLinks, 'archived'>): FeedItem {
  const written = mail.text?.trim() ? mail.text : htmlToText(mail.html ?? '')
  const own = unfoldedText(written, foldMail(written)).slice(0, LONGEST).toWellFormed()
  const text = withoutAddresses(own.replaceAll('\0', '')).trim()
  const url = links.archived ?? findOnWeb(mail.html ?? '')
  return {
    guid: mail.messageId ?? undefined,
    url: url === undefined ? undefined : withoutTracking(url),
    title: shortTitle(mail.subject.replaceAll('\0', '')),
    ...{ html: textToHtml(text), text, language: undefined, attachments: [] },
    publishedAt: mail.date ?? undefined,
    updatedAt: undefined,
  }
}

/** Addresses of pages that are longer than people write them, or say whom they were sent to, are left out. */
const LONGEST_ADDRESS = 120

function withoutAddresses(text: string): string {
  return text.replace(/<?\bhttps?:\/\/[^\s<>]+>?/gi, (found) => {
    const address = withoutTracking(found.replace(/^<|>$/g, ''))
    return address.length > LONGEST_ADDRESS || countsClicks(address) || /[^\s/?]@|%40/.test(address)
      ? ''
      : address
  })
}

/** An address that leads on, and counts whoever follows it. */
function countsClicks(address: string): boolean {
  const url = URL.parse(address)
  return (
    url !== null &&
    /(?:^|[/.])(?:track|tracking|click|clicks|ls|redirect|unsubscribe|afmelden)(?:[/.]|$)/i.test(
      url.hostname + url.pathname,
    )
  )
}

const VIEW =
  /(?:bekijk|lees|open|view|read|see)\b.{0,40}\b(?:browser|online|web)|online ?versie|webversie|web version|in (?:your|uw|je) browser/i

/** Where a newsletter says that it can be read on the web, unless that way counts who goes it. */
function findOnWeb(html: string): string | undefined {
  return listLinks(html).find(({ text, href }) => VIEW.test(text) && !countsClicks(href))?.href
}

/** A link of a mail, for people to open. */
export interface MailLink {
  readonly text: string
  readonly href: string
}

/** The links that a mail has, each once. */
export function listLinks(html: string): MailLink[] {
  const links = new Map<string, MailLink>()
  let open: { href: string; text: string } | undefined
  const close = () => {
    if (open && links.size < MOST_LINKS && !links.has(open.href))
      links.set(open.href, { href: open.href, text: open.text.replace(/\s+/g, ' ').trim().slice(0, 200) })
    open = undefined
  }
  walkHtml(html, {
    onopentag(name, { href }) {
      if (name !== 'a') return
      close()
      const address = webAddress(href)
      if (address !== undefined) open = { href: address, text: '' }
    },
    ontext(said) {
      if (open) open.text += said
    },
    onclosetag(name) {
      if (name === 'a') close()
    },
  })
  close()
  return [...links.values()]
}

/** The addresses that stand in the words of a mail. */
export function listAddresses(text: string): MailLink[] {
  const found = text.slice(0, LONGEST).match(/\bhttps?:\/\/[^\s<>"]+/gi) ?? []
  const addresses = new Set(found.flatMap((one) => webAddress(one.replace(/[).,;:!?'\]]+$/, '')) ?? []))
  return [...addresses].slice(0, MOST_LINKS).map((href) => ({ href, text: '' }))
}
