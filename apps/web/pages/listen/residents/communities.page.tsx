import type { PublicCommunity } from '#domains/listen'
import type { Subject } from '#domains/people'
import { noonOf } from '#platform/clock'
import type { Page } from '#platform/db'
import { pathHere, type WebContext } from '#web/http'
import { publicPage } from '#web/shell'
import { Band, ButtonLink, Empty, List, type ListItem, PageHead, Pager } from '#web/ui'
import { say } from '#web/words'
import { communitiesMessages } from '../communities.messages.ts'
import { subjectName } from '../subject-name.ts'

export type PublicCommunities = {
  communities: Page<PublicCommunity>
  /** Those that may be named in public. */
  subjects: readonly Pick<Subject, 'id' | 'name' | 'otherName'>[]
  after: string | undefined
}

/** Places of residents whose keepers agreed to be named: for everybody. */
export async function publicCommunitiesPage(
  c: WebContext,
  { communities, subjects, after }: PublicCommunities,
): Promise<Response> {
  const t = say(c, communitiesMessages)
  const here = pathHere(c, '/communities')
  const title = t('publicTitle')
  return publicPage(
    c,
    { title, description: t('publicLead'), ...(after ? { noIndex: true } : {}) },
    <Band tight>
      <PageHead
        title={title}
        lead={t('publicLead')}
        above={<a href={pathHere(c, '/where-we-listen')}>{t('back')}</a>}
      />
      {communities.rows.length === 0 ? (
        <Empty
          level={2}
          icon="users-three"
          title={t('publicNone')}
          action={<ButtonLink href={pathHere(c, '/tell-us')}>{t('tellUs')}</ButtonLink>}
        >
          {t('publicNoneText')}
        </Empty>
      ) : (
        <>
          <List headingLevel={2} items={communities.rows.map((one) => itemOf(c, one, subjects))} />
          <Pager
            label={t('paging')}
            {...(after ? { previous: { href: here, label: t('first') } } : {})}
            {...(communities.next
              ? { next: { href: `${here}?after=${communities.next}`, label: t('more') } }
              : {})}
          />
          <p class="wk-small">{t('publicNotOurs')}</p>
        </>
      )}
    </Band>,
  )
}

function itemOf(c: WebContext, one: PublicCommunity, subjects: PublicCommunities['subjects']): ListItem {
  const t = say(c, communitiesMessages)
  const about = subjects
    .filter(({ id }) => one.subjectIds.includes(id))
    .map((subject) => subjectName(c, subject))
  return {
    href: one.address,
    title: one.name,
    dir: 'auto',
    ...(about.length === 0 ? {} : { body: <p>{about.join(', ')}</p> }),
    meta: [
      { icon: 'users-three', text: t(one.kind) },
      ...(one.unit === null
        ? []
        : [{ icon: 'handshake' as const, text: t('publicUnit', { unit: one.unit }) }]),
      { icon: 'calendar-blank', text: t('agreed', { on: noonOf(one.agreedOn) }) },
    ],
  }
}
