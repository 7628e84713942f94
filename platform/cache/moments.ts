/**
 * Moments, one after the other. What is kept is kept for one of them, and all of it is forgotten in the same instant: at
 * its end, or when something changed.
 */
export type Moments = {
  /** The moment that it is now. */
  current: () => object
  /** Ends it: whatever is asked for next is read anew. */
  end: () => void
}

/**
 * @param lastMs  how long a moment lasts, in milliseconds: nothing that is kept in one is older
 * @param now  milliseconds that only ever go forward: a clock that is set back would make a moment last for as long
 */
export function createMoments({
  lastMs,
  now = () => performance.now(),
}: {
  lastMs: number
  now?: () => number
}): Moments {
  let moment = {}
  let until = Number.NEGATIVE_INFINITY
  return {
    current: () => {
      const time = now()
      if (time >= until) {
        moment = {}
        until = time + lastMs
      }
      return moment
    },
    end: () => {
      until = Number.NEGATIVE_INFINITY
    },
  }
}

/** For whoever must see what is true now: each asking is a moment of its own, and nothing is kept. */
export const noMoments: Moments = { current: () => ({}), end: () => undefined }

/** Values of one kind by their keys: each is loaded once in a moment. */
export type Shelf<Value> = (moment: object, key: string, load: () => Promise<Value>) => Promise<Value>

/** Makes a shelf. A load that failed is not kept; beyond `size` values in a moment, the oldest leaves first. */
export function createShelf<Value>(size: number): Shelf<Value> {
  const shelves = new WeakMap<object, Map<string, Promise<Value>>>()
  return (moment, key, load) => {
    const shelf = shelves.get(moment) ?? new Map<string, Promise<Value>>()
    shelves.set(moment, shelf)
    const known = shelf.get(key)
    if (known) return known
    const value = load()
    shelf.set(key, value)
    value.catch(() => shelf.delete(key))
    const oldest = shelf.keys().next().value
    if (shelf.size > size && oldest !== undefined) shelf.delete(oldest)
    return value
  }
}
