import { tidyText } from '../feeds/plain-text.ts'
import type { Element } from '../feeds/xml-events.ts'
import type { Listed, ListedAddress, ListedFeed } from './feed-list.ts'

/** A group or somebody of it, whose name may come before or behind what they write. */
interface Scope {
  readonly element: Element
  name: string
  feeds: ListedFeed[]
  sites: ListedAddress[]
  lists: ListedAddress[]
}

const SCOPES = new Set(['foaf:group', 'foaf:agent', 'foaf:person'])
const NAMES = new Set(['foaf:name', 'foaf:member_name'])

/** Finds the feeds in RDF that tells who writes where, as planets and blog hosts publish it (FOAF, with Yandex' additions). */
export class FoafListener {
  readonly #scopes: Scope[] = []
  readonly #listed: Listed
  /** The page that a weblog is, until a feed of it is named. */
  #page: { element: Element; url: string } | undefined

  constructor(listed: Listed) {
    this.#listed = listed
  }

  isField(element: Element, parent: Element | undefined): boolean {
    return NAMES.has(element.name) && parent !== undefined && this.#scopes.at(-1)?.element === parent
  }

  field(value: string): void {
    const scope = this.#scopes.at(-1)
    if (scope) scope.name ||= tidyText(value)
  }

  opened(element: Element, parent: Element | undefined): void {
    const { name, attributes } = element
    const about = (attributes['rdf:about'] ?? attributes['rdf:resource'] ?? '').trim()
    if (SCOPES.has(name)) this.#scopes.push({ element, name: '', feeds: [], sites: [], lists: [] })
    if (name === 'foaf:document' && about !== '') this.#page = { element, url: about }
    const isFeed = name === 'ya:feed' || (name === 'channel' && parent?.name === 'rdfs:seealso')
    if (isFeed && about !== '') {
      this.#page = undefined
      this.#here.feeds.push({ url: about, title: '', categories: [] })
    }
    const isList = name === 'rdfs:seealso' && parent !== undefined && parent === this.#scopes.at(-1)?.element
    if (isList && about !== '') this.#here.lists.push({ url: about, title: '' })
  }

  closed(element: Element): void {
    if (element === this.#page?.element) {
      this.#here.sites.push({ url: this.#page.url, title: '' })
      this.#page = undefined
    }
    if (element !== this.#scopes.at(-1)?.element) return
    const scope = this.#scopes.pop()
    if (scope) this.#handOut(scope)
  }

  get #here(): Pick<Scope, 'feeds' | 'sites' | 'lists'> {
    return this.#scopes.at(-1) ?? this.#listed
  }

  /** The name of a group is a heading; that of somebody is the title of what they write. */
  #handOut({ element, name, feeds, sites, lists }: Scope): void {
    const isGroup = element.name === 'foaf:group'
    const titled = <Listed extends ListedAddress>(one: Listed): Listed =>
      isGroup ? one : { ...one, title: one.title || name }
    const heading = isGroup && name !== '' ? [[name]] : []
    this.#here.feeds.push(
      ...feeds.map((feed) => titled({ ...feed, categories: [...heading, ...feed.categories] })),
    )
    this.#here.sites.push(...sites.map(titled))
    this.#here.lists.push(...lists.map(titled))
  }
}
