import { countToPlace, MOST_TO_PLACE } from '#domains/answer'
import { isAllowed } from '#domains/people'
import { pathHere, todayHere } from '#web/http'
import type { ShowAtListening } from '#web/pages/listen'
import { getStaff } from '#web/shell'
import { say } from '#web/words'
import { toldElsewhereMessages } from './told-elsewhere.messages.ts'

/** At the listener's desk: how many replies wait to be put where a post stands, with the way to those that whoever looks may place. */
export const showToPlace: ShowAtListening = async (c) => {
  const staff = await getStaff(c)
  if (!isAllowed(staff, 'answer')) return null
  const t = say(c, toldElsewhereMessages)
  const { own, all } = await countToPlace(c.var.services.db, {
    accountId: staff.accountId,
    today: todayHere(c),
  })
  const most = { n: MOST_TO_PLACE }
  if (own > 0)
    return (
      <a href={pathHere(c, '/desk/inbox?filter=place')}>
        {own > MOST_TO_PLACE ? t('manyToPlace', most) : t('toPlace', { n: own })}
      </a>
    )
  if (all === 0) return null
  return all > MOST_TO_PLACE ? t('manyOthersPlace', most) : t('othersPlace', { n: all })
}
