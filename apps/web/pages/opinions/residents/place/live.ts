import type { DialogueSnapshot, SnapshotFeed } from '#domains/opinions'

/** What everybody may see of a map as it changes; what stays alike from map to map is on the page already. */
export type LiveMap = Pick<
  DialogueSnapshot,
  | 'version'
  | 'participants'
  | 'statements'
  | 'votes'
  | 'groups'
  | 'cells'
  | 'cellRadius'
  | 'hiddenPeople'
  | 'hulls'
  | 'radius'
> & { axes: Pick<DialogueSnapshot['axes'], 'explained' | 'described'> }

export function liveMapOf(snapshot: DialogueSnapshot): LiveMap {
  const { version, participants, statements, votes, groups } = snapshot
  const { cells, cellRadius, hiddenPeople, hulls, radius } = snapshot
  const { explained, described } = snapshot.axes
  return {
    ...{ version, participants, statements, votes, groups },
    ...{ cells, cellRadius, hiddenPeople, hulls, radius, axes: { explained, described } },
  }
}

declare module 'hono' {
  interface ContextVariableMap {
    live: LiveConnections
  }
}

/** Open connections of one process, and from one address: a school is behind one. */
const MOST_OPEN = 5000
const MOST_BY_ADDRESS = 1000
/** Proxies close what is silent for longer. */
const HEARTBEAT_MS = 15_000
/** How long a browser waits before it comes back, so that not all come back at once. */
const RETRY_MS = 3000

const encoder = new TextEncoder()
const heartbeat = encoder.encode(': here\n\n')

type Listener = { send: (chunk: Uint8Array) => void; end: () => void; address: string }

/** The open live connections of this process: one timer and one text for all, whatever their number. */
export class LiveConnections {
  readonly #feed: SnapshotFeed
  readonly #listeners = new Set<Listener>()
  readonly #byAddress = new Map<string, number>()
  readonly #rooms = new Map<string, { listeners: Set<Listener>; leave: () => void }>()
  #beating: NodeJS.Timeout | undefined

  constructor(feed: SnapshotFeed) {
    this.#feed = feed
  }

  get size(): number {
    return this.#listeners.size
  }

  /**
   * Opens a stream of maps: the newest at once, unless the visitor has it, then each newer one.
   * @returns undefined when there are too many
   */
  open(
    dialogueId: string,
    { address, seen }: { address: string; seen: number },
  ): ReadableStream<Uint8Array> | undefined {
    const fromHere = this.#byAddress.get(address) ?? 0
    if (this.size >= MOST_OPEN || fromHere >= MOST_BY_ADDRESS) return undefined
    let leave = () => {}
    return new ReadableStream<Uint8Array>({
      start: (controller) => {
        const listener = this.#join(dialogueId, address, controller)
        leave = () => this.#leave(dialogueId, listener)
        listener.send(encoder.encode(`retry: ${RETRY_MS}\n\n`))
        this.#greet(dialogueId, seen, listener)
      },
      cancel: () => leave(),
    })
  }

  #join(
    dialogueId: string,
    address: string,
    controller: ReadableStreamDefaultController<Uint8Array>,
  ): Listener {
    const listener: Listener = {
      address,
      // Whoever left is sent nothing: their stream takes no more. Whoever reads too slowly misses a map, and gets the
      // next one.
      send: (chunk) => {
        if (this.#listeners.has(listener) && (controller.desiredSize ?? 0) > -MOST_WAITING)
          controller.enqueue(chunk)
      },
      end: () => {
        if (!this.#listeners.has(listener)) return
        this.#leave(dialogueId, listener)
        controller.close()
      },
    }
    this.#listeners.add(listener)
    this.#byAddress.set(address, (this.#byAddress.get(address) ?? 0) + 1)
    this.#roomOf(dialogueId).listeners.add(listener)
    this.#beating ??= setInterval(() => this.#beat(), HEARTBEAT_MS).unref()
    return listener
  }

  #leave(dialogueId: string, listener: Listener): void {
    if (!this.#listeners.delete(listener)) return
    const left = (this.#byAddress.get(listener.address) ?? 1) - 1
    if (left > 0) this.#byAddress.set(listener.address, left)
    else this.#byAddress.delete(listener.address)
    const room = this.#rooms.get(dialogueId)
    room?.listeners.delete(listener)
    if (room?.listeners.size === 0) {
      room.leave()
      this.#rooms.delete(dialogueId)
    }
    if (this.size > 0) return
    clearInterval(this.#beating)
    this.#beating = undefined
  }

  #roomOf(dialogueId: string) {
    const known = this.#rooms.get(dialogueId)
    if (known) return known
    const listeners = new Set<Listener>()
    const leave = this.#feed.follow(dialogueId, {
      tell: (snapshot) => {
        const chunk = eventOf(snapshot)
        for (const listener of listeners) listener.send(chunk)
      },
      end: () => {
        for (const listener of [...listeners]) listener.end()
      },
    })
    const room = { listeners, leave }
    this.#rooms.set(dialogueId, room)
    return room
  }

  #greet(dialogueId: string, seen: number, listener: Listener): void {
    this.#feed
      .newest(dialogueId)
      .then((snapshot) => {
        if (snapshot && snapshot.version > seen) listener.send(eventOf(snapshot))
      })
      // Without the newest map there is still the next.
      .catch(() => undefined)
  }

  #beat(): void {
    for (const listener of this.#listeners) listener.send(heartbeat)
  }
}

/** Chunks that may wait for one slow reader. */
const MOST_WAITING = 4

const events = new WeakMap<DialogueSnapshot, Uint8Array>()

/** Written once a map, for everybody. */
function eventOf(snapshot: DialogueSnapshot): Uint8Array {
  const known = events.get(snapshot)
  if (known) return known
  const text = `id: ${snapshot.version}\nevent: map\ndata: ${JSON.stringify(liveMapOf(snapshot))}\n\n`
  const event = encoder.encode(text)
  events.set(snapshot, event)
  return event
}
