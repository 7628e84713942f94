/** What somebody typed, as this browser keeps it, and when. */
type Copy = { text: string; at: number }

/** A name that tells one field of one form from all others. */
export type CopyName = { account: string; place: string; field: string }

const PREFIX = 'unsent:'
const DAY_MS = 24 * 60 * 60 * 1000

/**
 * Keeps copies of typed text. For staff they outlive the tab, since a mailed link opens another one; for a resident they
 * end with the tab, since the next one at the same device is somebody else.
 */
function storeOf({ account }: Pick<CopyName, 'account'>): Storage | undefined {
  try {
    return account ? localStorage : sessionStorage
  } catch {
    // Some browsers keep nothing for some sites.
    return undefined
  }
}

function keyOf({ account, place, field }: CopyName): string {
  return `${PREFIX}${account}:${place}:${field}`
}

export function keepCopy(name: CopyName, text: string): void {
  try {
    if (text.trim() === '') dropCopy(name)
    else storeOf(name)?.setItem(keyOf(name), JSON.stringify({ text, at: Date.now() } satisfies Copy))
  } catch {
    // The store is full: what is on the screen is still there.
  }
}

export function findCopy(name: CopyName): string | undefined {
  return read(storeOf(name)?.getItem(keyOf(name)))?.text
}

export function dropCopy(name: CopyName): void {
  storeOf(name)?.removeItem(keyOf(name))
}

/** Drops the copies of a form, or with no place those of every form. */
export function dropCopies({ account, place }: Omit<CopyName, 'field'>): void {
  const store = storeOf({ account })
  const beginning = place ? `${PREFIX}${account}:${place}:` : `${PREFIX}${account}:`
  for (const key of keysFrom(store, beginning)) store?.removeItem(key)
}

/** Drops what nobody came back for in a day, whoever typed it: the next one at this computer may be somebody else. */
export function dropOldCopies(): void {
  const store = storeOf({ account: 'anybody' })
  for (const key of keysFrom(store, PREFIX)) if (!read(store?.getItem(key))) store?.removeItem(key)
}

function keysFrom(store: Storage | undefined, beginning: string): string[] {
  return Object.keys(store ?? {}).filter((key) => key.startsWith(beginning))
}

/** A copy that is no older than a day. */
function read(stored: string | null | undefined): Copy | undefined {
  try {
    const { text, at }: Partial<Copy> = JSON.parse(stored ?? '')
    const isCopy = typeof text === 'string' && typeof at === 'number'
    return isCopy && Date.now() - at < DAY_MS ? { text, at } : undefined
  } catch {
    return undefined
  }
}
