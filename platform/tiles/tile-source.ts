import { createHash } from 'node:crypto'
import { pictureTypeOf } from '../blobs/index.ts'
import { createFetcher, type Fetcher, type FetchOutcome, parseRetryAfter } from '../fetch/index.ts'
import type { Log } from '../log/index.ts'
import { createFileShelf, type FileShelf } from './file-shelf.ts'
import type { Tile } from './mercator.ts'

/** `none`: the other side has no such tile, is away, or sends what is no picture; something else may be there later. */
export type TileOutcome =
  | { kind: 'tile'; bytes: Buffer; type: `image/${'png' | 'jpeg' | 'webp'}`; tag: string }
  | { kind: 'none' }

/** Gives the tiles of a map. Never throws; says at once that there is none where the other side is away. */
export type TileSource = (tile: Tile) => Promise<TileOutcome>

/** Maps are made anew every few weeks. */
const FRESH_MS = 7 * 24 * 3_600_000
/** A tile is some tens of kilobytes. */
const LARGEST_TILE = 1_000_000
/** A page waits for its map, and is there without it. */
const DEADLINE_MS = 8000
/** Servers of maps ask that few come at once. */
const AT_ONCE = 4
/** Whoever would have to wait behind more gets no map. */
const MOST_WAITING = 64
const ACCEPT = 'image/webp,image/png,image/jpeg'
/** How long the other side is left alone after it failed: twice as long each time, and not longer than this. */
const FIRST_PAUSE_MS = 10_000
const LONGEST_PAUSE_MS = 900_000
/** What the other side does not have is asked for again after this. */
const ABSENT_MS = 3_600_000
const MOST_ABSENT = 5000

export type TileSourceOptions = {
  /** With `{z}`, `{x}` and `{y}` in it; may hold a key, and is told to nobody. */
  url: string
  fetch: Fetcher
  shelf: FileShelf
  log: Pick<Log, 'warn'>
  /** Milliseconds that only ever go forward. */
  now?: () => number
}

/** The fetcher for a server of maps: an address on our own network is reached only where the setting names it as such. */
export function createTileFetcher(settings: {
  tilesUrl: string
  siteUrl: string
  allowPrivateFetch: boolean
}): Fetcher {
  const host = new URL(settings.tilesUrl.replace(/[{}]/g, '')).hostname.replace(/^\[|\]$/g, '')
  return createFetcher({
    userAgent: `Weerklank (+${settings.siteUrl})`,
    allowPrivate: settings.allowPrivateFetch || [host],
    deadlineMs: DEADLINE_MS,
    maxBytes: LARGEST_TILE,
    maxRedirects: 2,
  })
}

/** Fills in which tile is meant. */
function addressOf(url: string, { z, x, y }: Tile): string {
  return url.replace('{z}', String(z)).replace('{x}', String(x)).replace('{y}', String(y))
}

/** Keeps tiles in a folder: 200 MB hold all that a large municipality looks at. */
export function createTileShelf(folder: string): FileShelf {
  return createFileShelf({ folder, mostBytes: 200_000_000 })
}

/**
 * Makes a source of tiles: each is fetched once, whoever asks for it at once, and kept for a week; after that it is shown as
 * long as no newer one can be had. Nothing of who asks goes along.
 */
export function createTileSource(options: TileSourceOptions): TileSource {
  const { url, fetch, shelf, now = () => performance.now() } = options
  const wait = createSlots()
  const pause = createPause(options.log, now)
  const asked = new Map<string, Promise<TileOutcome>>()
  const absent = new Map<string, number>()
  let isKept = true
  // A key is in the address: its hash tells one map from another, and nothing else.
  const map = createHash('sha256').update(url).digest('hex').slice(0, 12)

  const fetchTile = async (name: string, tile: Tile): Promise<TileOutcome> => {
    if (pause.isOn() || now() < (absent.get(name) ?? 0)) return { kind: 'none' }
    const fetched = await wait(() =>
      pause.isOn() ? undefined : fetch({ url: addressOf(url, tile), accept: ACCEPT }),
    )
    if (!fetched) return { kind: 'none' }
    if (isAbsent(fetched)) {
      remember(absent, name, now() + ABSENT_MS)
      return { kind: 'none' }
    }
    const outcome = fetched.kind === 'fetched' ? tileOf(Buffer.from(fetched.body)) : { kind: 'none' as const }
    if (outcome.kind === 'none') {
      pause.begin(fetched)
      return outcome
    }
    pause.end()
    const wasKept = isKept
    isKept = await shelf.write(name, outcome.bytes)
    if (wasKept && !isKept)
      options.log.warn({}, 'Map tiles cannot be kept in the data folder: they are fetched each time')
    return outcome
  }

  const read = async (name: string, tile: Tile): Promise<TileOutcome> => {
    const kept = await shelf.read(name)
    if (kept && Math.abs(Date.now() - kept.keptAt.getTime()) < FRESH_MS) return tileOf(kept.bytes)
    const outcome = await fetchTile(name, tile)
    return outcome.kind === 'none' && kept ? tileOf(kept.bytes) : outcome
  }

  return (tile) => {
    const name = `${map}-${tile.z}-${tile.x}-${tile.y}`
    const known = asked.get(name)
    if (known) return known
    const outcome = read(name, tile).finally(() => asked.delete(name))
    asked.set(name, outcome)
    return outcome
  }
}

function tileOf(bytes: Buffer): TileOutcome {
  const type = pictureTypeOf(bytes)
  if (!type) return { kind: 'none' }
  const tag = createHash('sha256').update(bytes).digest('base64url').slice(0, 22)
  return { kind: 'tile', bytes, type: `image/${type}`, tag }
}

/** Beyond the edge of a map there is nothing, which is no fault of its server. */
function isAbsent(outcome: FetchOutcome): boolean {
  return outcome.kind === 'failed' && (outcome.status === 404 || outcome.status === 410)
}

function remember(absent: Map<string, number>, name: string, until: number): void {
  absent.delete(name)
  absent.set(name, until)
  const oldest = absent.keys().next().value
  if (absent.size > MOST_ABSENT && oldest !== undefined) absent.delete(oldest)
}

/** Leaves the other side alone after it failed, and says so once. */
function createPause(log: Pick<Log, 'warn'>, now: () => number) {
  let failures = 0
  let until = Number.NEGATIVE_INFINITY
  const isOn = () => now() < until
  return {
    isOn,
    begin: (outcome: FetchOutcome) => {
      // Of those that were on their way together the first says it for all.
      if (isOn()) return
      const asked = outcome.kind === 'failed' && outcome.retryAfter !== undefined ? outcome.retryAfter : ''
      const at = new Date()
      const retry = parseRetryAfter(asked, at)
      const own = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures)
      failures += 1
      const pauseMs = Math.max(own, retry ? Math.min(LONGEST_PAUSE_MS, retry.getTime() - at.getTime()) : 0)
      until = now() + pauseMs
      log.warn({ ...reasonOf(outcome), pauseMs }, 'No map tile can be fetched: pages show outlines alone')
    },
    end: () => {
      failures = 0
      until = Number.NEGATIVE_INFINITY
    },
  }
}

/** Asks a server of maps for one tile, to say whether it gives any; its address is told to nobody. */
export async function askForTile(
  fetch: Fetcher,
  url: string,
  tile: Tile,
): Promise<{ kind: 'here'; type: string; bytes: number } | { kind: 'away'; why: string }> {
  const outcome = await fetch({ url: addressOf(url, tile), accept: ACCEPT })
  const found = outcome.kind === 'fetched' ? tileOf(Buffer.from(outcome.body)) : undefined
  if (found?.kind === 'tile') return { kind: 'here', type: found.type, bytes: found.bytes.length }
  const { reason, status } = reasonOf(outcome)
  return { kind: 'away', why: status === undefined ? reason : `${reason} ${status}` }
}

/** Why a server of maps gave no tile, without its address. */
function reasonOf(outcome: FetchOutcome): { reason: string; status?: number } {
  if (outcome.kind === 'fetched' || outcome.kind === 'not-modified') return { reason: 'not-a-picture' }
  const { reason } = outcome
  return outcome.kind === 'failed' && outcome.status !== undefined
    ? { reason, status: outcome.status }
    : { reason }
}

/** Few at once; who would be one too many in the line gets nothing. */
function createSlots() {
  let busy = 0
  const line: (() => void)[] = []
  return async <Result>(work: () => Promise<Result> | undefined): Promise<Result | undefined> => {
    if (busy >= AT_ONCE) {
      if (line.length >= MOST_WAITING) return undefined
      await new Promise<void>((resolve) => line.push(resolve))
    } else busy += 1
    try {
      return await work()
    } finally {
      const next = line.shift()
      if (next) next()
      else busy -= 1
    }
  }
}
