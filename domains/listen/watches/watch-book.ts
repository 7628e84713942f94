import { sql } from 'kysely'
import { Matcher, type Query } from '#cores/watch'
import type { Db, Tx } from '#db'
import type { WrittenPost } from '../posts/written-post.ts'
import {
  asMatched,
  mayName,
  readWatchQuery,
  type StemLanguage,
  stemLanguageOf,
  stemmers,
} from './watch-query.ts'

/** That a watch matches a post. */
export type Mark = { readonly watchId: string; readonly post: WrittenPost }

/** The number has no meaning but must never change. */
const WATCHES_LOCK = 7_350_301

/** One for each database that this process works on. */
const books = new WeakMap<Db, WatchBook>()

/**
 * The watches in force, compiled, and held as they are until the transaction ends: a watch that is added or changed meanwhile waits, and
 * then finds these posts when it looks back. So no post falls between the two. What changed since the last time is read, and
 * nothing else: the number of a change is given while nobody holds the watches.
 */
export async function holdWatches(db: Db, tx: Tx): Promise<WatchBook> {
  await sql`select pg_advisory_xact_lock_shared(${WATCHES_LOCK})`.execute(tx)
  const book = books.get(db) ?? new WatchBook()
  books.set(db, book)
  await book.catchUp(tx)
  return book
}

/** Waits for whoever holds the watches now; whoever comes after sees the change. */
export async function lockWatches(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${WATCHES_LOCK})`.execute(tx)
}

type Entry = {
  number: number
  handle: string
  text: string
  /** It finds nothing by itself; what takes it in stands on its own. */
  isHeld: boolean
  query: Query | undefined
}

type ChangedWatch = {
  id: string
  handle: string
  query: string
  ended_at: Date | null
  held: boolean
  change_number: number
}

/** Watches as they are looked for: compiled once, and changed in place. */
export class WatchBook {
  #seen = 0
  #entries = new Map<string, Entry>()
  #byHandle = new Map<string, string>()
  #ids: string[] = []
  /** One for each language of posts that came by. */
  #matchers = new Map<StemLanguage, Matcher>()

  /** The query of a watch in force with all that it names; undefined where there is none that can be read. */
  queryOf(watchId: string): Query | undefined {
    return this.#entries.get(watchId)?.query
  }

  /** Every watch that matches a post, of each of them. */
  match(posts: readonly WrittenPost[]): Mark[] {
    const marks: Mark[] = []
    for (const [language, written] of Map.groupBy(posts, (post) => stemLanguageOf(post.language))) {
      this.#matcherOf(language).match(written.map(asMatched), (at, number) => {
        const [post, watchId] = [written[at], this.#ids[number]]
        if (post && watchId !== undefined) marks.push({ watchId, post })
      })
    }
    return marks
  }

  /** Reads what changed. Where that does not lead to what the database has, as after it was emptied, all is read again. */
  async catchUp(tx: Tx): Promise<void> {
    this.#take(await readChanges(tx, this.#seen))
    if ((await countInForce(tx)) === this.#entries.size) return
    this.#forget()
    this.#take(await readChanges(tx, 0))
  }

  #take(changes: readonly ChangedWatch[]): void {
    for (const change of changes) {
      this.#seen = Math.max(this.#seen, change.change_number)
      const { id, handle, query: text, held: isHeld } = change
      if (change.ended_at !== null) this.#drop(id)
      else {
        const number = this.#entries.get(id)?.number ?? this.#ids.push(id) - 1
        this.#entries.set(id, { number, handle, text, isHeld, query: undefined })
        this.#byHandle.set(handle, text)
      }
    }
    if (changes.length > 0) this.#compile(new Set(changes.map(({ id }) => id)))
  }

  /** What names another query changes with it. */
  #compile(changed: ReadonlySet<string>): void {
    for (const [id, entry] of this.#entries) {
      if (!changed.has(id) && !mayName(entry.text)) continue
      const read = readWatchQuery(entry.text, (handle) => this.#byHandle.get(handle))
      entry.query = read.kind === 'read' && !entry.isHeld ? read.query : undefined
      for (const matcher of this.#matchers.values()) put(matcher, entry)
    }
  }

  #drop(id: string): void {
    const entry = this.#entries.get(id)
    if (!entry) return
    this.#entries.delete(id)
    this.#byHandle.delete(entry.handle)
    for (const matcher of this.#matchers.values()) matcher.remove(entry.number)
  }

  #forget(): void {
    this.#seen = 0
    this.#entries.clear()
    this.#byHandle.clear()
    this.#ids = []
    this.#matchers.clear()
  }

  #matcherOf(language: StemLanguage): Matcher {
    const known = this.#matchers.get(language)
    if (known) return known
    const matcher = new Matcher(stemmers[language])
    for (const entry of this.#entries.values()) put(matcher, entry)
    this.#matchers.set(language, matcher)
    return matcher
  }
}

function put(matcher: Matcher, { number, query }: Entry): void {
  if (query) matcher.add(number, query)
  else matcher.remove(number)
}

async function readChanges(tx: Tx, seen: number): Promise<ChangedWatch[]> {
  return tx
    .selectFrom('watch')
    .select(['id', 'handle', 'query', 'ended_at', 'held', 'change_number'])
    .where('change_number', '>', seen)
    .$if(seen === 0, (query) => query.where('ended_at', 'is', null))
    .orderBy('change_number')
    .execute()
}

async function countInForce(tx: Tx): Promise<number> {
  const { count } = await tx
    .selectFrom('watch')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}
