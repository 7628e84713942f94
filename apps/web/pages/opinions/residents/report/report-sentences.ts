import type { Report } from '#domains/opinions'
import { noonOf } from '#platform/clock'
import { wholePercentage } from '#web/ui'

/**
 * One sentence of the summary: a template and where its figures stand in the report. No figure comes from anywhere
 * else, so that each can be looked up in the data, by the reader and by a test.
 */
export type Sentence = {
  key: SentenceKey
  figures: Record<string, Figure>
  /** The statement that is quoted as `{text}`. */
  quotes?: number
  /** The section that says more. */
  section: Section
}

export type Section = 'participation' | 'together' | 'divides' | 'map' | 'suspects'

export type Figure = { at: Path; as: 'count' | 'percentage' | 'date' }
type Path = readonly (string | number)[]

export type SentenceKey =
  | 'sumPeople'
  | 'sumPeopleSoFar'
  | 'sumPeriod'
  | 'sumTogether'
  | 'sumTogetherSides'
  | 'sumTogetherNone'
  | 'sumTogetherNoneSides'
  | 'sumTogetherPending'
  | 'sumGroundAll'
  | 'sumGroundSides'
  | 'sumGroundGroups'
  | 'sumDivideGroups'
  | 'sumDivideAxes'
  | 'sumDivideNone'
  | 'sumGroups'
  | 'sumNoGroups'
  | 'sumGroupsUnclear'
  | 'sumGroupsPending'
  | 'sumSuspects'
  | 'sumSuspectsArranged'
  | 'sumSuspectsMixed'
  | 'sumSuspectsNone'
  | 'sumSuspectsFew'
  | 'sumSuspectsUnknown'
  | 'sumSuspectsPending'
  | 'sumSuspectsNoneLeft'
  | 'sumLeftOut'
  | 'sumLeftOutFew'

/** What a report says in short, the most important first, by section. */
export function summaryOf(report: Report): { section: Section; sentences: Sentence[] }[] {
  const sentences = sentencesOf(report)
  const sections = [...new Set(sentences.map(({ section }) => section))]
  return sections.map((section) => ({
    section,
    sentences: sentences.filter((sentence) => sentence.section === section),
  }))
}

export function sentencesOf(report: Report): Sentence[] {
  return [
    ...takingPart(report),
    ...(report.map ? [...shared(report.map), ...divided(report, report.map), groups(report.map)] : []),
    ...(report.map ? tellSuspects(report) : []),
  ]
}

const count = (...at: Path): Figure => ({ at, as: 'count' })
const percentage = (...at: Path): Figure => ({ at, as: 'percentage' })
const date = (...at: Path): Figure => ({ at, as: 'date' })

function takingPart({ counts, participation }: Report): Sentence[] {
  const figures = {
    people: count('counts', 'people'),
    votes: count('counts', 'votes'),
    statements: count('counts', 'statements'),
  }
  const key = counts.areFinal ? 'sumPeople' : 'sumPeopleSoFar'
  const people: Sentence = { key, figures, section: 'participation' }
  if (!participation?.first) return [people]
  const period = { first: date('participation', 'first'), last: date('participation', 'last') }
  return [people, { key: 'sumPeriod', figures: period, section: 'participation' }]
}

type ReportMap = NonNullable<Report['map']>

function shared({ commonGround, groups, axes, together, evidence }: ReportMap): Sentence[] {
  const section = 'together'
  const hasSides = axes.described.some((isDescribed) => isDescribed)
  const strongest = commonGround[0]
  if (!evidence) return [{ key: 'sumTogetherPending', figures: {}, section }]
  if (together === 0 || !strongest?.everywhere)
    return [{ key: hasSides ? 'sumTogetherNoneSides' : 'sumTogetherNone', figures: {}, section }]
  const lowest = extreme(strongest.groups, (one, other) => one < other)
  const ground = hasSides ? 'sumGroundSides' : 'sumGroundAll'
  return [
    {
      key: hasSides ? 'sumTogetherSides' : 'sumTogether',
      figures: { n: count('map', 'together') },
      section,
    },
    {
      key: groups.areReal ? 'sumGroundGroups' : ground,
      figures: {
        share: percentage('map', 'commonGround', 0, 'groups', lowest, 'share'),
        low: percentage('map', 'commonGround', 0, 'everywhere', 'lower'),
      },
      quotes: strongest.statement,
      section,
    },
  ]
}

/** The strongest difference of which the shares are known. */
function divided({ statements }: Report, map: ReportMap): Sentence[] {
  const { differences, commonGround, groups, evidence } = map
  const section = 'divides'
  const indices = differences.map(({ statement }) =>
    commonGround.findIndex((entry) => entry.statement === statement),
  )
  const index = indices.find((at) => at >= 0)
  const entry = index === undefined ? undefined : commonGround[index]
  if (index === undefined || !entry) return evidence ? [{ key: 'sumDivideNone', figures: {}, section }] : []
  const share = (group: number) => percentage('map', 'commonGround', index, 'groups', group, 'share')
  if (!groups.areReal) {
    // Where it was taken away since the map was made, nothing of it is told any more.
    const row = statements.findIndex(({ number, agree }) => number === entry.statement && agree !== null)
    if (row < 0) return []
    const counts = {
      agree: count('statements', row, 'agree'),
      disagree: count('statements', row, 'disagree'),
    }
    return [{ key: 'sumDivideAxes', figures: counts, quotes: entry.statement, section }]
  }
  const figures = {
    high: share(extreme(entry.groups, (one, other) => one > other)),
    low: share(extreme(entry.groups, (one, other) => one < other)),
  }
  return [{ key: 'sumDivideGroups', figures, quotes: entry.statement, section }]
}

function groups({ groups: { areReal, list }, evidence }: ReportMap): Sentence {
  const section = 'map'
  if (areReal) return { key: 'sumGroups', figures: { n: count('map', 'groups', 'list', 'length') }, section }
  if (!evidence || list.length > 0) return { key: 'sumGroupsPending', figures: {}, section }
  const isClear = evidence.groups.found.verdict !== 'unclear'
  return { key: isClear ? 'sumNoGroups' : 'sumGroupsUnclear', figures: {}, section }
}

const suspectKeys = {
  'not-examined': 'sumSuspectsPending',
  unknown: 'sumSuspectsUnknown',
  none: 'sumSuspectsNone',
  few: 'sumSuspectsFew',
  found: 'sumSuspects',
} as const satisfies Record<Report['suspects']['kind'], SentenceKey>

/** First, whom staff left out: without them nothing may be found any more, and that alone would mislead. */
export function tellSuspects({ suspects, moderation: { excluded } }: Report): Sentence[] {
  const section = 'suspects'
  const found = suspects.kind === 'found' ? tellFound(suspects) : undefined
  const told = found ?? { key: suspectKeys[suspects.kind], figures: {}, section }
  if (excluded === 0) return [told]
  const leftOut: Sentence =
    excluded === null
      ? { key: 'sumLeftOutFew', figures: {}, section }
      : { key: 'sumLeftOut', figures: { people: count('moderation', 'excluded') }, section }
  return [leftOut, suspects.kind === 'none' ? { ...told, key: 'sumSuspectsNoneLeft' } : told]
}

/** How surely: arranged, alike, or both; a report from before these were told apart says only how many there are. */
function tellFound({ people, arranged }: Extract<Report['suspects'], { kind: 'found' }>): Sentence {
  const section = 'suspects'
  const all = count('suspects', 'people')
  if (!arranged) return { key: 'sumSuspects', figures: { people: all }, section }
  if (arranged === people) return { key: 'sumSuspectsArranged', figures: { people: all }, section }
  const figures = { people: all, arranged: count('suspects', 'arranged') }
  return { key: 'sumSuspectsMixed', figures, section }
}

function extreme(
  groups: readonly { share: number }[],
  beats: (one: number, other: number) => boolean,
): number {
  return groups.reduce((best, { share }, at) => (beats(share, groups[best]?.share ?? share) ? at : best), 0)
}

/** What a figure is, as a sentence says it. @throws RangeError where the report has no such figure */
export function readFigure(report: Report, { at, as }: Figure): number | Date {
  const value = at.reduce<unknown>(
    (part, name) => (part as Record<string | number, unknown> | null | undefined)?.[name],
    report,
  )
  if (as === 'date' && typeof value === 'string') return noonOf(value)
  if (as !== 'date' && typeof value === 'number') return as === 'percentage' ? wholePercentage(value) : value
  throw new RangeError(`The report has no ${as} at ${at.join('.')}.`)
}
