import type { DialoguePage, DialogueSnapshot, StatementResult } from '#domains/deliberate'
import { publicPage } from '../../frame/page.tsx'
import { say } from '../../frame/say.ts'
import { pathHere, type WebContext } from '../../frame/web.ts'
import {
  Band,
  ButtonLink,
  DataTable,
  Details,
  GroupKey,
  Notice,
  OpinionMap,
  PageHead,
  Section,
  Stack,
  Voice,
} from '../../ui/index.ts'
import { findPole, GroundSection, type NamedStatements, PolesSection } from './map-findings.tsx'
import {
  countByPart,
  type KnownPlace,
  leaningOn,
  type MapPart,
  partOf,
  parts,
  shorten,
  sureness,
} from './own-place.ts'
import { placeMessages } from './place.messages.ts'
import { neededSentence, placeTitle } from './place-words.ts'
import { LEAST_DRAWN, langOf } from './statement-result.tsx'

export type MyPlaceView = {
  page: DialoguePage
  known: KnownPlace
  /** The reader's own votes by number: 1, 0 or −1. */
  own: ReadonlyMap<number, number>
  statements: ReadonlyMap<number, StatementResult>
  isOpen: boolean
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
    { title: `${t('title')}: ${page.dialogue.question}`, place: 'take-part', noIndex: true },
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
          </>
        }
      />
      {snapshot ? (
        <Stack gap="xl">
          <MapSection c={c} view={view} snapshot={snapshot} />
          <PolesSection c={c} snapshot={snapshot} statements={view.statements} />
          <GroundSection c={c} snapshot={snapshot} statements={view.statements} own={own} />
        </Stack>
      ) : (
        <StillNeeded c={c} view={view} base={base} />
      )}
    </Band>,
  )
}

function leadOf(c: WebContext, known: KnownPlace): string {
  const t = say(c, placeMessages)
  if (!('snapshot' in known)) return t('leadEarly')
  const counts = t('lead', { people: known.snapshot.participants, votes: known.snapshot.votes })
  return known.kind === 'placed' ? `${counts} ${t('leadPlaced')}` : counts
}

function StillNeeded({
  c,
  view: { known, isOpen },
  base,
}: {
  c: WebContext
  view: MyPlaceView
  base: string
}) {
  const t = say(c, placeMessages)
  return (
    <>
      <Needed c={c} known={known} isOpen={isOpen} />
      {isOpen && (
        <p>
          <ButtonLink kind="primary" href={base} onward>
            {t('goOn')}
          </ButtonLink>
        </p>
      )}
    </>
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
  return (
    <Section id="map" title={isPlaced ? t('mapTitle') : t('mapTitleOthers')} gap="m">
      <div class="wk-split">
        <div class="wk-stack">
          <Drawing c={c} view={view} snapshot={snapshot} />
          <p class="wk-small wk-soft">
            {t('caption', { least: LEAST_DRAWN, hidden: snapshot.hiddenPeople })}{' '}
            {t('age', { at: snapshot.madeAt })}
          </p>
        </div>
        <div class="wk-stack wk-stack--l">
          {known.kind === 'placed' ? (
            <OwnWords c={c} known={known} statements={view.statements} />
          ) : (
            <Needed c={c} known={known} isOpen={view.isOpen} />
          )}
          <HowToRead c={c} snapshot={snapshot} />
          {view.isOpen && (
            <p>
              <ButtonLink kind="primary" href={base} onward>
                {t('goOn')}
              </ButtonLink>
            </p>
          )}
        </div>
      </div>
      <MapTable c={c} known={known} snapshot={snapshot} />
    </Section>
  )
}

function HowToRead({ c, snapshot: { groups, evidence } }: { c: WebContext; snapshot: DialogueSnapshot }) {
  const t = say(c, placeMessages)
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

function Drawing({ c, view, snapshot }: { c: WebContext; view: MyPlaceView; snapshot: DialogueSnapshot }) {
  const t = say(c, placeMessages)
  const { known, statements } = view
  const groups = snapshot.groups.areReal ? snapshot.groups.list : []
  const letterOf = (id: number) => groups.find((group) => group.id === id)?.letter
  const you = known.kind === 'placed' ? known.place : undefined
  const live = `${pathHere(c, `/dialogues/${view.page.dialogue.slug}`)}/live?seen=${snapshot.version}`
  return (
    <>
      <OpinionMap
        drawing={{
          ...snapshot,
          outlines: snapshot.hulls.flatMap(({ group, points }) => {
            const letter = letterOf(group)
            return letter === undefined ? [] : [{ letter, points }]
          }),
          ...(you ? { you } : {}),
        }}
        finding={findingOf(c, snapshot, known)}
        label={t('map')}
        poles={polesOf(c, snapshot, statements)}
        you={t('you')}
        {...(view.isOpen ? { live: { src: live, said: t('moved'), again: t('reload') } } : {})}
      />
      <GroupKey
        groups={groups.map(({ letter, size }) => ({ letter, label: t('group', { letter, size }) }))}
        {...(you ? { you: t('ownKey') } : {})}
      />
    </>
  )
}

/** The drawing as sentences. */
function findingOf(c: WebContext, snapshot: DialogueSnapshot, known: KnownPlace): string {
  const t = say(c, placeMessages)
  const { groups, hulls, radius, participants } = snapshot
  const placed = groups.list.flatMap(({ id, letter, size }) => {
    const points = hulls.find((hull) => hull.group === id)?.points ?? []
    if (points.length === 0) return []
    const mean = (axis: 0 | 1) => points.reduce((sum, point) => sum + point[axis], 0) / points.length
    return [t('findingGroup', { letter, size, part: t(partOf([mean(0), mean(1)], radius)) })]
  })
  return [
    t('finding', { people: participants }),
    ...(groups.areReal ? placed : snapshot.evidence ? [t('noGroups')] : []),
    ...(known.kind === 'placed' ? [t('findingYou', { part: t(partOf(known.place.position, radius)) })] : []),
  ].join(' ')
}

const POLE_LENGTH = 64
const LONGEST_QUOTE = 160

function polesOf(c: WebContext, snapshot: DialogueSnapshot, statements: NamedStatements) {
  const t = say(c, placeMessages)
  const words = (axis: number, end: 'low' | 'high') => {
    const first = findPole(snapshot, statements, { axis, end })[0]
    return first && t('agreesWith', { text: shorten(first.text, POLE_LENGTH) })
  }
  const [left, right, bottom, top] = [words(0, 'low'), words(0, 'high'), words(1, 'low'), words(1, 'high')]
  return {
    ...(left ? { left: <Arrow sign="←">{left}</Arrow> } : {}),
    ...(right
      ? {
          right: (
            <Arrow sign="→" after>
              {right}
            </Arrow>
          ),
        }
      : {}),
    ...(top ? { top: <Arrow sign="↑">{top}</Arrow> } : {}),
    ...(bottom ? { bottom: <Arrow sign="↓">{bottom}</Arrow> } : {}),
  }
}

function Arrow({ sign, after, children }: { sign: string; after?: boolean; children?: string }) {
  const arrow = <span aria-hidden="true">{sign}</span>
  return (
    <>
      {!after && arrow} {children} {after && arrow}
    </>
  )
}

function OwnWords({
  c,
  known,
  statements,
}: {
  c: WebContext
  known: KnownPlace & { kind: 'placed' }
  statements: NamedStatements
}) {
  const t = say(c, placeMessages)
  const { place, snapshot } = known
  const leanings = snapshot.axes.described.flatMap((isDescribed, axis) => {
    if (!isDescribed) return []
    const end = (which: 'low' | 'high') => findPole(snapshot, statements, { axis, end: which })[0]?.text
    const [low, high] = [end('low'), end('high')]
    const leaning = leaningOn(axis, place, snapshot.radius)
    if (leaning === 'middle')
      return low && high
        ? [t('inMiddle', { one: shorten(low, POLE_LENGTH), two: shorten(high, POLE_LENGTH) })]
        : []
    const text = leaning === 'low' ? low : high
    return text ? [t('leansTo', { text: shorten(text, LONGEST_QUOTE) })] : []
  })
  return (
    <Voice who={placeTitle(c, known)} whoFirst>
      {leanings.map((sentence) => (
        <p>{sentence}</p>
      ))}
      <p>
        <strong>{t(sureness(place.uncertainty, snapshot.radius))}</strong> {t('circle', { n: place.votes })}
      </p>
    </Voice>
  )
}

function MapTable({ c, known, snapshot }: { c: WebContext; known: KnownPlace; snapshot: DialogueSnapshot }) {
  const t = say(c, placeMessages)
  const people = countByPart(snapshot)
  const own = known.kind === 'placed' ? partOf(known.place.position, snapshot.radius) : undefined
  const name = (part: MapPart) => (part === own ? t('tableYou', { part: t(part) }) : t(part))
  const rows = parts
    .filter((part) => people.has(part) || part === own)
    .map((part) => [name(part), people.get(part) ?? 0])
  return (
    <Details summary={t('tableSummary')}>
      <DataTable
        id="map-table"
        caption={t('tableCaption')}
        columns={[{ label: t('tablePart') }, { label: t('tablePeople'), numeric: true }]}
        rows={[...rows, [t('tableHidden'), snapshot.hiddenPeople]]}
      />
    </Details>
  )
}
