import type { CommunityBalance, CommunityPage } from '#domains/listen'
import { noonOf } from '#platform/clock'
import { pathHere, type WebContext } from '#web/http'
import { deskPage, getStaff } from '#web/shell'
import {
  Band,
  Breadcrumbs,
  ButtonLink,
  Confirm,
  type Fact,
  Facts,
  Notice,
  PageHead,
  Section,
  Split,
  Stack,
  Tag,
} from '#web/ui'
import { say } from '#web/words'
import { communitiesMessages } from '../../communities.messages.ts'
import { mannersLine } from '../../manners-line.tsx'
import { subjectLang, subjectName } from '../../subject-name.ts'
import { communitiesDeskMessages } from './communities-desk.messages.ts'
import { saySize } from './community-list.page.tsx'
import type { Choices } from './read-choices.ts'

export type CommunityView = {
  community: CommunityPage
  choices: Pick<Choices, 'subjects' | 'areas'>
  balance: CommunityBalance
  /** What later parts count of what came from it. */
  counted: readonly Fact[]
  done: 'added' | 'changed' | undefined
}

/** One place: how we behave there, what it is, and what it brought. */
export async function communityPage(c: WebContext, view: CommunityView): Promise<Response> {
  const t = say(c, communitiesDeskMessages)
  const { community, done } = view
  const here = pathHere(c, `/desk/listen/communities/${community.id}`)
  const list = pathHere(c, '/desk/listen/communities')
  return deskPage(
    c,
    { title: community.name, menuItem: 'listen', staff: await getStaff(c) },
    <Band tight>
      {done && <Notice kind="ok" title={t(done)} justHappened />}
      <Stack>
        <Breadcrumbs
          label={t('trail')}
          trail={[
            { href: pathHere(c, '/desk/listen'), label: t('back') },
            { href: list, label: t('title') },
          ]}
        />
        <PageHead
          title={community.name}
          dir="auto"
          lead={mannersLine(c, community)}
          above={<Tag icon="users-three">{say(c, communitiesMessages)(community.kind)}</Tag>}
          actions={
            <>
              <ButtonLink icon="pencil-simple" href={`${here}/change`}>
                {t('change')}
              </ButtonLink>
              <ButtonLink kind="subtle" icon="arrow-square-out" href={community.address}>
                {t('visit')}
              </ButtonLink>
            </>
          }
        />
      </Stack>
      <Split
        asideLabel={t('removeTitle')}
        aside={
          <Confirm
            id="remove"
            title={t('removeTitle')}
            action={`${here}/remove`}
            confirm={t('removeConfirm')}
            cancel={{ href: list, label: t('cancel') }}
            kind="default"
          >
            <p>{t('removeText')}</p>
          </Confirm>
        }
      >
        <Section id="manners" title={t('mannersTitle')} gap="m">
          <Facts facts={mannersOf(c, community)} />
        </Section>
        <Section id="brought" title={t('broughtTitle')} gap="m">
          <p>{t('broughtHelp')}</p>
          <Facts facts={broughtOf(c, view)} />
        </Section>
        <Section id="about" title={t('aboutTitle')} gap="m">
          <Facts facts={aboutOf(c, view)} />
        </Section>
      </Split>
    </Band>,
  )
}

function mannersOf(c: WebContext, community: CommunityPage): Fact[] {
  const t = say(c, communitiesDeskMessages)
  const { rulesAddress, rulesNote, unit, colleague, since } = community
  return [
    { term: t('mayReply'), detail: t(`may-${community.may_reply}`) },
    { term: t('whomToAsk'), detail: <span dir="auto">{community.whom_to_ask || t('notSaid')}</span> },
    {
      term: t('rules'),
      detail:
        rulesNote === '' && rulesAddress === null ? (
          t('notSaid')
        ) : (
          <>
            {rulesNote && <p dir="auto">{rulesNote}</p>}
            {rulesAddress && <a href={rulesAddress}>{t('rulesLink')}</a>}
          </>
        ),
    },
    { term: t('unit'), detail: unit ?? t('noUnit') },
    {
      term: t('colleague'),
      detail: colleague && since ? t('since', { who: colleague, at: since }) : t('noColleague'),
    },
  ]
}

function broughtOf(c: WebContext, { community, balance, counted }: CommunityView): Fact[] {
  const t = say(c, communitiesDeskMessages)
  const { sources, posts, inputs } = balance
  const desk = pathHere(c, '/desk/listen/sources')
  const add = `${desk}/new?${new URLSearchParams({ address: community.address })}`
  return [
    {
      term: t('sources'),
      detail:
        sources.length === 0 ? (
          <>
            {t('noSources')}. <a href={add}>{t('addSource')}</a>
          </>
        ) : (
          <ul class="wk-bullets">
            {sources.map(({ id, title, isStopped }) => (
              <li dir="auto">
                {isStopped ? t('stopped', { source: title }) : <a href={`${desk}/${id}`}>{title}</a>}
              </li>
            ))}
          </ul>
        ),
    },
    ...(sources.length === 0
      ? []
      : [{ term: t('posts'), detail: posts }, { term: t('inputs'), detail: inputs }, ...counted]),
  ]
}

function aboutOf(c: WebContext, { community, choices }: CommunityView): Fact[] {
  const t = say(c, communitiesDeskMessages)
  const subjects = choices.subjects.filter(({ id }) => community.subjectIds.includes(id))
  const areas = choices.areas.filter(({ code }) => community.areaCodes.includes(code))
  const { address, agreedOn } = community
  return [
    { term: t('address'), detail: <a href={address}>{address}</a> },
    {
      term: t('subjects'),
      detail:
        subjects.length === 0 ? (
          t('notSaid')
        ) : (
          <ul class="wk-bullets">
            {subjects.map((one) => (
              <li {...subjectLang(c, one)}>{subjectName(c, one)}</li>
            ))}
          </ul>
        ),
    },
    {
      term: t('areas'),
      detail: areas.length === 0 ? t('wholeMunicipality') : areas.map(({ name }) => name).join(', '),
    },
    { term: t('sizeTerm'), detail: saySize(c, community) },
    {
      term: t('public'),
      detail: agreedOn === null ? t('publicNo') : t('publicYes', { on: noonOf(agreedOn) }),
    },
  ]
}
