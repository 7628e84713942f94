import type { Tx } from '#db'
import { publishNearReport, stepNearReport } from '#domains/answer'
import { choosePlace, type Place } from '#domains/places'
import { translate } from '#domains/translation'
import type { Calendar } from './calendar.ts'

/** What everybody can read of a conversation, in the words of staff; each text with its translation. */
export type DemoNear = {
  daysAgo: number
  title: readonly [dutch: string, english: string]
  words: readonly [dutch: string, english: string]
  /** Shown where it is, or its area alone. */
  exactly?: true
  /** Where it is, where the conversation does not say so. */
  place?: string
  later?: {
    daysAgo: number
    state: 'working' | 'solved' | 'declined'
    words: readonly [dutch: string, english: string]
  }
}

type Telling = { conversationId: string; place: Place | undefined; by: string }

/** Puts what somebody told on the map, and says what came of it. */
export async function tellNear(
  tx: Tx,
  { title, words, exactly, daysAgo, later, ...near }: DemoNear,
  { conversationId, by, ...told }: Telling,
  { ago, day }: Calendar,
): Promise<void> {
  const { name, position, area } = near.place ? await placeMeant(tx, near.place) : (told.place ?? {})
  if (!area) throw new Error(`The demo does not know where "${title[0]}" is.`)
  const who = (days: number) => ({ by, now: ago(days), today: day(-days) })
  const place = { area, exactly: exactly && name && position ? { name, position } : null }
  const report = { title: title[0], words: words[0], state: 'reported', language: 'nl' } as const
  const about = { conversationId, subjectId: null, unitId: null, place }
  const published = await publishNearReport(tx, { ...report, ...about }, who(daysAgo))
  if (published.kind !== 'published') throw new Error(`A demo report was not published: ${published.kind}`)
  const { reportId } = published
  if (later) {
    const step = { reportId, seen: 1, state: later.state, words: later.words[0] }
    const stepped = await stepNearReport(tx, step, who(later.daysAgo))
    if (stepped.kind !== 'stepped') throw new Error(`A demo report went nowhere: ${stepped.kind}`)
  }
  const texts = [title, words, ...(later ? [later.words] : [])].filter(([original]) => original !== '')
  await translate(tx, {
    ...{ ownerId: reportId, language: 'en', by, now: ago(daysAgo) },
    texts: texts.map(([original, text]) => ({ original, text, byMachine: false })),
  })
}

export async function placeMeant(tx: Tx, typed: string): Promise<Place> {
  const meant = await choosePlace(tx, { typed, chosen: '' })
  if (meant.kind !== 'somewhere') throw new Error(`The demo does not know where "${typed}" is: ${meant.kind}`)
  return meant.place
}
