import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { type Insertable, sql } from 'kysely'
import type { DB, Tx } from '#db'
import { newId } from '#platform/db'
import { guessLanguage } from '#platform/text'
import { noteFinds } from '../alerts/note-finds.ts'
import { readLater } from '../asked/read-found.ts'
import type { FeedItem } from '../feeds/parsed-feed.ts'
import type { Source } from '../sources/source.ts'
import { saveMarks } from '../watches/watch.store.ts'
import type { WatchBook } from '../watches/watch-book.ts'
import { isCut } from '../whole-text/cut-text.ts'
import { askForPages, type CutPost } from '../whole-text/post-page.store.ts'
import type { IdentifiedItem } from './post-identity.ts'
import type { WrittenPost } from './written-post.ts'

/** Posts inserted in one statement: 13 parameters each, of the 65,535 that PostgreSQL takes. */
const AT_ONCE = 500

export interface StoredPosts {
  readonly added: number
  readonly edited: number
}

export interface PostBatch {
  readonly source: Source
  readonly items: readonly IdentifiedItem[]
  /** Of the feed, where an item says nothing of its own. */
  readonly language: string | undefined
  readonly watches: WatchBook
  readonly seenAt: Date
}

/** A post that a name belongs to already, as it stands now; its words only by their hash. */
type KnownPost = {
  id: string
  title: string
  publishedAt: Date
  isDated: boolean
  url: string | null
  attachments: string
  contentHash: string
  htmlHash: string
  firstSeenAt: Date
  isTextGone: boolean
  /** Its words are those of its page: the feed gives no more than their beginning. */
  isWhole: boolean
}

/** Posts that say something else now, and posts of which something beside the words was put right, such as the address. */
type Rewritten = { edited: WrittenPost[]; corrected: WrittenPost[]; cut: CutPost[] }

type Alias = { source_id: string; alias: string; post_id: string }

/** Stores the posts of one file under all their names; expects the source to be locked. */
export async function storePosts(tx: Tx, batch: PostBatch): Promise<StoredPosts> {
  const known = await findKnown(tx, batch)
  const added = new NewPosts(tx, batch)
  const { edited, corrected, cut }: Rewritten = { edited: [], corrected: [], cut: [] }
  const aliases: Alias[] = []
  for (const { item, aliases: names } of batch.items) {
    const found = knownAs(item, names, known)
    const post = found ?? (await added.add(item))
    if (found) {
      await added.makeSureOf(found.id)
      await takeOver(tx, found, item, batch, { edited, corrected, cut })
    }
    for (const name of names) {
      // A page that holds another text by now is that of the newest.
      if (known.get(name)?.id === post.id) continue
      known.set(name, post)
      aliases.push({ source_id: batch.source.id, alias: name, post_id: post.id })
    }
  }
  await added.insert()
  if (aliases.length > 0) await keepAliases(tx, aliases)
  const written = [...added.written, ...edited, ...corrected]
  const marks = batch.watches.match(written)
  const fresh = await saveMarks(tx, { posts: written, marks, now: batch.seenAt })
  await noteFinds(tx, { added: added.written, fresh, batch })
  await askForPages(tx, { sourceId: batch.source.id, cut: [...added.cut, ...cut], now: batch.seenAt })
  await readLater(tx, [
    ...fresh.map(({ postId }) => postId),
    ...[...edited, ...corrected].map(({ id }) => id),
  ])
  return { added: added.written.length, edited: edited.length }
}

async function keepAliases(tx: Tx, aliases: readonly Alias[]): Promise<void> {
  // In one file a name can go from one post to the next: the last has it.
  const last = [...new Map(aliases.map((alias) => [alias.alias, alias])).values()]
  await tx
    .insertInto('post_alias')
    .values(last)
    .onConflict((oc) =>
      oc.columns(['source_id', 'alias']).doUpdateSet((eb) => ({ post_id: eb.ref('excluded.post_id') })),
    )
    .execute()
}

/**
 * The post that an item is, if it was seen before. A guid that changed makes no other post of the same page, but a page may
 * hold another text each week, under a guid of its own: an address alone joins only what has a title or a date in common.
 */
function knownAs(
  item: FeedItem,
  names: readonly string[],
  known: ReadonlyMap<string, KnownPost>,
): KnownPost | undefined {
  const name = names.find((one) => known.has(one))
  const post = name === undefined ? undefined : known.get(name)
  if (!post || name === names[0]) return post
  const isSame = post.title === item.title || post.publishedAt.getTime() === item.publishedAt?.getTime()
  return isSame ? post : undefined
}

/** The posts that the names in this batch belong to already. */
async function findKnown(tx: Tx, { source, items }: PostBatch): Promise<Map<string, KnownPost>> {
  const names = items.flatMap((item) => item.aliases)
  const rows = await tx
    .selectFrom('post_alias')
    .innerJoin('post', 'post.id', 'post_alias.post_id')
    .select(['post_alias.alias', 'post.id', 'post.title', 'post.url', 'post.published_at as publishedAt'])
    .select([
      'post.is_dated as isDated',
      'post.content_hash as contentHash',
      'post.first_seen_at as firstSeenAt',
    ])
    .select([
      sql<string>`post.attachments::text`.as('attachments'),
      sql<string>`md5(post.html)`.as('htmlHash'),
      sql<boolean>`post.text_removed_at is not null`.as('isTextGone'),
      'post.is_whole as isWhole',
    ])
    .where('post_alias.source_id', '=', source.id)
    .where(sql<boolean>`post_alias.alias = any(${names}::text[])`)
    .execute()
  return new Map(rows.map(({ alias, ...post }) => [alias, post]))
}

/** Where neither the post nor its feed says one. */
async function languageOf({ title, text }: FeedItem): Promise<string | null> {
  const { language } = await guessLanguage(`${title}\n${text}`)
  return language === 'und' ? null : language
}

/** The posts of one file that were not seen before: inserted together, since a file can hold a thousand. */
class NewPosts {
  readonly written: WrittenPost[] = []
  readonly cut: CutPost[] = []
  readonly #tx: Tx
  readonly #batch: PostBatch
  readonly #waiting = new Map<string, Insertable<DB['post']>>()

  constructor(tx: Tx, batch: PostBatch) {
    this.#tx = tx
    this.#batch = batch
  }

  async add(item: FeedItem): Promise<KnownPost> {
    const { source, language: ofFeed, seenAt } = this.#batch
    const id = newId()
    const { publishedAt, isDated } = whenOf(item, seenAt)
    const attachments = JSON.stringify(item.attachments)
    const contentHash = hashContent(item)
    const { title, html, text: body, url = null } = item
    const language = item.language ?? ofFeed ?? source.language ?? (await languageOf(item))
    this.#waiting.set(id, {
      ...{ id, source_id: source.id, url, title, html, body, attachments, language },
      content_hash: contentHash,
      ...{ published_at: publishedAt, is_dated: isDated, first_seen_at: seenAt, text_since: seenAt },
    })
    if (this.#waiting.size === AT_ONCE) await this.insert()
    this.written.push({ id, title, body, publishedAt, url, language, source: source.title })
    if (source.whole_text && isCut(item)) this.cut.push({ postId: id, item, publishedAt, keepsPage: false })
    const now = { id, title, url, attachments, publishedAt, isDated, contentHash, isTextGone: false }
    return { ...now, htmlHash: md5(html), firstSeenAt: seenAt, isWhole: false }
  }

  /** What a later item of the same file changes has to stand there. */
  async makeSureOf(id: string): Promise<void> {
    if (this.#waiting.has(id)) await this.insert()
  }

  async insert(): Promise<void> {
    if (this.#waiting.size === 0) return
    await this.#tx
      .insertInto('post')
      .values([...this.#waiting.values()])
      .execute()
    this.#waiting.clear()
  }
}

/**
 * Takes over what a site mended. A post that says something else than before keeps what it said as a version; a date, an
 * address or a picture that was put right is no other post, and no version of it.
 */
async function takeOver(
  tx: Tx,
  before: KnownPost,
  item: FeedItem,
  { source, seenAt }: PostBatch,
  rewrittenPosts: Rewritten,
): Promise<void> {
  const { publishedAt, isDated } = correctedDate(item, before)
  const corrected = {
    ...{ published_at: publishedAt, is_dated: isDated },
    ...(item.url === undefined ? {} : { url: item.url }),
  }
  if (publishedAt.getTime() !== before.publishedAt.getTime())
    await tx
      .updateTable('post_match')
      .set({ published_at: publishedAt })
      .where('post_id', '=', before.id)
      .execute()
  const isOtherText = before.contentHash !== hashContent(item)
  const wantsPage = isOtherText && source.whole_text && isCut(item)
  const keepsPage = before.isWhole && !before.isTextGone && (wantsPage || !isOtherText)
  if (wantsPage) rewrittenPosts.cut.push({ postId: before.id, item, publishedAt, keepsPage })
  if (isOtherText) await keepVersion(tx, before, seenAt)
  // Its text went with its time: it does not come back by a correction of something else.
  const words =
    isOtherText || !before.isTextGone
      ? { ...(keepsPage ? {} : { html: item.html }), ...attachmentsOf(item) }
      : {}
  const rewritten = isOtherText
    ? {
        ...(keepsPage ? {} : { body: item.text, is_whole: false }),
        ...{ title: item.title, content_hash: hashContent(item) },
        ...{ version: sql<number>`version + 1`, text_since: seenAt, text_removed_at: null, withdrawn: null },
      }
    : {}
  if (!isOtherText && !isCorrected(item, before, { publishedAt, isDated })) return
  const now = await tx
    .updateTable('post')
    .set({ ...corrected, ...words, ...rewritten })
    .where('id', '=', before.id)
    .returning(['id', 'title', 'body', 'url', 'language'])
    .executeTakeFirstOrThrow()
  const written = { ...now, publishedAt, source: source.title }
  if (isOtherText) rewrittenPosts.edited.push(written)
  else if (!before.isTextGone) rewrittenPosts.corrected.push(written)
}

const attachmentsOf = ({ attachments }: FeedItem) => ({ attachments: JSON.stringify(attachments) })

/** Whether anything but the words is other than it was. */
function isCorrected(item: FeedItem, before: KnownPost, { publishedAt, isDated }: Dated): boolean {
  if (publishedAt.getTime() !== before.publishedAt.getTime() || isDated !== before.isDated) return true
  if (item.url !== undefined && item.url !== before.url) return true
  if (before.isTextGone) return false
  const isSamePictures = isDeepStrictEqual(JSON.parse(before.attachments), withoutUndefined(item.attachments))
  return (!before.isWhole && md5(item.html) !== before.htmlHash) || !isSamePictures
}

/** As it is read back. */
function withoutUndefined(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex')
}

async function keepVersion(tx: Tx, { id, isTextGone }: KnownPost, now: Date): Promise<void> {
  if (isTextGone) return
  await tx
    .insertInto('post_version')
    .columns(['post_id', 'version', 'title', 'html', 'body', 'replaced_at'])
    .expression((eb) =>
      eb
        .selectFrom('post')
        .select(['id', 'version', 'title', 'html', 'body', sql<Date>`${now}::timestamptz`.as('replaced_at')])
        .where('id', '=', id),
    )
    .execute()
}

type Dated = { publishedAt: Date; isDated: boolean }

/**
 * Where a post stands among others. A post without a date, or dated in the future, counts from when it was seen: the first
 * would be nowhere, the second always on top.
 */
function whenOf({ publishedAt, updatedAt }: FeedItem, seenAt: Date): Dated {
  const date = publishedAt ?? updatedAt
  return date && date <= seenAt
    ? { publishedAt: date, isDated: true }
    : { publishedAt: seenAt, isDated: false }
}

/** The date that a post has now. Where a site only says when it changed, the first time that it said so stays. */
function correctedDate(item: FeedItem, { publishedAt, isDated, firstSeenAt }: KnownPost): Dated {
  const said = whenOf(item, firstSeenAt)
  const isMended = said.isDated && (item.publishedAt !== undefined || !isDated)
  return isMended ? said : { publishedAt, isDated }
}

/** Of the words only: another layout of the same words is not an edit. */
function hashContent(item: FeedItem): string {
  return createHash('sha256')
    .update(JSON.stringify([item.title, item.text]))
    .digest('base64url')
}
