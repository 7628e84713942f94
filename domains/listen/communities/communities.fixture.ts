import type { z } from 'zod'
import { dateIn } from '#platform/clock'
import { addCommunity, changeCommunity, communitySchema } from '../index.ts'
import { inTransaction, world } from '../listening.fixture.ts'

type Typed = z.input<typeof communitySchema>

/** A community as a form would say it. */
export const communityOf = (typed: Partial<Typed> = {}) =>
  communitySchema.parse({
    ...{
      name: 'Wijkforum Noord',
      kind: 'forum',
      address: 'https://www.forum.example/noord/',
      mayReply: 'ask-first',
    },
    ...typed,
  })

export const who = () => ({ by: world.by, now: world.time, today: dateIn('Europe/Amsterdam', world.time) })

export const tryCommunity = (typed?: Partial<Typed>) =>
  inTransaction((tx) => addCommunity(tx, communityOf(typed), who()))

/** Adds a community that nothing stands in the way of. */
export async function makeCommunity(typed?: Partial<Typed>): Promise<string> {
  const added = await tryCommunity(typed)
  if (added.kind !== 'added') throw new Error(added.kind)
  return added.id
}

export const change = (id: string, seen: string, typed?: Partial<Typed>) =>
  inTransaction((tx) => changeCommunity(tx, { ...communityOf(typed), id, seen }, who()))
