import { tidyText } from '../feeds/plain-text.ts'
import type { Element } from '../feeds/xml-events.ts'
import type { Listed } from './feed-list.ts'

/** What the head of an OPML file says, by the names of its elements in lower case. */
export const headFields: ReadonlySet<string> = new Set([
  'title',
  'datecreated',
  'datemodified',
  'ownername',
  'ownerid',
])

/** Finds the feeds of OPML: outlines in outlines, of which those that lead nowhere are headings. */
export class OpmlListener {
  /** The heading that each open outline is, if it is one. */
  readonly #open: (string | undefined)[] = []
  readonly #listed: Listed

  constructor(listed: Listed) {
    this.#listed = listed
  }

  opened({ name, attributes }: Element): void {
    if (name !== 'outline') return
    const said = (attribute: string) => (attributes[attribute] ?? '').trim()
    const title = tidyText(said('text') || said('title'))
    const isLink = /^(link|include)$/i.test(said('type'))
    let heading: string | undefined
    // Whatever its type is called: what says where its feed is, is one.
    if (said('xmlurl') !== '')
      this.#listed.feeds.push({
        url: said('xmlurl'),
        title,
        categories: this.#categoriesOf(said('category')),
      })
    else if (isLink && said('url') !== '') this.#listed.lists.push({ url: said('url'), title })
    else if (said('htmlurl') !== '') this.#listed.sites.push({ url: said('htmlurl'), title })
    else heading = title
    this.#open.push(heading)
  }

  closed({ name }: Element): void {
    if (name === 'outline') this.#open.pop()
  }

  /** By the headings above it, and by what it says itself: `one,/two/three`. */
  #categoriesOf(said: string): string[][] {
    const above = this.#open.filter((heading) => heading !== undefined && heading !== '') as string[]
    const own = said.split(',').map((path) =>
      path
        .split('/')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    return [above, ...own].filter((path) => path.length > 0)
  }
}
