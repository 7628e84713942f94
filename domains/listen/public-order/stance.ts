/** Whether watches may follow a subject: it is about public order and they may not, or may; or it is about something else. */
export const stances = ['off', 'watched', 'other'] as const
export type Stance = (typeof stances)[number]

type Named = { id: string; parentId: string | null; name: string; otherName: string }

/** Names that are about public order as long as no administrator said otherwise. Safety in traffic or at work is another word. */
const PUBLIC_ORDER =
  /(?<!\p{L})(?:openbare orde|veiligheid|handhaving openbare orde|ondermijning|public order|public safety)(?!\p{L})/iu

/**
 * The stance of each subject: what was said of it, else what its name says, else that of what it lies in.
 * @param said  by subject
 */
export function stancesOf(
  subjects: readonly Named[],
  said: ReadonlyMap<string, Stance>,
): Map<string, Stance> {
  const byId = new Map(subjects.map((one) => [one.id, one]))
  const found = new Map<string, Stance>()
  const stanceOf = (one: Named | undefined): Stance => {
    if (!one) return 'other'
    const known = found.get(one.id)
    if (known) return known
    const isNamed = PUBLIC_ORDER.test(one.name) || PUBLIC_ORDER.test(one.otherName)
    const stance = said.get(one.id) ?? (isNamed ? 'off' : stanceOf(byId.get(one.parentId ?? '')))
    found.set(one.id, stance)
    return stance
  }
  for (const one of subjects) stanceOf(one)
  return found
}
