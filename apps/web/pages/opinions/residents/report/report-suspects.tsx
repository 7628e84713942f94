import { leastShown } from '#domains/deliberate'
import { compareSides, type MapSide, type ReportSuspects } from '#domains/opinions'
import { noonOf } from '#platform/clock'
import type { WebContext } from '#web/http'
import { DataTable, Halves, OpinionMap, Section, wholePercentage } from '#web/ui'
import { langOf } from '#web/words'
import { type Sentence, tellSuspects } from './report-sentences.ts'
import { Said } from './report-summary.tsx'
import { addressOf, formatsOf, type ReportProps, sayReport } from './report-view.ts'

type Found = Extract<ReportSuspects, { kind: 'found' }>
type Sides = NonNullable<Found['sides']>

/** Votes in concert: the map with and without them, and what changes. */
export function SuspectsPart({ c, view }: ReportProps) {
  const t = sayReport(c)
  const { suspects, moderation } = view.report
  const isFound = suspects.kind === 'found'
  // What was found is told below, at length.
  const told = tellSuspects(view.report).filter(({ figures }) => !isFound || !isAboutSuspects(figures))
  return (
    <Section id="suspects" title={t('suspectsTitle')} gap="m">
      {told.length > 0 && (
        <p>
          {told.map((sentence) => (
            <>
              <Said c={c} view={view} sentence={sentence} />{' '}
            </>
          ))}
          {moderation.excluded !== 0 && (
            <a href={`${addressOf({ c, view }).dialogue}/moderation`}>{t('decisions')}</a>
          )}
        </p>
      )}
      {suspects.kind === 'found' && (
        <>
          <p>{t('suspectsText', { people: suspects.people })}</p>
          {suspects.clusters.some(({ kind }) => kind === 'arranged') && <p>{t('arrangedText')}</p>}
          {suspects.clusters.some(({ kind }) => kind === 'alike') && <p>{t('alikeText')}</p>}
          <Clusters c={c} suspects={suspects} />
          {suspects.sides && <Compared c={c} view={view} sides={suspects.sides} />}
        </>
      )}
    </Section>
  )
}

function isAboutSuspects(figures: Sentence['figures']): boolean {
  return figures.people?.at[0] === 'suspects'
}

/** Reports from before these were told apart do not say what each is. */
function hasKinds({ clusters }: Found): boolean {
  return clusters.some(({ kind }) => kind !== undefined)
}

function Clusters({ c, suspects }: { c: WebContext; suspects: Found }) {
  const t = sayReport(c)
  const { clusters } = suspects
  const kinds = hasKinds(suspects)
  const { count } = formatsOf(c)
  const dayOf = (day: string | null) => (day === null ? t('tooFew') : t('day', { on: noonOf(day) }))
  return (
    <DataTable
      id="clusters"
      caption={t('suspectsCaption')}
      columns={[
        { label: t('suspectsWhen') },
        ...(kinds ? [{ label: t('suspectsKind') }] : []),
        { label: t('people'), numeric: true },
      ]}
      rows={clusters.map(({ kind, people, from, to }) => [
        from === to ? dayOf(from) : `${dayOf(from)} – ${dayOf(to)}`,
        ...(kinds ? [kind === undefined ? t('tooFew') : t(kind)] : []),
        people === null ? t('tooFew') : count.format(people),
      ])}
    />
  )
}

type SidesProps = ReportProps & { sides: Sides }

function Compared({ c, view, sides }: SidesProps) {
  const t = sayReport(c)
  return (
    <>
      <Halves>
        <Side c={c} title={t('withThem')} side={sides.with} beside={sides.without} />
        <Side c={c} title={t('withoutThem')} side={sides.without} beside={sides.with} />
      </Halves>
      <p class="wk-small wk-soft">{t('sideNote')}</p>
      <Changes c={c} view={view} sides={sides} />
    </>
  )
}

function Side({ c, title, side, beside }: { c: WebContext; title: string; side: MapSide; beside: MapSide }) {
  const t = sayReport(c)
  const { drawn, participants, explained, groups, together } = side
  const [first = 0, second = 0] = explained
  if (!drawn) return null
  return (
    <div class="wk-stack wk-stack--s">
      <h3>{title}</h3>
      <p class="wk-small">{t('sidePeople', { n: participants })}</p>
      {groups !== undefined && together !== undefined && <p>{t('sideFound', { groups, together })}</p>}
      <OpinionMap
        drawing={{ ...drawn, outlines: [], beside: beside.drawn?.cells ?? [] }}
        finding={t('sideFinding', { n: participants })}
        label={title}
        poles={{}}
        bare
      />
      <p class="wk-small">
        {t('sideExplained', { first: wholePercentage(first), second: wholePercentage(second) })}
      </p>
    </div>
  )
}

/** What most agree on, with and without them. */
function Changes({ c, view, sides }: SidesProps) {
  const t = sayReport(c)
  const { onlyWith, onlyWithout, both } = compareSides(sides)
  const words = (number: number) => view.statements.get(number)
  const listed = (numbers: number[]) => (
    <ul class="wk-bullets">
      {numbers.map((number) => (
        <li {...langOf(c, words(number)?.language ?? c.var.locale)}>
          {words(number)?.text ?? t('removedStatement', { number })}
        </li>
      ))}
    </ul>
  )
  const share = ({ commonGround }: MapSide, number: number) => {
    const found = commonGround.find(({ statement }) => statement === number)?.groups[0]
    return found && found.n >= leastShown
      ? t('sharedOf', { share: wholePercentage(found.share) })
      : t('noShare')
  }
  const all = [...both, ...onlyWith, ...onlyWithout]
  return (
    <>
      {onlyWith.length === 0 && onlyWithout.length === 0 ? (
        <p>{t('sameTop')}</p>
      ) : (
        <div class="wk-stack wk-stack--s">
          {onlyWith.length > 0 && <p>{t('lostTop')}</p>}
          {onlyWith.length > 0 && listed(onlyWith)}
          {onlyWithout.length > 0 && <p>{t('gainedTop')}</p>}
          {onlyWithout.length > 0 && listed(onlyWithout)}
        </div>
      )}
      <DataTable
        id="sides-table"
        caption={t('sideCaption')}
        columns={[
          { label: t('sideStatement') },
          { label: t('withThem'), numeric: true },
          { label: t('withoutThem'), numeric: true },
        ]}
        rows={all.map((number) => [
          <span {...langOf(c, words(number)?.language ?? c.var.locale)}>
            {words(number)?.text ?? t('removedStatement', { number })}
          </span>,
          share(sides.with, number),
          share(sides.without, number),
        ])}
      />
    </>
  )
}
