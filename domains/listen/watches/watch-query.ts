import { dutchRoot, englishRoot } from '#cores/text'
import { fillIn, type Post, type Query, type QueryFault, readQuery, type Stemmer } from '#cores/watch'
import type { WrittenPost } from '../posts/written-post.ts'

export type ReadWatchOutcome = { kind: 'read'; query: Query } | { kind: 'refused'; fault: QueryFault }

/**
 * Reads a query with all others that it names.
 * @param find  the text of the query of a name, which is in small letters
 */
export function readWatchQuery(
  typed: string,
  find: (handle: string) => string | undefined,
): ReadWatchOutcome {
  const read = readQuery(typed)
  if (read.kind === 'refused') return read
  const filled = fillIn(read.query, (name) => {
    const text = find(name.toLowerCase())
    const named = text === undefined ? undefined : readQuery(text)
    return named?.kind === 'read' ? named.query : undefined
  })
  return filled.kind === 'filled' ? { kind: 'read', query: filled.query } : filled
}

/** Whether a query may name another one. */
export function mayName(typed: string): boolean {
  return typed.includes('@')
}

export type StemLanguage = 'nl' | 'en'

/** In which language the forms of a word are found; Dutch where a post says none, or one that we do not know. */
export function stemLanguageOf(language: string | null): StemLanguage {
  return primary(language) === 'en' ? 'en' : 'nl'
}

export const stemmers = { nl: dutchRoot, en: englishRoot } satisfies Record<StemLanguage, Stemmer>

/** A post as a query sees it. */
export function asMatched({
  title,
  body,
  url,
  language,
  source,
}: Omit<WrittenPost, 'id' | 'publishedAt'>): Post {
  const host = url === null ? undefined : URL.parse(url)?.hostname
  const tag = primary(language)
  return {
    ...{ title, text: body, source },
    ...(host === undefined ? {} : { host }),
    ...(tag === undefined ? {} : { language: tag }),
  }
}

/** `nl` of `nl-NL`. */
function primary(language: string | null): string | undefined {
  return language?.toLowerCase().split('-')[0]
}
