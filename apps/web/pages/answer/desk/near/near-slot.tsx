import {
  findConversationToFollow,
  findSettleObstacle,
  listNearOfConversation,
  nearLineIn,
} from '#domains/answer'
import { isAllowed } from '#domains/people'
import { pathHere, todayHere } from '#web/http'
import { readHomeAreas } from '#web/pages/places'
import { getStaff } from '#web/shell'
import { List, Section } from '#web/ui'
import { say } from '#web/words'
import { nearItem } from '../../near/near-words.tsx'
import type { ShowInConversation } from '../../slots.ts'
import { nearDeskMessages } from './near-desk.messages.ts'
import { NearDeskLink } from './near-link.tsx'

/** In a conversation: what everybody can read of it on the map, and for who may publish it, the way there. */
export const showNear: ShowInConversation = async (c, inputId) => {
  const { db, clock } = c.var.services
  const staff = await getStaff(c)
  const id = await findConversationToFollow(db, inputId)
  const areas = await readHomeAreas(c, c.var.organisation.name)
  if (!id || areas.length === 0) return null
  const who = { by: staff.accountId, now: clock.now(), today: todayHere(c) }
  const mayPublish = isAllowed(staff, 'respond')
  const [reports, obstacle] = await Promise.all([
    listNearOfConversation(db, id),
    mayPublish ? findSettleObstacle(db, [inputId], who) : undefined,
  ])
  const isOffered = mayPublish && !obstacle
  if (reports.length === 0 && !isOffered) return null
  const t = say(c, nearDeskMessages)
  return (
    <Section id="near" title={t('boxTitle')} gap="s">
      {reports.length > 0 && (
        <List
          items={reports.map((line) => {
            const item = nearItem(c, nearLineIn(c.var.locale, line))
            return mayPublish ? { ...item, href: pathHere(c, `/desk/near/${line.publicId}`) } : item
          })}
        />
      )}
      {isOffered && (
        <p>
          {reports.length === 0 && `${t('boxNone')} `}
          <a href={`${pathHere(c, '/desk/near/new')}?conversation=${id}`}>{t('boxNew')}</a>.{' '}
          <NearDeskLink c={c} />
        </p>
      )}
    </Section>
  )
}
