import { pathHere, type WebContext } from '#web/http'
import { say } from '#web/words'
import { aggregateMessages } from './aggregates.messages.ts'

/** Where the counts of a dialogue are to be had as files. */
export function AggregateFiles({ c, slug }: { c: WebContext; slug: string }) {
  const t = say(c, aggregateMessages)
  const results = pathHere(c, `/dialogues/${slug}/results`)
  return (
    <p class="wk-small">
      {t('files')} <a href={`${results}.csv`}>{t('spreadsheet')}</a>,{' '}
      <a href={`${results}.json`}>{t('programs')}</a>. {t('reuse', { organisation: c.var.organisation.name })}
    </p>
  )
}
