import type { FactEntry, ReportMap, ToldAgreement } from '#domains/opinions'
import { DataTable, Section, wholePercentage } from '#web/ui'
import { langOf } from '#web/words'
import { type ReportProps, sayReport } from './report-view.ts'

type MapProps = ReportProps & { map: ReportMap }

/** How people see things by what they told of themselves in a statement; nothing where none is a fact about people. */
export function FactsPart({ c, view, map }: MapProps) {
  const t = sayReport(c)
  if (map.facts.length === 0) return null
  return (
    <Section id="facts" title={t('factsTitle')} gap="m">
      <p>{t('factsLead')}</p>
      {map.facts.map((fact) => (
        <Fact c={c} view={view} fact={fact} />
      ))}
    </Section>
  )
}

function Fact({ c, view, fact }: ReportProps & { fact: FactEntry }) {
  const t = sayReport(c)
  const told = view.statements.get(fact.statement)
  if (!told) return null
  return (
    <div class="wk-stack wk-stack--s">
      <h3 {...langOf(c, told.language)}>‘{told.text}’</h3>
      <p>{t('factPeople', { yes: fact.yes, no: fact.no })}</p>
      {fact.views.length === 0 ? (
        <p>{t('factNoViews')}</p>
      ) : (
        <DataTable
          id={`fact-${fact.statement}`}
          caption={t('factsCaption', { text: told.text })}
          hidesCaption
          stacks
          columns={[
            { label: t('sideStatement') },
            { label: t('factYes'), numeric: true },
            { label: t('factNo'), numeric: true },
          ]}
          rows={fact.views.flatMap(({ statement, yes, no }) => {
            const viewed = view.statements.get(statement)
            if (!viewed) return []
            const words = <span {...langOf(c, viewed.language)}>{viewed.text}</span>
            return [[words, cell(yes), cell(no)]]
          })}
        />
      )}
    </div>
  )

  function cell({ share, low, high, n }: ToldAgreement): string {
    const [is, least, most] = [share, low, high].map(wholePercentage)
    return t('factCell', { share: is ?? 0, low: least ?? 0, high: most ?? 0, n })
  }
}
