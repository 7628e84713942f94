import { leastShown } from '#domains/deliberate'
import type { Spoken } from '#web/http'
import { say } from '#web/words'
import { belongsAs, type KnownPlace, partOf, sureness } from './own-place.ts'
import { placeMessages } from './place.messages.ts'

/** Exactly what is missing before somebody has a place. */
export function neededSentence(c: Spoken, known: KnownPlace): string {
  const t = say(c, placeMessages)
  if (known.kind === 'votes-needed') return t('needVotes', { n: known.votes })
  if (known.kind === 'not-worked-through') return t('notYet')
  if (known.kind === 'scattered') return t('scattered', { people: known.people, least: leastShown })
  if (known.kind === 'placed') return ''
  const { votes, people } = known
  if (votes > 0 && people > 0) return t('needBoth', { votes })
  if (votes > 0) return t('needVotes', { n: votes })
  return people > 0 ? t('needPeople') : t('needNone')
}

/** Where somebody stands, in a few words that promise no more than is known. */
export function placeTitle(c: Spoken, known: KnownPlace & { kind: 'placed' }): string {
  const t = say(c, placeMessages)
  const { standing, position, uncertainty } = known.place
  const sure = sureness(uncertainty, known.snapshot.radius)
  if (standing.kind === 'clearly-in')
    return t(belongsAs(known.place, known.snapshot), { letter: standing.letter })
  if (standing.kind === 'between') {
    const [one, two] = standing.letters
    return t('between', { one, two })
  }
  const part = t(partOf(position, known.snapshot.radius))
  return t(sure === 'unsure' ? 'onMapPerhaps' : 'onMap', { part })
}
