import { type Cached, cached } from '#platform/cache'
import { textOfPage, zip } from './page-text.ts'

type Rendered =
  | {
      status: 200
      type: string
      plain: string | Uint8Array<ArrayBuffer>
      gzip: () => Uint8Array<ArrayBuffer>
    }
  | { status: 0 }

/** Pages that are the same for every visitor, kept for a moment and forgotten when this process changes anything. */
export type SharedPages = {
  read: (key: string, render: () => Promise<Response>) => Promise<Rendered>
  forget: () => void
}

const KEPT_MS = 2000
const MOST_KEPT = 500

export function createSharedPages(): SharedPages {
  const rendering = new Map<string, () => Promise<Response>>()
  let pages: Cached<Rendered>
  const forget = () => {
    pages = cached(async (key) => keep(await rendering.get(key)?.()), { keepMs: KEPT_MS, size: MOST_KEPT })
  }
  forget()
  return {
    forget,
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
  if (response?.status !== 200) return { status: 0 }
  const plain = textOfPage(response) ?? new Uint8Array(await response.clone().arrayBuffer())
  const type = response.headers.get('content-type') ?? 'text/html; charset=UTF-8'
  let zipped: Uint8Array<ArrayBuffer> | undefined
  const gzip = () => {
    zipped ??= zip(plain)
    return zipped
  }
  return { status: 200, type, plain, gzip }
}
