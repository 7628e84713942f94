import { createHash } from 'node:crypto'
import { canonicalAddress } from '../feeds/canonical-address.ts'
import type { FeedItem } from '../feeds/parsed-feed.ts'

/** A rule that fails for more than this share of a file is not what the site identifies its posts by. */
const TOLERATED_SHARE = 0.05

export interface IdentifiedItem {
  readonly item: FeedItem
  /** Every name under which this post may be met again, strongest first; never empty. */
  readonly aliases: readonly string[]
}

/** The name of a post that a site says it deleted, by its guid. */
export function aliasOfGuid(guid: string): string {
  return alias('guid', guid)
}

type Rule = (item: FeedItem) => string | undefined

const byGuid: Rule = (item) => (item.guid === undefined ? undefined : alias('guid', item.guid))
const byAddress: Rule = (item) => (item.url === undefined ? undefined : nameOfAddress(item.url))

/** The name of a post of which nothing but the address is known. */
export function nameOfAddress(address: string): string {
  return alias('url', canonicalAddress(address))
}

/** The name of a post that has nothing else: what it says, and when. */
export function nameOfContent(item: Pick<FeedItem, 'title' | 'text' | 'publishedAt'>): string {
  return alias('text', JSON.stringify([item.title, item.publishedAt?.toISOString() ?? '', item.text]))
}

/**
 * Names the posts of one file: by guid, else by address, else by what they say.
 * A guid or address that different posts of the file share names none of them, and where that or its absence is
 * common the whole rule is left out for this file. Repeats of the same post are given once, the last edit of it: of one
 * title and one date, if any. One title alone makes no repeat: every week has its list of decisions.
 */
export function identifyItems(items: readonly FeedItem[]): IdentifiedItem[] {
  const posts = items.filter(hasContent)
  const rules = [byGuid, byAddress].map((rule) => trusted(rule, posts)).filter((rule) => rule !== undefined)
  const identified = posts.map((item) => {
    const aliases = rules.map((rule) => rule(item)).filter((name) => name !== undefined)
    return { item, aliases: aliases.length > 0 ? aliases : [nameOfContent(item)] }
  })
  return withoutRepeats(identified)
}

/** A name and a date alone are no post. */
function hasContent({ title, text, url, attachments }: FeedItem): boolean {
  return title !== '' || text !== '' || url !== undefined || attachments.length > 0
}

/** The rule without the names that it gives to different posts; undefined when too little of it is left. */
function trusted(rule: Rule, items: readonly FeedItem[]): Rule | undefined {
  const contents = new Map<string, Set<string>>()
  for (const item of items) {
    const name = rule(item)
    if (name === undefined) continue
    const said = contents.get(name) ?? new Set()
    contents.set(name, said.add(whichPost(item)))
  }
  const isBad = (name: string | undefined) => name === undefined || (contents.get(name)?.size ?? 0) > 1
  const bad = items.filter((item) => isBad(rule(item))).length
  if (bad > items.length * TOLERATED_SHARE && bad > 1) return undefined
  return (item) => {
    const name = rule(item)
    return isBad(name) ? undefined : name
  }
}

/** What an edit of a post leaves as it is. */
function whichPost({ title, publishedAt }: FeedItem): string {
  return JSON.stringify([title, publishedAt?.getTime() ?? null])
}

function withoutRepeats(identified: readonly IdentifiedItem[]): IdentifiedItem[] {
  const kept = new Map<string, IdentifiedItem>()
  for (const entry of identified) {
    const first = entry.aliases[0] ?? ''
    const before = kept.get(first)
    if (!before || editedAt(entry) > editedAt(before)) kept.set(first, entry)
  }
  return [...kept.values()]
}

function editedAt({ item }: IdentifiedItem): number {
  return (item.updatedAt ?? item.publishedAt)?.getTime() ?? 0
}

/** Names can be long and can hold anything; their hash does neither. 128 bits: no two posts ever share one. */
function alias(kind: 'guid' | 'url' | 'text', name: string): string {
  return `${kind}:${createHash('sha256').update(name).digest('base64url').slice(0, 22)}`
}
