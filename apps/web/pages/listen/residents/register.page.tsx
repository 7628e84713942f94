import { RETENTION_DAYS, type RegisteredSource, type WatchLine } from '#domains/listen'
import { pathHere, type WebContext } from '#web/http'
import { publicPage } from '#web/shell'
import { Agenda, Band, List, PageHead, Section } from '#web/ui'
import { say } from '#web/words'
import { sourceMessages } from '../source.messages.ts'

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
      <Band tone="sunk">
        <Section id="sources" title={t('sourcesTitle')} gap="m">
          {sources.length === 0 ? <p>{t('sourcesEmpty')}</p> : <SourceList c={c} sources={sources} />}
        </Section>
      </Band>
      <Band>
        <Section id="watches" title={t('watchesTitle')} gap="m">
          {watches.length === 0 ? <p>{t('watchesEmpty')}</p> : <WatchList c={c} watches={watches} />}
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

function SourceList({ c, sources }: { c: WebContext; sources: readonly RegisteredSource[] }) {
  const t = say(c, sourceMessages)
  return (
    <List
      items={sources.map((source) => ({
        href: source.home ?? source.address,
        title: source.title,
        ...(source.language === null ? {} : { lang: source.language }),
        body: <p>{source.purpose}</p>,
        meta: [
          { icon: 'scales', text: t(source.legal_basis) },
          { icon: 'calendar-blank', text: t('sourceSince', { at: source.added_at }) },
        ],
      }))}
    />
  )
}

function WatchList({ c, watches }: { c: WebContext; watches: readonly WatchLine[] }) {
  const t = say(c, sourceMessages)
  return (
    <>
      <p>{t('watchesText')}</p>
      <Agenda items={watches.map((watch) => ({ when: watch.name, what: watch.purpose }))} />
    </>
  )
}
