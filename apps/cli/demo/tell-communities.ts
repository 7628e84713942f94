import type { Db } from '#db'
import { addCommunity, communitySchema } from '#domains/listen'
import type { Calendar } from './calendar.ts'

type Telling = { by: string; team: { accountId: string; unitId: string } }

/** Two places where residents talk: one that agreed to be named, and one that did not say so yet. */
export async function tellCommunities(db: Db, { by, team }: Telling, calendar: Calendar): Promise<void> {
  const { accountId, unitId } = team
  const places = [
    {
      ...{ name: 'Buurtforum Singelwijk', kind: 'forum', address: 'https://singelwijk.voorbeeld.test/' },
      ...{ size: '340', sizedOn: calendar.day(-30), mayReply: 'ask-first' },
      ...{ whomToAsk: 'de beheerders, via het formulier op het forum', agreedOn: calendar.day(-20) },
      ...{ rulesNote: 'Vriendelijk, je en jij. Geen reclame en geen politiek.', accountId, unitId },
    },
    {
      ...{ name: 'Wijkblad Centrum', kind: 'news', address: 'https://centrum.voorbeeld.test/' },
      ...{ mayReply: 'yes', whomToAsk: 'de redactie', unitId },
    },
  ]
  const who = { by, now: calendar.ago(20), today: calendar.day(-20) }
  for (const place of places) {
    const added = await db.transaction().execute((tx) => addCommunity(tx, communitySchema.parse(place), who))
    if (added.kind !== 'added') throw new Error(`The demo place ${place.name} was not added: ${added.kind}`)
  }
}
