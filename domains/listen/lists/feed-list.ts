/** A feed that a list names. */
export interface ListedFeed {
  /** As given, without the spaces around it. */
  readonly url: string
  /** Empty where the list says none. */
  readonly title: string
  /** Under which headings it stands, each from the outermost to the innermost. */
  readonly categories: readonly (readonly string[])[]
}

/** A page of which a list knows no feed, or another list that it names. */
export type ListedAddress = Pick<ListedFeed, 'url' | 'title'>

/** What a file of a list names, in its order and as often as it does. */
export interface Listed {
  readonly feeds: ListedFeed[]
  readonly sites: ListedAddress[]
  readonly lists: ListedAddress[]
}

/** What programs that read feeds give each other: OPML, or a description of who writes where in RDF. */
export interface FeedList {
  readonly format: 'opml' | 'opml1' | 'opml2' | 'rdf' | 'unknown'
  readonly title: string
  readonly owner: { readonly name: string; readonly url: string }
  readonly createdAt: Date | undefined
  readonly modifiedAt: Date | undefined
  /** Each address once. */
  readonly feeds: readonly ListedFeed[]
  /** Sites of which no feed is named: it can be looked for there. */
  readonly sites: readonly ListedAddress[]
  readonly lists: readonly ListedAddress[]
  readonly warnings: readonly ListWarning[]
}

/** What could not be read, or was left out; with how many. */
export type ListWarning = { readonly kind: 'unread-dates' | 'left-out'; readonly n: number }

export type ReadListOutcome =
  | { kind: 'list'; list: FeedList }
  | { kind: 'not-a-list'; reason: NotAListReason }

export type NotAListReason = 'empty' | 'too-deep' | 'too-much' | 'too-long'

/** A municipality reads along in hundreds of places at most. */
export const MOST_LISTED = 2000
