import type { CommunityLine } from '#domains/listen'
import { noonOf } from '#platform/clock'
import type { Page } from '#platform/db'
import { pathHere, type WebContext } from '#web/http'
import { deskPage, getStaff } from '#web/shell'
import {
  Band,
  Breadcrumbs,
  Button,
  ButtonLink,
  Empty,
  List,
  type ListItem,
  Notice,
  PageHead,
  Pager,
  Section,
  Select,
  Stack,
  Tag,
} from '#web/ui'
import { say } from '#web/words'
import { communitiesMessages } from '../../communities.messages.ts'
import { mannersLine } from '../../manners-line.tsx'
import { subjectLang, subjectName } from '../../subject-name.ts'
import { communitiesDeskMessages } from './communities-desk.messages.ts'
import { communitiesAddress, isNarrowed, type Narrowed } from './community-filter.ts'
import type { Choices } from './read-choices.ts'

export type CommunitiesView = {
  communities: Page<CommunityLine>
  choices: Choices
  narrowed: Narrowed
  after: string | undefined
  done: 'removed' | undefined
}

/** The directory of places where residents talk. */
export async function communitiesPage(c: WebContext, view: CommunitiesView): Promise<Response> {
  const t = say(c, communitiesDeskMessages)
  const words = say(c, communitiesMessages)
  const { communities, narrowed, after } = view
  const hasAny = communities.rows.length > 0 || isNarrowed(narrowed) || after !== undefined
  return deskPage(
    c,
    { title: t('title'), menuItem: 'listen', staff: await getStaff(c) },
    <Band tight>
      {view.done && <Notice kind="ok" title={t(view.done)} justHappened />}
      <Stack>
        <Breadcrumbs label={t('trail')} trail={[{ href: pathHere(c, '/desk/listen'), label: t('back') }]} />
        <PageHead title={t('title')} lead={t('lead')} actions={<Actions c={c} isPrimary={hasAny} />} />
      </Stack>
      {hasAny && <Filter c={c} view={view} />}
      {communities.rows.length === 0 ? (
        <None c={c} narrowed={narrowed} />
      ) : (
        <Section id="all" title={t('listTitle')} gap="m">
          <List items={communities.rows.map((line) => itemOf(c, line, view.choices))} />
        </Section>
      )}
      <Pager
        label={words('paging')}
        {...(after === undefined
          ? {}
          : { previous: { href: communitiesAddress(c, narrowed), label: words('first') } })}
        {...(communities.next === undefined
          ? {}
          : { next: { href: communitiesAddress(c, narrowed, communities.next), label: words('more') } })}
      />
    </Band>,
  )
}

function Actions({ c, isPrimary }: { c: WebContext; isPrimary: boolean }) {
  const t = say(c, communitiesDeskMessages)
  const here = pathHere(c, '/desk/listen/communities')
  return (
    <>
      {isPrimary && (
        <ButtonLink kind="primary" icon="plus" href={`${here}/new`}>
          {t('add')}
        </ButtonLink>
      )}
      <ButtonLink icon="link-simple" href={`${here}/suggestions`}>
        {t('suggestions')}
      </ButtonLink>
      <ButtonLink kind="subtle" href={pathHere(c, '/communities')}>
        {t('register')}
      </ButtonLink>
    </>
  )
}

function None({ c, narrowed }: { c: WebContext; narrowed: Narrowed }) {
  const t = say(c, communitiesDeskMessages)
  if (isNarrowed(narrowed))
    return (
      <Empty
        level={2}
        icon="magnifying-glass"
        title={t('noneTitle')}
        action={<ButtonLink href={communitiesAddress(c, {})}>{t('widen')}</ButtonLink>}
      >
        {t('noneText')}
      </Empty>
    )
  const add = (
    <ButtonLink kind="primary" icon="plus" href={pathHere(c, '/desk/listen/communities/new')}>
      {t('add')}
    </ButtonLink>
  )
  return (
    <Empty level={2} icon="users-three" title={t('emptyTitle')} action={add}>
      {t('emptyText')}
    </Empty>
  )
}

function Filter({ c, view: { choices, narrowed } }: { c: WebContext; view: CommunitiesView }) {
  const t = say(c, communitiesDeskMessages)
  const any = { value: '', label: t('any') }
  return (
    <form method="get" action={pathHere(c, '/desk/listen/communities')} aria-label={t('filter')}>
      <div class="wk-row wk-row--end">
        {choices.subjects.length > 0 && (
          <Select
            id="subject"
            name="subject"
            label={t('subject')}
            value={narrowed.subject}
            options={[
              any,
              ...choices.subjects.map((one) => ({
                value: one.id,
                label: `${'– '.repeat(one.depth)}${subjectName(c, one)}`,
                ...subjectLang(c, one),
              })),
            ]}
          />
        )}
        {choices.areas.length > 0 && (
          <Select
            id="area"
            name="area"
            label={t('area')}
            value={narrowed.area}
            options={[
              any,
              ...choices.areas.map(({ code, name, depth }) => ({
                value: code,
                label: `${'– '.repeat(depth)}${name}`,
              })),
            ]}
          />
        )}
        <Select
          id="touch"
          name="touch"
          label={t('inTouch')}
          value={narrowed.touch}
          options={[
            any,
            { value: 'me', label: t('mine') },
            { value: 'nobody', label: t('nobody') },
            ...choices.units.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <Button>{t('show')}</Button>
      </div>
      {isNarrowed(narrowed) && (
        <p class="wk-small">
          <a href={communitiesAddress(c, {})}>{t('widen')}</a>
        </p>
      )}
    </form>
  )
}

function itemOf(c: WebContext, line: CommunityLine, { areas }: Choices): ListItem {
  const t = say(c, communitiesDeskMessages)
  const who = [line.colleague, line.unit].filter(Boolean).join(', ')
  const where = areas.filter(({ code }) => line.areaCodes.includes(code)).map(({ name }) => name)
  return {
    href: pathHere(c, `/desk/listen/communities/${line.id}`),
    title: line.name,
    dir: 'auto',
    tag: <Tag icon="users-three">{say(c, communitiesMessages)(line.kind)}</Tag>,
    body: <p dir="auto">{mannersLine(c, line)}</p>,
    meta: [
      { icon: 'handshake', text: who === '' ? t('noContact') : t('inTouchWith', { who }) },
      ...(where.length === 0 ? [] : [{ icon: 'map-pin' as const, text: where.join(', ') }]),
      ...(line.size === null ? [] : [{ icon: 'users' as const, text: saySize(c, line) }]),
    ],
  }
}

/** How many take part, with the day on which the place said so. */
export function saySize(c: WebContext, { size, sizedOn }: Pick<CommunityLine, 'size' | 'sizedOn'>): string {
  const t = say(c, communitiesDeskMessages)
  if (size === null || sizedOn === null) return t('notSaid')
  return t('sizeOn', { size: t('size', { n: size }), on: noonOf(sizedOn) })
}
