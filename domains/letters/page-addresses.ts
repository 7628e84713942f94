import type { Locale } from '#platform/i18n'
import { type SealedFollow, sealFollow, sealHolder, sealId } from './sealed-id.ts'

/** Where an installation is, and by what its links are known. */
export type Site = {
  /** The address that residents see, without a slash at the end. */
  url: string
  /** What the tokens of links are sealed with. */
  secret: string
  timeZone: string
  /** Where answers to our mail go: a mailbox that takes what stands behind a + as well. Without it, to the sender. */
  mailReplyTo?: string | undefined
}

/** The addresses of the pages that our mail links to. */
export type PageAddresses = {
  /** Where residents follow their input; with the code, as it is typed, it opens at once. */
  track: (language: Locale, code?: string) => string
  /** The same for whoever was told something about an input, by the id of what told them. */
  trackOfNotice: (language: Locale, noticeId: string) => string
  /** Where whoever holds an address says that they want our notices. */
  confirm: (language: Locale, addressSeal: Buffer) => string
  /** Where they stop all mail that the machine sends, also long after what it was about is over. */
  stop: (language: Locale, addressSeal: Buffer) => string
  /** Where somebody asks something new. */
  ask: (language: Locale) => string
  /** A report near people, by what everybody knows it. */
  near: (language: Locale, publicId: string) => string
  /** Where people take part in a dialogue, or go on with it. */
  dialogue: (language: Locale, slug: string) => string
  /** What lets a browser into a dialogue, once. */
  admission: (language: Locale, slug: string, token: string) => string
  /** The inbox at the desk, or a conversation in it. */
  inbox: (language: Locale, conversationId?: string) => string
  /** At the desk, a watch, what it found, a post, and where one says when to get mail about watches. */
  watch: (language: Locale, watchId: string) => string
  watchFinds: (language: Locale, watchId: string) => string
  post: (language: Locale, postId: string) => string
  alerts: (language: Locale) => string
  /** Where a member of staff follows a watch no more, and says that a post is not relevant to it, without signing in. */
  stopFollowing: (language: Locale, follow: SealedFollow) => string
  notRelevant: (language: Locale, follow: SealedFollow, postId: string) => string
  /** Where somebody outside answers what we asked them. */
  taskLink: (language: Locale, key: string) => string
  /** What signs a member of staff in, once. */
  signIn: (language: Locale, token: string) => string
}

/** The addresses of an installation's pages, as they stand in mail and on paper. */
export function pageAddressesOf({ url, secret }: Pick<Site, 'url' | 'secret'>): PageAddresses {
  const at = (language: Locale, path: string) => `${url}/${language}${path}`
  const confirm = (language: Locale, seal: Buffer) =>
    at(language, `/my-input/address/${sealHolder(seal, secret)}`)
  const follow = (language: Locale, sealed: SealedFollow) =>
    at(language, `/followed/${sealFollow(sealed, secret)}`)
  const dialogue = (language: Locale, slug: string) => at(language, `/dialogues/${slug}`)
  return {
    track: (language, code) => at(language, code ? `/my-input/${code}` : '/my-input'),
    trackOfNotice: (language, id) => at(language, `/my-input/mail/${sealId(id, secret)}`),
    confirm,
    stop: (language, seal) => `${confirm(language, seal)}/stop`,
    ask: (language) => at(language, '/tell-us'),
    near: (language, publicId) => at(language, `/near/${publicId}`),
    dialogue,
    admission: (language, slug, token) =>
      `${dialogue(language, slug)}/take-part/open?token=${encodeURIComponent(token)}`,
    inbox: (language, id) => at(language, id ? `/desk/inbox/${id}` : '/desk/inbox'),
    watch: (language, id) => at(language, `/desk/listen/watches/${id}`),
    watchFinds: (language, id) => at(language, `/desk/listen?watch=${id}`),
    post: (language, id) => at(language, `/desk/listen/posts/${id}`),
    alerts: (language) => at(language, '/desk/listen/alerts'),
    stopFollowing: (language, sealed) => `${follow(language, sealed)}/stop`,
    notRelevant: (language, sealed, postId) => `${follow(language, sealed)}/not-relevant/${postId}`,
    taskLink: (language, key) => at(language, `/asked/${key}`),
    signIn: (language, token) => at(language, `/sign-in/open?token=${encodeURIComponent(token)}`),
  }
}
