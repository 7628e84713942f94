import type { DialogueSnapshot, SnapshotFeed } from '#domains/opinions'
import { LiveRooms, writeEvent } from '#web/http'

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
    live: LiveRooms<DialogueSnapshot>
  }
}

/** The live maps of this process. */
export function createLiveMaps(feed: SnapshotFeed): LiveRooms<DialogueSnapshot> {
  return new LiveRooms({
    newest: (dialogueId) => feed.newest(dialogueId),
    follow: (dialogueId, follower) => feed.follow(dialogueId, follower),
    versionOf: ({ version }) => version,
    eventOf,
  })
}

const events = new WeakMap<DialogueSnapshot, Uint8Array>()

/** Written once a map, for everybody. */
function eventOf(snapshot: DialogueSnapshot): Uint8Array {
  const known = events.get(snapshot)
  if (known) return known
  const event = writeEvent('map', snapshot.version, liveMapOf(snapshot))
  events.set(snapshot, event)
  return event
}
