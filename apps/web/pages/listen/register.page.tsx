import { RETENTION_DAYS, type RegisteredSource, type WatchLine } from '#domains/listen'
import { publicPage } from '../../frame/page.tsx'
import { say } from '../../frame/say.ts'
import { pathHere, type WebContext } from '../../frame/web.ts'
import { Band, DataTable, PageHead, Section } from '../../ui/index.ts'
import { sourceMessages } from './source.messages.ts'

const DAYS_A_YEAR = 365

/** Where we read along, and why: for everybody. */
export async function registerPage(
  c: WebContext,
  { sources, watches }: { sources: readonly RegisteredSource[]; watches: readonly WatchLine[] },
): Promise<Response> {
  const t = say(c, sourceMessages)
  return publicPage(
    c,
    { title: t('publicTitle'), description: t('publicLead') },
    <>
      <Band>
        <PageHead title={t('publicTitle')} lead={t('publicLead')} />
        <Rules c={c} />
      </Band>
      <Band tone="sunk" labelledBy="sources">
        <Section id="sources" title={t('sourcesTitle')} gap="m">
          {sources.length === 0 ? <p>{t('sourcesEmpty')}</p> : <SourceTable c={c} sources={sources} />}
        </Section>
      </Band>
      <Band labelledBy="watches">
        <Section id="watches" title={t('watchesTitle')} gap="m">
          {watches.length === 0 ? <p>{t('watchesEmpty')}</p> : <WatchTable c={c} watches={watches} />}
        </Section>
      </Band>
    </>,
  )
}

function Rules({ c }: { c: WebContext }) {
  const t = say(c, sourceMessages)
  return (
    <Section id="rules" title={t('rulesTitle')} gap="m">
      <ul class="wk-bullets">
        <li>{t('ruleOpen')}</li>
        <li>{t('ruleAuthors')}</li>
        <li>
          {t('ruleText', {
            text: RETENTION_DAYS['listen-text'],
            years: RETENTION_DAYS['listen-post'] / DAYS_A_YEAR,
          })}
        </li>
        <li>{t('ruleFile', { days: RETENTION_DAYS['listen-raw'] })}</li>
        <li>
          {t('ruleAsk')} <a href={pathHere(c, '/tell-us')}>{t('tellUs')}</a>
        </li>
      </ul>
    </Section>
  )
}

function SourceTable({ c, sources }: { c: WebContext; sources: readonly RegisteredSource[] }) {
  const t = say(c, sourceMessages)
  return (
    <DataTable
      id="sources-table"
      caption={t('sourcesTitle')}
      columns={[
        { label: t('source') },
        { label: t('whyColumn') },
        { label: t('basisColumn') },
        { label: t('sinceColumn') },
      ]}
      rows={sources.map((source) => [
        <a href={source.home ?? source.address} rel="nofollow noopener" lang={source.language ?? undefined}>
          {source.title}
        </a>,
        source.purpose,
        t(source.legal_basis),
        t('day', { at: source.added_at }),
      ])}
    />
  )
}

function WatchTable({ c, watches }: { c: WebContext; watches: readonly WatchLine[] }) {
  const t = say(c, sourceMessages)
  return (
    <>
      <p>{t('watchesText')}</p>
      <DataTable
        id="watches-table"
        caption={t('watchesTitle')}
        columns={[{ label: t('subject') }, { label: t('whyColumn') }, { label: t('sinceColumn') }]}
        rows={watches.map((watch) => [watch.name, watch.purpose, t('day', { at: watch.added_at })])}
      />
    </>
  )
}
