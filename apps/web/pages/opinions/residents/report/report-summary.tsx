import { Section } from '#web/ui'
import { withQuote } from '../results/quote.tsx'
import { readFigure, type Sentence, summaryOf } from './report-sentences.ts'
import { type ReportProps, sayReport, titlesOf } from './report-view.ts'

/** The report in a few sentences, each with where to read more. */
export function Summary({ c, view }: ReportProps) {
  const t = sayReport(c)
  const titles = titlesOf(c)
  return (
    <Section id="summary" title={t('summary')} gap="m">
      <ul class="wk-bullets" data-summary={true}>
        {summaryOf(view.report).map(({ section, sentences }) => (
          <li>
            {sentences.map((sentence) => (
              <>
                <Said c={c} view={view} sentence={sentence} />{' '}
              </>
            ))}
            <a href={`#${section}`} class="wk-small">
              {titles[section]}
            </a>
          </li>
        ))}
      </ul>
      {view.report.counts.people > 0 && <p>{t('selfSelected')}</p>}
    </Section>
  )
}

/** A sentence with its figures out of the report. */
export function Said({ c, view, sentence }: ReportProps & { sentence: Sentence }) {
  const t = sayReport(c)
  const { key, figures, quotes } = sentence
  const values = Object.fromEntries(
    Object.entries(figures).map(([name, figure]) => [name, readFigure(view.report, figure)]),
  )
  if (quotes === undefined) return <span>{t(key, values)}</span>
  const quoted = view.statements.get(quotes) ?? {
    text: t('removedStatement', { number: quotes }),
    language: c.var.locale,
  }
  return <span>{withQuote(c, t, { key, values, quoted })}</span>
}
