import type { Follow, PersonRequest, ServedDossier, WatchLine } from '#domains/listen'
import { isAllowed, type Subject } from '#domains/people'
import { pathHere, type WebContext } from '#web/http'
import { deskPage, getStaff } from '#web/shell'
import {
  Band,
  Breadcrumbs,
  ButtonLink,
  Confirm,
  Empty,
  Facts,
  List,
  Notice,
  PageHead,
  Section,
  Split,
  Stack,
  Tag,
} from '#web/ui'
import { langOf, say } from '#web/words'
import { subjectLang, subjectName } from '../subject-name.ts'
import { alertMessages } from './alerts.messages.ts'
import { FollowBox } from './follow-box.tsx'
import { personMessages } from './person.messages.ts'
import { PersonSection } from './person-section.tsx'
import { orderMessages } from './public-order.messages.ts'
import { urgencyMessages } from './urgency.messages.ts'
import { UrgencySection, type UrgencyView } from './urgency.page.tsx'
import { watchMessages } from './watch.messages.ts'
import { WatchTime, type WatchTimeView } from './watch-time.tsx'

/** The watches that are on. */
export async function watchesPage(
  c: WebContext,
  { watches, done }: { watches: readonly WatchLine[]; done: 'added' | 'added-held' | 'ended' | undefined },
): Promise<Response> {
  const t = say(c, watchMessages)
  const staff = await getStaff(c)
  const add = (
    <ButtonLink kind="primary" icon="plus" href={pathHere(c, '/desk/listen/watches/new')}>
      {t('add')}
    </ButtonLink>
  )
  const actions = (
    <>
      {add}
      <ButtonLink href={pathHere(c, '/desk/listen/alerts')}>{say(c, alertMessages)('title')}</ButtonLink>
      {isAllowed(staff, 'administer') && (
        <ButtonLink href={pathHere(c, '/desk/listen/public-order')}>
          {say(c, orderMessages)('title')}
        </ButtonLink>
      )}
    </>
  )
  return deskPage(
    c,
    { title: t('title'), menuItem: 'listen', staff },
    <Band tight>
      {done && (
        <Notice
          kind="ok"
          title={done === 'added-held' ? say(c, personMessages)('addedHeld') : t(done)}
          justHappened
        />
      )}
      <Stack>
        <Breadcrumbs label={t('trail')} trail={[{ href: pathHere(c, '/desk/listen'), label: t('back') }]} />
        <PageHead title={t('title')} lead={t('lead')} {...(watches.length > 0 ? { actions } : {})} />
      </Stack>
      {watches.length === 0 ? (
        <Empty level={2} icon="magnifying-glass" title={t('emptyTitle')} action={add}>
          {t('emptyText')}
        </Empty>
      ) : (
        <Section id="all" title={t('listTitle')} gap="m">
          <List
            items={watches.map(({ id, name, query, recent, held }) => ({
              href: pathHere(c, `/desk/listen/watches/${id}`),
              title: name,
              ...(held ? { tag: <Tag icon="hourglass">{say(c, personMessages)('heldTag')}</Tag> } : {}),
              body: <p>{query}</p>,
              meta: [{ icon: 'chat-text', text: t('found', { n: recent }) }],
            }))}
          />
        </Section>
      )}
    </Band>,
  )
}

/** What was just done with a watch. */
export type WatchDone = (typeof watchDone)[number]
export const watchDone = [
  ...(['changed', 'following', 'stopped', 'saved', 'dropped'] as const),
  ...(['changed-held', 'agreed', 'declined', 'gone'] as const),
] as const

type WatchView = {
  watch: WatchLine
  dossiers: readonly ServedDossier[]
  time: WatchTimeView
  subject: Pick<Subject, 'name' | 'otherName'> | undefined
  /** How whoever reads it follows it. */
  follow: Follow | undefined
  urgency: UrgencyView
  /** Whom it names, and who reads it. */
  person: { requests: readonly PersonRequest[]; accountId: string }
  done?: WatchDone | undefined
  /** Why it was not ended. */
  problem?: string
}

/** One watch: what it looks for, why, for which dossiers, what it is worth, and the ways to change and end it. */
export async function watchPage(c: WebContext, view: WatchView): Promise<Response> {
  const t = say(c, watchMessages)
  const { watch, done, problem } = view
  const watches = pathHere(c, '/desk/listen/watches')
  return deskPage(
    c,
    { title: watch.name, menuItem: 'listen', staff: await getStaff(c), wrong: problem !== undefined },
    <Band tight>
      {done && <Notice kind="ok" title={sayDone(c, done)} justHappened />}
      {problem && <Notice kind="warning" title={problem} justHappened />}
      <Stack>
        <Breadcrumbs
          label={t('trail')}
          trail={[
            { href: pathHere(c, '/desk/listen'), label: t('back') },
            { href: watches, label: t('title') },
          ]}
        />
        <PageHead
          title={watch.name}
          actions={
            <>
              <ButtonLink href={`${pathHere(c, '/desk/listen')}?watch=${watch.id}`}>{t('posts')}</ButtonLink>
              <ButtonLink href={`${watches}/${watch.id}/change`}>{t('change')}</ButtonLink>
            </>
          }
        />
      </Stack>
      <Split
        asideLabel={t('endTitle')}
        aside={
          <>
            <FollowBox c={c} watchId={watch.id} follow={view.follow} />
            <Confirm
              id="end"
              title={t('endTitle')}
              action={`${watches}/${watch.id}/end`}
              confirm={t('endConfirm')}
              cancel={{ href: watches, label: t('cancel') }}
              kind="answer"
            >
              <p>{t('endText')}</p>
            </Confirm>
          </>
        }
      >
        <About c={c} view={view} />
        {isOfOrder(view) && (
          <Notice kind="warning" title={say(c, orderMessages)('heldTitle')}>
            {say(c, orderMessages)('heldText')}
          </Notice>
        )}
        <PersonSection c={c} watchId={watch.id} {...view.person} />
        <UrgencySection c={c} watchId={watch.id} view={view.urgency} />
        <WatchTime c={c} view={view.time} />
      </Split>
    </Band>,
  )
}

/** Held, and not for the names in it. */
function isOfOrder({ watch, person }: WatchView): boolean {
  return watch.held && !person.requests.some(({ isCurrent, until }) => isCurrent && until === null)
}

function sayDone(c: WebContext, done: WatchDone): string {
  const ofPerson = say(c, personMessages)
  if (done === 'changed-held') return ofPerson('addedHeld')
  if (done === 'agreed' || done === 'declined') return ofPerson(`${done}Done`)
  if (done === 'gone') return ofPerson('gone')
  if (done === 'changed') return say(c, watchMessages)('changed')
  if (done === 'saved' || done === 'dropped') return say(c, urgencyMessages)(done)
  return say(c, alertMessages)(`${done}Done`)
}

function About({ c, view: { watch, dossiers, subject } }: { c: WebContext; view: WatchView }) {
  const t = say(c, watchMessages)
  const aside = `${pathHere(c, '/desk/listen')}?watch=${watch.id}&show=not-relevant`
  return (
    <Section id="about" title={t('about')} gap="m">
      <Facts
        facts={[
          { term: t('query'), detail: watch.query },
          { term: t('purpose'), detail: watch.purpose },
          { term: t('handle'), detail: `@${watch.handle}` },
          ...(subject
            ? [
                {
                  term: t('subjectTerm'),
                  detail: <span {...subjectLang(c, subject)}>{subjectName(c, subject)}</span>,
                },
              ]
            : []),
          { term: t('serves'), detail: <Served c={c} dossiers={dossiers} /> },
          { term: t('since'), detail: t('day', { at: watch.added_at }) },
          {
            term: t('recent'),
            detail: t('worth', { all: watch.recent + watch.notRelevant, aside: watch.notRelevant }),
          },
        ]}
      />
      {watch.notRelevant > 0 && (
        <p>
          <a href={aside}>{t('aside', { n: watch.notRelevant })}</a>
        </p>
      )}
    </Section>
  )
}

function Served({ c, dossiers }: { c: WebContext; dossiers: readonly ServedDossier[] }) {
  if (dossiers.length === 0) return <>{say(c, watchMessages)('servesNone')}</>
  return (
    <ul class="wk-bullets">
      {dossiers.map(({ slug, question, language }) => (
        <li>
          <a href={pathHere(c, `/desk/dossiers/${slug}`)} {...langOf(c, language)}>
            {question}
          </a>
        </li>
      ))}
    </ul>
  )
}
