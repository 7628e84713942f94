import type { Tx } from '#db'
import { newId } from '#platform/db'

/** Longer than any mail address. */
export const LONGEST_CHANNEL_NAME = 254

/**
 * The channel of a name, made where there is none yet: whoever brings mail names where it came in.
 * @throws RangeError when the name is empty, longer than 254 characters, or holds what shows nothing
 */
export async function openChannel(
  tx: Tx,
  { name, now }: { name: string; now: Date },
): Promise<{ id: string; name: string }> {
  if (name.trim() === '' || name.length > LONGEST_CHANNEL_NAME || /\p{Cc}/u.test(name))
    throw new RangeError(
      `"${name.slice(0, 40)}" is no name of a channel: give the address at which this mail came in, as info@gemeente.nl`,
    )
  const channel = { id: newId(), name: name.trim().toLowerCase(), kind: 'mail' as const, made_at: now }
  // Asked first, so that mail of one channel that comes at once does not wait for each other.
  const known = await tx
    .selectFrom('channel')
    .select(['id', 'name'])
    .where('name', '=', channel.name)
    .executeTakeFirst()
  if (known) return known
  // An update that changes nothing gives the row back, whoever made it.
  return tx
    .insertInto('channel')
    .values(channel)
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ name: channel.name }))
    .returning(['id', 'name'])
    .executeTakeFirstOrThrow()
}
