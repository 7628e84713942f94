export { createMoments, createShelf, type Moments, noMoments, type Shelf } from './moments.ts'

/** Reads through a cache: the same key is loaded once at a time, and again when it is older than allowed. */
export type Cached<Value> = (key: string) => Promise<Value>

/**
 * Keeps what is read often and may be a moment old. It holds at most `size` values; the oldest leaves first, and a
 * load that failed is not kept.
 * @param keepMs  how old a value may be, in milliseconds
 * @param now  milliseconds that only ever go forward: a clock that is set back would keep a value for as long
 */
export function cached<Value>(
  load: (key: string) => Promise<Value>,
  { keepMs, size, now = () => performance.now() }: { keepMs: number; size: number; now?: () => number },
): Cached<Value> {
  const kept = new Map<string, { value: Promise<Value>; until: number }>()
  return (key) => {
    const known = kept.get(key)
    if (known && now() < known.until) return known.value
    const value = load(key)
    kept.delete(key)
    kept.set(key, { value, until: now() + keepMs })
    value.catch(() => {
      if (kept.get(key)?.value === value) kept.delete(key)
    })
    const oldest = kept.keys().next().value
    if (kept.size > size && oldest !== undefined) kept.delete(oldest)
    return value
  }
}
