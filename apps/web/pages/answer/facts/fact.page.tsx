import type { Fact, FactDossier, PublicFactVersion } from '#domains/answer'
import { noonOf } from '#platform/clock'
import { pathHere, type WebContext } from '#web/http'
import { publicPage } from '#web/shell'
import {
  Answer,
  Aside,
  Band,
  Breadcrumbs,
  ButtonLink,
  Details,
  Notice,
  PageHead,
  Section,
  Split,
  Track,
  Voice,
  Wrap,
} from '#web/ui'
import { LanguageNote, langOf, Prose, say } from '#web/words'
import { nameIn } from '../desk/name-in.ts'
import { ClaimReview } from './claim-review.tsx'
import { FactTag } from './fact-words.tsx'
import { factsMessages } from './facts.messages.ts'
import { FeedLink } from './facts.page.tsx'

export type FactView = { fact: Fact; dossiers: FactDossier[] }

/** One sheet: what is claimed, what is so, how we know, and what changed. */
export async function factPage(c: WebContext, view: FactView): Promise<Response> {
  const t = say(c, factsMessages)
  const { fact } = view
  const [now] = fact.versions
  const isWithdrawn = fact.state === 'withdrawn'
  return publicPage(
    c,
    {
      title: `“${fact.claim}”`,
      ...(isWithdrawn ? {} : { description: fact.answer }),
      head: (
        <>
          <FeedLink c={c} />
          {!isWithdrawn && <ClaimReview c={c} fact={fact} />}
        </>
      ),
    },
    <>
      <Wrap>
        <Breadcrumbs
          label={t('crumbs')}
          trail={[
            { href: pathHere(c, '/facts'), label: t('title') },
            ...(fact.subject && fact.subjectId
              ? [
                  {
                    href: `${pathHere(c, '/facts')}?subject=${fact.subjectId}`,
                    label: nameIn(c, fact.subject),
                  },
                ]
              : []),
          ]}
        />
      </Wrap>
      <Band tight>
        {isWithdrawn && (
          <Notice kind="warning" title={t('withdrawnTitle', { at: now.at })}>
            <Prose text={now.change} lang={langOf(c, now.language).lang} />
          </Notice>
        )}
        <PageHead
          title={<span {...langOf(c, fact.language)}>“{fact.claim}”</span>}
          above={<FactTag c={c} verdict={fact.verdict} state={fact.state} />}
          meta={[
            { icon: 'file-text', text: t('number', { number: fact.number }) },
            { icon: 'calendar-blank', text: t('changed', { at: fact.changedAt }) },
          ]}
        />
        <LanguageNote c={c} of={fact} path={`/facts/${fact.number}`} />
        <Split asideLabel={t('aside')} aside={<About c={c} view={view} />}>
          {!isWithdrawn && (
            <div class="wk-stack wk-stack--l" id={`v${fact.version}`}>
              <Text c={c} version={now} unit={fact.unit} />
              <Sources c={c} version={now} />
            </div>
          )}
          <History c={c} fact={fact} />
        </Split>
      </Band>
    </>,
  )
}

function Text({ c, version, unit }: { c: WebContext; version: PublicFactVersion; unit: string }) {
  const t = say(c, factsMessages)
  const { lang, dir } = langOf(c, version.language)
  return (
    <div class="wk-stack">
      <Voice who={t('claimed')} quote={version.claim} {...(lang === undefined ? {} : { lang })} />
      <Answer who={t('unit', { unit, organisation: c.var.organisation.name })}>
        <p class="wk-row">
          <FactTag c={c} verdict={version.verdict} />
        </p>
        <p class="wk-lead" lang={lang} dir={dir}>
          {version.answer}
        </p>
        <Prose text={version.explanation} lang={lang} />
        <p class="wk-small">{t('known', { on: noonOf(version.knownOn) })}</p>
      </Answer>
    </div>
  )
}

function SourceList({ c, version }: { c: WebContext; version: PublicFactVersion }) {
  const t = say(c, factsMessages)
  return (
    <ol class="wk-bullets">
      {version.sources.map(({ url, title, on }) => (
        <li>
          <a href={url} rel="noreferrer" dir="auto">
            {title}
          </a>{' '}
          <span class="wk-small wk-soft">
            {URL.parse(url)?.host}, {t('source', { on: noonOf(on) })}
          </span>
        </li>
      ))}
    </ol>
  )
}

function Sources({ c, version }: { c: WebContext; version: PublicFactVersion }) {
  return (
    <Section id="sources" title={say(c, factsMessages)('sources')} gap="m">
      <SourceList c={c} version={version} />
    </Section>
  )
}

/** What changed and why, the newest first; each version that is no more can be read, and has an address. */
function History({ c, fact }: { c: WebContext; fact: Fact }) {
  const t = say(c, factsMessages)
  if (fact.versions.length === 1) return null
  return (
    <Section id="versions" title={t('versions')} gap="m">
      <Track
        steps={fact.versions.map((version, at) => ({
          icon: version.withdraws ? 'trash' : at === fact.versions.length - 1 ? 'check' : 'pencil-simple',
          title: t(
            version.withdraws ? 'withdrawn' : at === fact.versions.length - 1 ? 'firstVersion' : 'correction',
          ),
          when: { words: t('changed', { at: version.at }) },
          by: 'org' as const,
          body: (
            <>
              <Prose text={version.change} lang={langOf(c, version.language).lang} />
              {version.version !== fact.version && (
                <div id={`v${version.version}`}>
                  <Details summary={t('was')}>
                    <Text c={c} version={version} unit={fact.unit} />
                    <SourceList c={c} version={version} />
                  </Details>
                </div>
              )}
            </>
          ),
        }))}
      />
    </Section>
  )
}

function About({ c, view: { fact, dossiers } }: { c: WebContext; view: FactView }) {
  const t = say(c, factsMessages)
  return (
    <>
      <Aside title={t('wrongTitle')}>
        <p>{t('wrongText')}</p>
        <p>
          <ButtonLink href={`${pathHere(c, '/tell-us')}?fact=${fact.number}`}>{t('tellUs')}</ButtonLink>
        </p>
      </Aside>
      <Aside title={t('responsible')} by="org">
        <p>{t('unit', { unit: fact.unit, organisation: c.var.organisation.name })}</p>
        <p class="wk-small">{t('published', { at: fact.firstAt })}</p>
        <wk-print label={t('print')}></wk-print>
      </Aside>
      {dossiers.length > 0 && (
        <Aside title={t('dossiers')}>
          <ul class="wk-bullets">
            {dossiers.map(({ slug, question, language }) => (
              <li>
                <a href={pathHere(c, `/dossiers/${slug}`)} {...langOf(c, language)}>
                  {question}
                </a>
              </li>
            ))}
          </ul>
        </Aside>
      )}
    </>
  )
}
