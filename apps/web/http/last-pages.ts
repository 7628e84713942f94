type Copy = { plain: string | Uint8Array }

const KEPT_MS = 5 * 60_000
const MOST_BYTES = 32 * 1024 * 1024

/** Keeps the last copy of each page, for as long as nobody can make it anew; the one kept longest ago leaves first. */
export function createLastPages<Page extends Copy>({
  now = () => performance.now(),
  most = MOST_BYTES,
} = {}) {
  const kept = new Map<string, { page: Page; at: number }>()
  let bytes = 0
  const drop = (key: string) => {
    bytes -= kept.get(key)?.page.plain.length ?? 0
    kept.delete(key)
  }
  return {
    keep: (key: string, page: Page) => {
      drop(key)
      kept.set(key, { page, at: now() })
      bytes += page.plain.length
      for (const oldest of kept.keys()) {
        if (bytes <= most) break
        drop(oldest)
      }
    },
    find: (key: string) => {
      const found = kept.get(key)
      const ageMs = found ? now() - found.at : 0
      return found && ageMs < KEPT_MS ? { page: found.page, ageMs } : undefined
    },
    forget: () => {
      kept.clear()
      bytes = 0
    },
  }
}
