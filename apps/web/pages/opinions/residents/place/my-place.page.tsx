import type { DialoguePage, StatementResult } from '#domains/deliberate'
import type { DialogueSnapshot } from '#domains/opinions'
import { dateIn } from '#platform/clock'
import { pathHere, type WebContext } from '#web/http'
import { dialogueMessages, NotKnown } from '#web/pages/dialogue'
import { publicPage } from '#web/shell'
import { Band, ButtonLink, Notice, PageHead, Section, Stack, Voice } from '#web/ui'
import { langOf, say } from '#web/words'
import { AboutYouCard } from '../background/about-you.page.tsx'
import { withQuote } from '../results/quote.tsx'
import { MapCaption, MapFigure, MapTable } from './map-drawing.tsx'
import { findPole, GroundSection, type NamedStatements, PolesSection } from './map-findings.tsx'
import { type KnownPlace, leaningOn, sureness } from './own-place.ts'
import { placeMessages } from './place.messages.ts'
import { neededSentence, placeTitle } from './place-words.ts'

export type MyPlaceView = {
  page: DialoguePage
  known: KnownPlace
  /** The reader's own votes by number: 1, 0 or −1. */
  own: ReadonlyMap<number, number>
  statements: ReadonlyMap<number, StatementResult>
  isOpen: boolean
  /** Whether there are statements that this reader can still answer. */
  hasMore: boolean
  /** Whether staff left people out of the map. */
  leavesOut: boolean
  /** Whether people may tell about themselves, and whether this one did. */
  about: { hasTold: boolean } | undefined
}

/** Where somebody stands among everybody, how sure that is, and what others think. */
export async function myPlacePage(c: WebContext, view: MyPlaceView): Promise<Response> {
  const t = say(c, placeMessages)
  const { page, known, own } = view
  const base = pathHere(c, `/dialogues/${page.dialogue.slug}`)
  const snapshot = 'snapshot' in known ? known.snapshot : undefined
  c.header('Cache-Control', 'no-store')
  return publicPage(
    c,
    { title: `${t('title')}: ${page.dialogue.question}`, menuItem: 'take-part', noIndex: true },
    <Band tight>
      <p class="wk-small">
        <a href={base} {...langOf(c, page.dialogue.language)}>
          {page.dialogue.question}
        </a>
      </p>
      <PageHead
        title={t('title')}
        lead={leadOf(c, known)}
        actions={
          <>
            <span>{t('gave', { n: own.size })}</span>
            {own.size > 0 && <a href={`${base}/my-votes`}>{t('seeVotes')}</a>}
            <a href={`${base}/results`}>{t('allAnswers')}</a>
            <a href={`${base}/report`}>{t('report')}</a>
          </>
        }
      />
      {snapshot ? (
        <Stack gap="xl">
          <MapSection c={c} view={view} snapshot={snapshot} />
          <PolesSection c={c} snapshot={snapshot} statements={view.statements} />
          <GroundSection
            c={c}
            snapshot={snapshot}
            statements={view.statements}
            own={own}
            leavesOut={view.leavesOut}
          />
        </Stack>
      ) : (
        <StillNeeded c={c} view={view} />
      )}
      {own.size === 0 && <NotKnown c={c} />}
      {view.about && <AboutYouCard c={c} slug={page.dialogue.slug} hasTold={view.about.hasTold} />}
    </Band>,
  )
}

function leadOf(c: WebContext, known: KnownPlace): string {
  const t = say(c, placeMessages)
  if (!('snapshot' in known)) return t('leadEarly')
  const counts = t('lead', { people: known.snapshot.participants, votes: known.snapshot.votes })
  return known.kind === 'placed' ? `${counts} ${t('leadPlaced')}` : counts
}

function StillNeeded({ c, view }: { c: WebContext; view: MyPlaceView }) {
  return (
    <>
      <Needed c={c} known={view.known} isOpen={view.isOpen} />
      <GoOn c={c} view={view} />
    </>
  )
}

/** What somebody can do next: answer what is left or, where nothing is, write what is missing. */
function GoOn({ c, view: { page, isOpen, hasMore } }: { c: WebContext; view: MyPlaceView }) {
  if (!isOpen) return null
  const base = pathHere(c, `/dialogues/${page.dialogue.slug}`)
  return (
    <p>
      <ButtonLink kind="primary" href={hasMore ? base : `${base}/statements/new`} onward>
        {hasMore ? say(c, placeMessages)('goOn') : say(c, dialogueMessages)('propose')}
      </ButtonLink>
    </p>
  )
}

function Needed({ c, known, isOpen }: { c: WebContext; known: KnownPlace; isOpen: boolean }) {
  const t = say(c, placeMessages)
  if (!isOpen) return <Notice title={t('closedTitle')}>{t('closedText')}</Notice>
  return (
    <Notice title={t('needTitle')}>
      <p>{neededSentence(c, known)}</p>
      <p>{t('needWhy')}</p>
    </Notice>
  )
}

function MapSection({ c, view, snapshot }: { c: WebContext; view: MyPlaceView; snapshot: DialogueSnapshot }) {
  const t = say(c, placeMessages)
  const { known } = view
  const base = pathHere(c, `/dialogues/${view.page.dialogue.slug}`)
  const isPlaced = known.kind === 'placed'
  const live = `${base}/live?seen=${snapshot.version}`
  return (
    <Section id="map" title={isPlaced ? t('mapTitle') : t('mapTitleOthers')} gap="m">
      <div class="wk-split">
        <div class="wk-stack">
          <MapFigure
            c={c}
            map={snapshot}
            statements={view.statements}
            {...(known.kind === 'placed' ? { you: known.place } : {})}
            {...(view.isOpen
              ? { live: { src: live, said: t(isPlaced ? 'movedPlace' : 'moved'), again: t('reload') } }
              : {})}
          />
          <MapCaption
            c={c}
            map={snapshot}
            madeOn={dateIn(c.var.services.config.timeZone, snapshot.madeAt)}
            isOpen={view.isOpen}
          />
        </div>
        <div class="wk-stack wk-stack--l">
          {known.kind === 'placed' ? (
            <OwnWords c={c} known={known} statements={view.statements} hasMore={view.hasMore} />
          ) : (
            <Needed c={c} known={known} isOpen={view.isOpen} />
          )}
          <HowToRead c={c} snapshot={snapshot} />
          <GoOn c={c} view={view} />
        </div>
      </div>
      <MapTable c={c} map={snapshot} {...(known.kind === 'placed' ? { own: known.place.position } : {})} />
    </Section>
  )
}

function HowToRead({ c, snapshot }: { c: WebContext; snapshot: DialogueSnapshot }) {
  const t = say(c, placeMessages)
  const { groups, evidence } = snapshot
  const real = () => t('groupsReal', { n: groups.list.length, times: evidence?.groups.bootstraps ?? 0 })
  return (
    <>
      <div class="wk-stack wk-stack--s">
        <h3>{t('readTitle')}</h3>
        <p class="wk-small">{t('read')}</p>
      </div>
      <div class="wk-stack wk-stack--s">
        <h3>{t('realTitle')}</h3>
        <p class="wk-small">{groups.areReal ? real() : evidence ? t('noGroups') : t('groupsPending')}</p>
      </div>
    </>
  )
}

const POLE_LENGTH = 64
const LONGEST_QUOTE = 160

function OwnWords({
  c,
  known,
  statements,
  hasMore,
}: {
  c: WebContext
  known: KnownPlace & { kind: 'placed' }
  statements: NamedStatements
  hasMore: boolean
}) {
  const t = say(c, placeMessages)
  const { place, snapshot } = known
  const leanings = snapshot.axes.described.flatMap((isDescribed, axis) => {
    if (!isDescribed) return []
    const end = (which: 'low' | 'high') => findPole(snapshot, statements, { axis, end: which })[0]
    const [low, high] = [end('low'), end('high')]
    const leaning = leaningOn(axis, place, snapshot.radius)
    if (leaning === 'middle') return low && high ? [<InMiddle c={c} low={low} high={high} />] : []
    const quoted = leaning === 'low' ? low : high
    return quoted ? [withQuote(c, t, { key: 'leansTo', quoted, most: LONGEST_QUOTE })] : []
  })
  return (
    <Voice who={placeTitle(c, known)} whoFirst>
      {leanings.map((sentence) => (
        <p>{sentence}</p>
      ))}
      <p>
        <strong>{t(sureness(place.uncertainty, snapshot.radius))}</strong> {t('circle', { n: place.votes })}
        {hasMore && ` ${t('circleMore')}`}
      </p>
    </Voice>
  )
}

function InMiddle({ c, low, high }: { c: WebContext; low: StatementResult; high: StatementResult }) {
  const t = say(c, placeMessages)
  return (
    <>
      {withQuote(c, t, { key: 'inMiddleOf', quoted: low, most: POLE_LENGTH })}{' '}
      {withQuote(c, t, { key: 'inMiddleAnd', quoted: high, most: POLE_LENGTH })}
    </>
  )
}
