import { z } from 'zod'

export const doings = ['looks', 'writes', 'left'] as const

/** A member of staff has a conversation open, or writes in it. */
export type Present = { accountId: string; name: string; doing: 'looks' | 'writes' }

const signSchema = z.object({ accountId: z.string(), name: z.string(), doing: z.enum(doings) })

/** What a page of theirs says: `left` where it was closed. */
export type Sign = z.infer<typeof signSchema>

/** A sign as another process told it; undefined for what is none. */
export function readSign(told: string): Sign | undefined {
  try {
    return signSchema.safeParse(JSON.parse(told)).data
  } catch {
    return undefined
  }
}

/** Whoever gives no sign for so long is gone. */
export const GONE_AFTER_MS = 40_000

/** Who is in which conversation, as the signs tell; times are milliseconds of one clock that never goes back. */
export class Presences {
  readonly #rooms = new Map<string, Map<string, Present & { at: number }>>()

  hear(conversationId: string, { doing, ...who }: Sign, at: number): void {
    const room = this.#rooms.get(conversationId) ?? new Map<string, Present & { at: number }>()
    if (doing === 'left') room.delete(who.accountId)
    else room.set(who.accountId, { ...who, doing, at })
    if (room.size > 0) this.#rooms.set(conversationId, room)
    else this.#rooms.delete(conversationId)
  }

  /** Who is there, by name. */
  list(conversationId: string): Present[] {
    return [...(this.#rooms.get(conversationId)?.values() ?? [])]
      .map(({ at: _, ...present }) => present)
      .toSorted((one, other) => one.name.localeCompare(other.name))
  }

  /** Lets go of who gave no sign, and says in which conversations. */
  expire(now: number): string[] {
    const changed: string[] = []
    for (const [id, room] of this.#rooms) {
      const before = room.size
      for (const [accountId, { at }] of room) if (now - at >= GONE_AFTER_MS) room.delete(accountId)
      if (room.size < before) changed.push(id)
      if (room.size === 0) this.#rooms.delete(id)
    }
    return changed
  }
}
