import type { ClaimCode as Code } from '#domains/register'

/** How the reader came here: with the code, or with the link of a notice. */
export type TrackDoor = ({ kind: 'code'; code: Code } | { kind: 'mail'; token: string }) & {
  /** What is shown is another of theirs, which goes on from it: the public id of its input. */
  beside?: string | undefined
}

/** Where this track stands, and what belongs to it. */
export function pathOf(door: TrackDoor): string {
  const at = door.kind === 'code' ? `/my-input/${door.code}` : `/my-input/mail/${door.token}`
  return door.beside === undefined ? at : `${at}~${door.beside}`
}

/** What an address says behind the key: which other conversation of theirs is meant. */
export function readDoor(text: string): { key: string; beside: string | undefined } {
  const { key = text, beside } = /^(?<key>.*)~(?<beside>[\da-f-]{36})$/.exec(text)?.groups ?? {}
  return { key, beside }
}
