import type { DialoguePage, StatementResult } from '#domains/deliberate'
import { type DialogueSnapshot, sharedEverywhere } from '#domains/opinions'
import { dateIn } from '#platform/clock'
import { pathHere, type WebContext } from '#web/http'
import { dialogueMessages, NotKnown } from '#web/pages/dialogue'
import { publicPage } from '#web/shell'
import { Band, ButtonLink, Fold, Notice, PageHead } from '#web/ui'
import { langOf, say } from '#web/words'
import { AboutYouCard } from '../background/about-you.page.tsx'
import { withQuote } from '../results/quote.tsx'
import { GroupViews, groupLinks } from './group-views.tsx'
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

/** Where somebody stands among everybody: one sentence, then the picture, then what each group thinks; the rest folded. */
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
      <PlaceHead c={c} view={view} />
      {snapshot ? <Placed c={c} view={view} snapshot={snapshot} /> : <StillNeeded c={c} view={view} />}
      {own.size === 0 && <NotKnown c={c} />}
      {view.about && <AboutYouCard c={c} slug={page.dialogue.slug} hasTold={view.about.hasTold} />}
      <p class="wk-row wk-small">
        <span>{t('gave', { n: own.size })}</span>
        {own.size > 0 && <a href={`${base}/my-votes`}>{t('seeVotes')}</a>}
        <a href={`${base}/results`}>{t('allAnswers')}</a>
        <a href={`${base}/report`}>{t('report')}</a>
      </p>
    </Band>,
  )
}

function PlaceHead({ c, view }: { c: WebContext; view: MyPlaceView }) {
  const t = say(c, placeMessages)
  const { known } = view
  const shared = <SharedSentence c={c} view={view} />
  if (known.kind !== 'placed')
    return <PageHead title={t('title')} lead={'snapshot' in known ? shared : t('leadEarly')} />
  return (
    <PageHead above={<span class="wk-small">{t('title')}</span>} title={placeTitle(c, known)} lead={shared} />
  )
}

function Placed({ c, view, snapshot }: { c: WebContext; view: MyPlaceView; snapshot: DialogueSnapshot }) {
  const { known, own, statements } = view
  const shown = { c, snapshot, statements }
  const isPlaced = known.kind === 'placed'
  return (
    <>
      {!isPlaced && <Needed c={c} known={known} isOpen={view.isOpen} />}
      <div class="wk-halves">
        <Picture c={c} view={view} snapshot={snapshot} />
        <div class="wk-stack">
          <GroupViews {...shown} />
          <GoOn c={c} view={view} />
        </div>
      </div>
      <div>
        {isPlaced && <OwnWords c={c} known={known} statements={statements} hasMore={view.hasMore} />}
        <GroundSection {...shown} own={own} leavesOut={view.leavesOut} isFolded />
        <PolesSection {...shown} isFolded />
        <AboutMap c={c} view={view} snapshot={snapshot} />
        <MapTable c={c} map={snapshot} {...(isPlaced ? { own: known.place.position } : {})} />
      </div>
    </>
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

function Picture({ c, view, snapshot }: { c: WebContext; view: MyPlaceView; snapshot: DialogueSnapshot }) {
  const t = say(c, placeMessages)
  const { known } = view
  const isPlaced = known.kind === 'placed'
  const live = `${pathHere(c, `/dialogues/${view.page.dialogue.slug}`)}/live?seen=${snapshot.version}`
  return (
    <section class="wk-stack wk-stack--s" aria-labelledby="map">
      <h2 class="wk-hidden" id="map">
        {t('mapTitle')}
      </h2>
      <MapFigure
        c={c}
        map={snapshot}
        statements={view.statements}
        groupLinks={groupLinks(c, snapshot)}
        isCalm
        {...(isPlaced ? { you: known.place } : {})}
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
    </section>
  )
}

function AboutMap({ c, view, snapshot }: { c: WebContext; view: MyPlaceView; snapshot: DialogueSnapshot }) {
  const t = say(c, placeMessages)
  const { groups, evidence } = snapshot
  const real = () => t('groupsReal', { n: groups.list.length, times: evidence?.groups.found.bootstraps ?? 0 })
  return (
    <Fold id="about-map" title={t('aboutTitle')}>
      <div class="wk-stack">
        <p>{leadOf(c, view.known)}</p>
        <h3>{t('readTitle')}</h3>
        <p>{t('read')}</p>
        <h3>{t('realTitle')}</h3>
        <p>{groups.areReal ? real() : evidence ? t('noGroups') : t('groupsPending')}</p>
      </div>
    </Fold>
  )
}

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
    <Fold id="own" title={t('ownTitle')}>
      <div class="wk-stack">
        <p>
          <strong>{t(sureness(place.uncertainty, snapshot.radius))}</strong> {t('circle', { n: place.votes })}
          {hasMore && ` ${t('circleMore')}`}
        </p>
        {leanings.map((sentence) => (
          <p>{sentence}</p>
        ))}
      </div>
    </Fold>
  )
}

/** What this reader shares with most people of every group; else what these share with each other. */
function SharedSentence({ c, view }: { c: WebContext; view: MyPlaceView }) {
  const t = say(c, placeMessages)
  const { known, own, statements } = view
  if (!('snapshot' in known)) return null
  const sure = sharedEverywhere(known.snapshot)
  const mine = sure.find(({ statement }) => own.get(statement) === 1 && statements.has(statement))
  const quoted = statements.get((mine ?? sure[0])?.statement ?? 0)
  if (!quoted) return leadOf(c, known)
  const key = `${mine ? 'shareTwo' : 'shareOthers'}${known.snapshot.groups.areReal ? '' : 'All'}` as const
  return withQuote(c, t, { key, quoted, most: LONGEST_QUOTE })
}

const POLE_LENGTH = 64

function InMiddle({ c, low, high }: { c: WebContext; low: StatementResult; high: StatementResult }) {
  const t = say(c, placeMessages)
  return (
    <>
      {withQuote(c, t, { key: 'inMiddleOf', quoted: low, most: POLE_LENGTH })}{' '}
      {withQuote(c, t, { key: 'inMiddleAnd', quoted: high, most: POLE_LENGTH })}
    </>
  )
}
