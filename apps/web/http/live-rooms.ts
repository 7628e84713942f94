import type { WebContext } from './web.ts'

/** What a room follows, and how it is told to a browser. */
export type LiveSource<News> = {
  /** What is newest now, for whoever comes in. */
  newest: (key: string) => Promise<News | undefined>
  /** Tells all news of a key until the returned function is called; `end` when none will come any more. */
  follow: (key: string, follower: { tell: (news: News) => void; end: () => void }) => () => void
  /**
   * Of two that are not the same the newer is larger; who has seen it is not told again. News without a version is told to
   * everybody who is there, each time.
   */
  versionOf: (news: News) => number | undefined
  /** A whole event of a stream, as bytes. */
  eventOf: (news: News) => Uint8Array
}

/** Open connections of one kind of room in one process, and from one address: a school is behind one. */
const MOST_OPEN = 5000
const MOST_BY_ADDRESS = 1000
/** Proxies close what is silent for longer. */
const HEARTBEAT_MS = 15_000
/** How long a browser waits before it comes back, so that not all come back at once. */
const RETRY_MS = 3000
/** How long whoever is refused waits. */
const TRY_AGAIN_SECONDS = 30
/** Chunks that may wait for one slow reader. */
const MOST_WAITING = 4

const encoder = new TextEncoder()
const heartbeat = encoder.encode(': here\n\n')

/** Writes one event of a stream; whoever comes back says the id of the last one that had a version. */
export function writeEvent(name: string, version: number | undefined, content: unknown): Uint8Array {
  const id = version === undefined ? '' : `id: ${version}\n`
  return encoder.encode(`${id}event: ${name}\ndata: ${JSON.stringify(content)}\n\n`)
}

type Listener<News> = {
  tell: (news: News) => void
  beat: () => void
  end: () => void
  address: string
}

/** The open live connections of this process: one timer for all, whatever their number, and one source for each room. */
export class LiveRooms<News> {
  readonly #source: LiveSource<News>
  readonly #listeners = new Set<Listener<News>>()
  readonly #byAddress = new Map<string, number>()
  readonly #rooms = new Map<string, { listeners: Set<Listener<News>>; leave: () => void }>()
  #beating: NodeJS.Timeout | undefined

  constructor(source: LiveSource<News>) {
    this.#source = source
  }

  get size(): number {
    return this.#listeners.size
  }

  /**
   * Opens a stream of news: the newest at once, unless the visitor has seen it, then whatever is newer.
   * @returns undefined when there are too many
   */
  open(
    key: string,
    { address, seen }: { address: string; seen: number },
  ): ReadableStream<Uint8Array> | undefined {
    const fromHere = this.#byAddress.get(address) ?? 0
    if (this.size >= MOST_OPEN || fromHere >= MOST_BY_ADDRESS) return undefined
    let leave = () => {}
    return new ReadableStream<Uint8Array>({
      start: (controller) => {
        controller.enqueue(encoder.encode(`retry: ${RETRY_MS}\n\n`))
        const listener = this.#join(key, { address, seen }, controller)
        leave = () => this.#leave(key, listener)
        this.#greet(key, listener)
      },
      cancel: () => leave(),
    })
  }

  #join(
    key: string,
    { address, seen }: { address: string; seen: number },
    controller: ReadableStreamDefaultController<Uint8Array>,
  ): Listener<News> {
    let told = seen
    // Whoever left is sent nothing: their stream takes no more. Whoever reads too slowly misses some news, and gets the
    // next.
    const send = (chunk: Uint8Array) => {
      if (!this.#listeners.has(listener) || (controller.desiredSize ?? 0) <= -MOST_WAITING) return false
      controller.enqueue(chunk)
      return true
    }
    const listener: Listener<News> = {
      address,
      tell: (news) => {
        const version = this.#source.versionOf(news)
        if (version === undefined) send(this.#source.eventOf(news))
        else if (version > told && send(this.#source.eventOf(news))) told = version
      },
      beat: () => send(heartbeat),
      end: () => {
        if (!this.#listeners.has(listener)) return
        this.#leave(key, listener)
        controller.close()
      },
    }
    this.#listeners.add(listener)
    this.#byAddress.set(address, (this.#byAddress.get(address) ?? 0) + 1)
    this.#roomOf(key).listeners.add(listener)
    this.#beating ??= setInterval(() => this.#beat(), HEARTBEAT_MS).unref()
    return listener
  }

  #leave(key: string, listener: Listener<News>): void {
    if (!this.#listeners.delete(listener)) return
    const left = (this.#byAddress.get(listener.address) ?? 1) - 1
    if (left > 0) this.#byAddress.set(listener.address, left)
    else this.#byAddress.delete(listener.address)
    const room = this.#rooms.get(key)
    room?.listeners.delete(listener)
    if (room?.listeners.size === 0) {
      room.leave()
      this.#rooms.delete(key)
    }
    if (this.size > 0) return
    clearInterval(this.#beating)
    this.#beating = undefined
  }

  #roomOf(key: string) {
    const known = this.#rooms.get(key)
    if (known) return known
    const listeners = new Set<Listener<News>>()
    const leave = this.#source.follow(key, {
      tell: (news) => {
        for (const listener of listeners) listener.tell(news)
      },
      end: () => {
        for (const listener of [...listeners]) listener.end()
      },
    })
    const room = { listeners, leave }
    this.#rooms.set(key, room)
    return room
  }

  #greet(key: string, listener: Listener<News>): void {
    this.#source
      .newest(key)
      .then((news) => {
        if (news !== undefined) listener.tell(news)
      })
      // Without the newest there is still the next.
      .catch(() => undefined)
  }

  #beat(): void {
    for (const listener of this.#listeners) listener.beat()
  }
}

/** Answers with the stream of a room, from what this browser has seen on: by the id of the last event, or what its page said. */
export function sendLive<News>(c: WebContext, rooms: LiveRooms<News>, key: string): Response {
  const seen = Number(c.req.header('last-event-id') ?? c.req.query('seen')) || 0
  const stream = rooms.open(key, { address: c.var.address, seen })
  if (!stream) return c.body(null, 503, { 'Retry-After': String(TRY_AGAIN_SECONDS) })
  return c.body(stream, 200, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store, no-transform',
    'X-Accel-Buffering': 'no',
  })
}
