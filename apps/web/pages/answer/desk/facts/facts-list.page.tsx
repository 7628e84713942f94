import type { FactDeskLine } from '#domains/answer'
import type { Page } from '#platform/db'
import { pathHere, type WebContext } from '#web/http'
import { ButtonLink, Empty, List, type ListItem, Notice, Pager, Row, Tabs, Tag } from '#web/ui'
import { langOf, say } from '#web/words'
import { FactTag } from '../../facts/fact-words.tsx'
import { answeringMessages } from '../answering.messages.ts'
import { answeringPage } from '../answering-page.tsx'
import { factsDeskMessages } from './facts-desk.messages.ts'

export type FactListView = {
  isWaiting: boolean
  /** How many wait for whoever looks. */
  forThem: number
  facts: Page<FactDeskLine>
  after: string | undefined
  isDropped: boolean
}

/** How far a sheet has come. */
export function FactStateTag({
  c,
  fact,
}: {
  c: WebContext
  fact: Pick<FactDeskLine, 'state' | 'waits' | 'withdraws'>
}) {
  const t = say(c, factsDeskMessages)
  return (
    <>
      {fact.state === 'draft' && !fact.waits && <Tag icon="note-pencil">{t('draft')}</Tag>}
      {fact.state === 'public' && (
        <Tag icon="globe" tone="answer">
          {t('public')}
        </Tag>
      )}
      {fact.state === 'withdrawn' && <Tag icon="trash">{t('withdrawn')}</Tag>}
      {fact.waits && (
        <Tag icon="hourglass" tone="next">
          {t(fact.withdraws ? 'waitsToWithdraw' : 'waits')}
        </Tag>
      )}
    </>
  )
}

/** All sheets, and those that wait. */
export async function factListPage(c: WebContext, view: FactListView): Promise<Response> {
  const t = say(c, factsDeskMessages)
  const { isWaiting, facts, after } = view
  const here = pathHere(c, '/desk/facts')
  const address = (more: Record<string, string>) => {
    const query = new URLSearchParams({ ...(isWaiting ? { show: 'waiting' } : {}), ...more }).toString()
    return `${here}${query && `?${query}`}`
  }
  return answeringPage(
    c,
    {
      ...{ tab: 'facts', title: say(c, answeringMessages)('facts'), lead: t('lead') },
      ...(view.isDropped ? { notice: <Notice kind="ok" title={t('donedropped')} justHappened /> } : {}),
    },
    <>
      <Row>
        <ButtonLink kind="answer" icon="plus" href={pathHere(c, '/desk/facts/new')}>
          {t('begin')}
        </ButtonLink>
      </Row>
      <Tabs
        label={t('filter')}
        tabs={[
          { href: here, label: t('listAll'), current: !isWaiting },
          { href: `${here}?show=waiting`, label: t('listWaiting', { n: view.forThem }), current: isWaiting },
        ]}
      />
      {facts.rows.length === 0 ? (
        <Empty icon="note-pencil" title={t(isWaiting ? 'noneWaiting' : 'none')} level={2}>
          {t(isWaiting ? 'noneWaitingText' : 'noneText')}
        </Empty>
      ) : (
        <List headingLevel={2} items={facts.rows.map((line) => itemOf(c, line))} />
      )}
      <Pager
        label={t('paging')}
        {...(after ? { previous: { href: address({}), label: t('first') } } : {})}
        {...(facts.next ? { next: { href: address({ after: facts.next }), label: t('older') } } : {})}
      />
    </>,
  )
}

function itemOf(c: WebContext, line: FactDeskLine): ListItem {
  const t = say(c, factsDeskMessages)
  const { lang } = langOf(c, line.language)
  return {
    href: pathHere(c, `/desk/facts/${line.id}`),
    title: `“${line.claim}”`,
    dir: 'auto',
    ...(lang === undefined ? {} : { lang }),
    tag: (
      <>
        <FactTag c={c} verdict={line.verdict} />
        <FactStateTag c={c} fact={line} />
      </>
    ),
    meta: [
      ...(line.number === null
        ? []
        : [{ icon: 'file-text' as const, text: t('number', { number: line.number }) }]),
      { icon: 'users', text: line.unit },
      { icon: 'clock', text: t('worked', { by: line.writtenBy, at: line.workedAt }) },
    ],
  }
}
