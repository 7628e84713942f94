import type { PropsWithChildren } from 'hono/jsx'
import type { StatementResult } from '#domains/deliberate'
import { type DifferenceEntry, listDivided, type ReportMap, sharedEverywhere } from '#domains/opinions'
import type { WebContext } from '#web/http'
import { ResultBar } from '#web/pages/dialogue'
import { Fold, Halves, Section } from '#web/ui'
import { langOf, say } from '#web/words'
import { reportMessages } from '../report/report.messages.ts'
import { Own, Plots } from './ground-plots.tsx'
import { placeMessages } from './place.messages.ts'

/** What of a map is told in words: of the newest one, or of one in a report. */
export type MapFindings = Pick<ReportMap, 'axes' | 'groups' | 'commonGround' | 'differences'> & {
  /** On how many statements most agree on every side, where `commonGround` does not name all. */
  together?: number
  /** Nothing as long as the slow findings are not there. */
  evidence: unknown
}

export type NamedStatements = ReadonlyMap<number, StatementResult>

const MOST_TOGETHER = 8
const MOST_NEAREST = 3
const MOST_DIVIDING = 5
const MOST_AT_END = 3
const MOST_APART = 3
const MOST_BRIDGING = 5

/** The numbers of all statements that a map's words need: a few dozen, whatever the size of the dialogue. */
export function namedIn(snapshot: MapFindings): number[] {
  return [
    ...new Set([
      ...snapshot.axes.poles.flatMap((pole) => pole.statements),
      ...shownGround(snapshot).entries.map((entry) => entry.statement),
      ...dividing(snapshot),
      ...snapshot.groups.list.flatMap(({ id }) => apartOf(snapshot, id).map(({ statement }) => statement)),
    ]),
  ]
}

/** What sets a group most apart from the others: what it agrees with more often, and what less often. */
export function apartOf({ groups, differences }: MapFindings, group: number): DifferenceEntry[] {
  const own = groups.areReal ? differences.filter((one) => one.by === 'group' && one.of === group) : []
  const more = own.filter(({ effect }) => effect > 0).slice(0, MOST_APART)
  const less = own.filter(({ effect }) => effect < 0).slice(0, MOST_APART)
  return [...more, ...less]
}

/** What the people at an end of an axis agree with; nothing where the axis says no more than chance. */
export function findPole(
  { axes }: Pick<MapFindings, 'axes'>,
  statements: NamedStatements,
  { axis, end }: { axis: number; end: 'low' | 'high' },
): StatementResult[] {
  if (!axes.described[axis]) return []
  const pole = axes.poles.find((one) => one.axis === axis && one.end === end)
  return (pole?.statements ?? []).flatMap((number) => statements.get(number) ?? [])
}

type Shown = {
  c: WebContext
  snapshot: MapFindings
  statements: NamedStatements
  /** Whether it is one line until somebody opens it. */
  isFolded?: boolean
}

/** A part of the findings: a section, or a line that opens to it. */
function Part({
  id,
  title,
  isFolded,
  children,
}: PropsWithChildren<{ id: string; title: string; isFolded: boolean | undefined }>) {
  if (isFolded)
    return (
      <Fold id={id} title={title}>
        <div class="wk-stack">{children}</div>
      </Fold>
    )
  return (
    <Section id={id} title={title} gap="m">
      {children}
    </Section>
  )
}

/** What the sides of the map are about, in statements. */
export function PolesSection({ c, snapshot, statements, isFolded }: Shown) {
  const t = say(c, placeMessages)
  const ends = [0, 1].flatMap((axis) =>
    (['low', 'high'] as const).flatMap((end) => {
      const found = findPole(snapshot, statements, { axis, end }).slice(0, MOST_AT_END)
      return found.length > 0 ? [{ title: t(`end-${axis as 0 | 1}-${end}`), found }] : []
    }),
  )
  if (ends.length === 0)
    return (
      <Part id="words" title={t('wordsTitle')} isFolded={isFolded}>
        <p>{snapshot.evidence ? t('wordsNone') : t('wordsPending')}</p>
      </Part>
    )
  return (
    <Part id="words" title={t('wordsTitle')} isFolded={isFolded}>
      <p>{t('wordsLead')}</p>
      <Halves>
        {ends.map(({ title, found }) => (
          <div class="wk-stack wk-stack--s">
            <h3>{title}</h3>
            <ul class="wk-bullets">
              {found.map((statement) => (
                <li {...langOf(c, statement.language)}>{statement.text}</li>
              ))}
            </ul>
          </div>
        ))}
      </Halves>
    </Part>
  )
}

/** What others said: what they share first, then what divides them. */
export function GroundSection(props: FindingsProps & LeavingOut) {
  return (
    <>
      <Together {...props} />
      <Divides {...props} />
    </>
  )
}

type FindingsProps = Shown & { own: ReadonlyMap<number, number> }
/** Whether staff left people out of the map, who are in the counts of each statement all the same. */
type LeavingOut = { leavesOut: boolean }

/** What is agreed with even by those who disagree on most other things. */
export function BridgingSection(
  props: Shown & { own: ReadonlyMap<number, number>; snapshot: MapFindings & Pick<ReportMap, 'bridging'> },
) {
  const { c, snapshot } = props
  const t = say(c, reportMessages)
  const entries = snapshot.bridging.flatMap(
    ({ statement }) => snapshot.commonGround.find((entry) => entry.statement === statement) ?? [],
  )
  const none = snapshot.evidence ? t('bridgingNone') : t('bridgingPending')
  return (
    <Section id="bridging" title={t('bridgingTitle')} gap="m">
      <p>{entries.length === 0 ? none : t('bridgingText')}</p>
      <Plots
        {...props}
        id="bridging-table"
        of={t('bridgingTitle')}
        entries={entries.slice(0, MOST_BRIDGING)}
      />
    </Section>
  )
}

/** Statements on which most agree on every side; where there are none, the nearest to that. */
function shownGround(snapshot: MapFindings) {
  const together = sharedEverywhere(snapshot).slice(0, MOST_TOGETHER)
  return together.length > 0
    ? { isSure: true, entries: together }
    : { isSure: false, entries: snapshot.commonGround.slice(0, MOST_NEAREST) }
}

function Together(props: FindingsProps) {
  const { c, snapshot } = props
  const t = say(c, placeMessages)
  const { isSure, entries } = shownGround(snapshot)
  const all = snapshot.together ?? sharedEverywhere(snapshot).length
  const none = snapshot.evidence ? t('groundNone') : t('groundPending')
  return (
    <Part id="together" title={t('groundTitle')} isFolded={props.isFolded}>
      <p>{t(howGround(snapshot))}</p>
      {entries.length === 0 && <p>{t('groundEmpty')}</p>}
      {entries.length > 0 && !isSure && <p>{none}</p>}
      {isSure && all > entries.length && <p>{t('groundMore', { all, shown: entries.length })}</p>}
      <Plots {...props} id="together-table" of={t('groundTitle')} entries={entries} />
    </Part>
  )
}

/** Of whom it is asked whether most agree: of groups, of the sides of the map, or of everybody. */
function howGround({ groups, axes }: MapFindings) {
  if (groups.areReal) return 'groundHow'
  return axes.described.some((isDescribed) => isDescribed) ? 'groundHowSides' : 'groundHowAll'
}

/** The statements that set groups, or sides of the map, most apart; each once. */
function dividing(snapshot: MapFindings): number[] {
  return listDivided(snapshot)
    .slice(0, MOST_DIVIDING)
    .map((one) => one.statement)
}

function Divides(props: FindingsProps & LeavingOut) {
  const { c, snapshot, statements, leavesOut } = props
  const t = say(c, placeMessages)
  const numbers = dividing(snapshot)
  const byGroup = snapshot.groups.areReal
  const entries = numbers.flatMap(
    (number) => snapshot.commonGround.find(({ statement }) => statement === number) ?? [],
  )
  const none = snapshot.evidence ? t('dividesNone') : t('dividesPending')
  const lead = byGroup ? t('dividesGroups') : t('dividesAxes')
  return (
    <Part id="divides" title={t('dividesTitle')} isFolded={props.isFolded}>
      <p>{numbers.length === 0 ? none : lead}</p>
      {byGroup && <Plots {...props} id="divides-table" of={t('dividesTitle')} entries={entries} />}
      {!byGroup && numbers.length > 0 && (
        <ul class="wk-list">
          {numbers.flatMap((number) => {
            const result = statements.get(number)
            return result ? (
              <li>
                <h3 {...langOf(c, result.language)}>{result.text}</h3>
                <Own {...props} statement={number} />
                <ResultBar c={c} result={result} isOpen />
              </li>
            ) : (
              []
            )
          })}
        </ul>
      )}
      {!byGroup && numbers.length > 0 && leavesOut && <p class="wk-small wk-soft">{t('dividesLeftOut')}</p>}
    </Part>
  )
}
