/** A page, as it can be sent again. */
export type KeptPage = { type: string; plain: string | Uint8Array<ArrayBuffer> }

export type LastPages = ReturnType<typeof createLastPages>

const KEPT_MS = 5 * 60_000
const MOST_BYTES = 32 * 1024 * 1024

/** Keeps the last copy of each page, for as long as nobody can make it anew; the one kept longest ago leaves first. */
export function createLastPages({ now = () => performance.now(), most = MOST_BYTES } = {}) {
  const kept = new Map<string, { page: KeptPage; at: number }>()
  let bytes = 0
  const drop = (key: string) => {
    bytes -= kept.get(key)?.page.plain.length ?? 0
    kept.delete(key)
  }
  let forgotten = 0
  const keep = (key: string, page: KeptPage) => {
    drop(key)
    kept.set(key, { page, at: now() })
    bytes += page.plain.length
    for (const oldest of kept.keys()) {
      if (bytes <= most) break
      drop(oldest)
    }
  }
  return {
    /** What keeps a page that is made from now on, unless all is forgotten before it is made. */
    begin: () => {
      const before = forgotten
      return (key: string, page: KeptPage) => {
        if (before === forgotten) keep(key, page)
      }
    },
    find: (key: string) => {
      const found = kept.get(key)
      const ageMs = found ? now() - found.at : 0
      return found && ageMs < KEPT_MS ? { page: found.page, ageMs } : undefined
    },
    forget: () => {
      forgotten += 1
      kept.clear()
      bytes = 0
    },
  }
}
