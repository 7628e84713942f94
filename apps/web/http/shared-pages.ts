import { type Cached, cached } from '#platform/cache'
import { createLastPages } from './last-pages.ts'
import { textOfPage, zip } from './page-text.ts'

type Shown = {
  status: 200
  type: string
  plain: string | Uint8Array<ArrayBuffer>
  gzip: () => Uint8Array<ArrayBuffer>
}
type Rendered = Shown | { status: 0 }

/** Pages that are the same for every visitor, kept for a moment and forgotten when this process changes anything. */
export type SharedPages = {
  read: (key: string, render: () => Promise<Response>) => Promise<Rendered>
  /** What was kept of a page that could not be made just now, some minutes old at most. */
  last: (key: string) => { page: Shown; ageMs: number } | undefined
  /** @param all  also what would be shown of a page that cannot be made */
  forget: (options?: { all: boolean }) => void
}

const KEPT_MS = 2000
const MOST_KEPT = 500

export function createSharedPages(): SharedPages {
  const rendering = new Map<string, () => Promise<Response>>()
  const lastPages = createLastPages<Shown>()
  let pages: Cached<Rendered>
  let takenAway = 0
  const load = async (key: string) => {
    const before = takenAway
    const page = await keep(await rendering.get(key)?.())
    if (page.status === 200 && before === takenAway) lastPages.keep(key, page)
    return page
  }
  const forget = ({ all } = { all: false }) => {
    pages = cached(load, { keepMs: KEPT_MS, size: MOST_KEPT })
    if (!all) return
    takenAway += 1
    lastPages.forget()
  }
  forget()
  return {
    forget,
    last: lastPages.find,
    read: async (key, render) => {
      rendering.set(key, render)
      try {
        return await pages(key)
      } finally {
        rendering.delete(key)
      }
    },
  }
}

async function keep(response: Response | undefined): Promise<Rendered> {
  // A last copy that was sent in place of this page is none of its own.
  if (response?.status !== 200 || response.headers.has('age')) return { status: 0 }
  const plain = textOfPage(response) ?? new Uint8Array(await response.clone().arrayBuffer())
  const type = response.headers.get('content-type') ?? 'text/html; charset=UTF-8'
  let zipped: Uint8Array<ArrayBuffer> | undefined
  const gzip = () => {
    zipped ??= zip(plain)
    return zipped
  }
  return { status: 200, type, plain, gzip }
}
