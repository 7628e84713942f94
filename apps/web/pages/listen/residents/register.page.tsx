import {
  type LetGoLine,
  type OrderSubject,
  RETENTION_DAYS,
  type RegisteredSource,
  type ServedDossier,
  type WatchLine,
} from '#domains/listen'
import type { Subject } from '#domains/people'
import { pathHere, type WebContext } from '#web/http'
import { publicPage } from '#web/shell'
import { Agenda, Band, List, PageHead, Section } from '#web/ui'
import { langOf, say } from '#web/words'
import { communitiesMessages } from '../communities.messages.ts'
import { mailedMessages } from '../desk/mailed.messages.ts'
import { orderMessages } from '../desk/public-order.messages.ts'
import { sourceMessages } from '../source.messages.ts'
import { subjectLang, subjectName } from '../subject-name.ts'
import { LetGoLines } from './let-go-lines.tsx'

const DAYS_A_YEAR = 365

type Register = {
  sources: readonly RegisteredSource[]
  watches: readonly WatchLine[]
  /** Those that each watch serves. */
  dossiers: ReadonlyMap<string, readonly ServedDossier[]>
  /** Of watches about somebody in an office, that office. */
  offices: ReadonlyMap<string, string>
  /** Subjects about public order that are followed after all. */
  order: readonly OrderSubject[]
  /** What went of what is kept. */
  letGo: readonly LetGoLine[]
  /** Those that may be named in public, in the order of the tree. */
  subjects: readonly Pick<Subject, 'id' | 'name' | 'otherName'>[]
}

/** Where we read along, and why: for everybody. */
export async function registerPage(c: WebContext, register: Register): Promise<Response> {
  const { sources, watches } = register
  const t = say(c, sourceMessages)
  return publicPage(
    c,
    { title: t('publicTitle'), description: t('publicLead') },
    <>
      <Band>
        <PageHead title={t('publicTitle')} lead={t('publicLead')} />
        <Rules c={c} register={register} />
      </Band>
      <Band tone="sunk">
        <Section id="sources" title={t('sourcesTitle')} gap="m">
          {sources.length === 0 ? <p>{t('sourcesEmpty')}</p> : <SourceList c={c} sources={sources} />}
          <p>
            <a href={pathHere(c, '/communities')}>{say(c, communitiesMessages)('publicTitle')}</a>
          </p>
        </Section>
      </Band>
      <Band>
        <Section id="watches" title={t('watchesTitle')} gap="m">
          {watches.length === 0 ? <p>{t('watchesEmpty')}</p> : <WatchList c={c} register={register} />}
        </Section>
      </Band>
    </>,
  )
}

function Rules({ c, register: { order, letGo } }: { c: WebContext; register: Register }) {
  const t = say(c, sourceMessages)
  return (
    <Section id="rules" title={t('rulesTitle')} gap="m">
      <ul class="wk-bullets">
        <li>{t('ruleOpen')}</li>
        <li>{t('ruleAuthors')}</li>
        <li>{t('rulePersons')}</li>
        <OrderRule c={c} order={order} />
        <li>{t('ruleLeft')}</li>
        <li>{t('ruleGone')}</li>
        <li>
          {t('ruleText', {
            text: RETENTION_DAYS['listen-text'],
            years: RETENTION_DAYS['listen-post'] / DAYS_A_YEAR,
          })}
        </li>
        <li>{t('ruleFile', { days: RETENTION_DAYS['listen-raw'] })}</li>
        <LetGoLines c={c} lines={letGo} />
        <li>
          {t('ruleAsk')} <a href={pathHere(c, '/tell-us')}>{t('tellUs')}</a>
        </li>
      </ul>
    </Section>
  )
}

function OrderRule({ c, order }: { c: WebContext; order: readonly OrderSubject[] }) {
  const t = say(c, orderMessages)
  if (order.length === 0) return <li>{t('rule')}</li>
  return (
    <li>
      {t('ruleBut')}
      <ul class="wk-bullets">
        {order.map(({ decision, ...subject }) => (
          <li>
            {decision &&
              t('publicLine', {
                ...{ subject: subjectName(c, subject), at: decision.at, reason: decision.reason },
              })}
          </li>
        ))}
      </ul>
    </li>
  )
}

function SourceList({ c, sources }: { c: WebContext; sources: readonly RegisteredSource[] }) {
  const t = say(c, sourceMessages)
  return (
    <List
      items={sources.map((source) => ({
        ...hrefOf(source),
        title: source.title,
        ...(source.language === null ? {} : { lang: source.language }),
        body: <p>{source.purpose}</p>,
        meta: [
          ...(source.kind === 'by-hand' ? [{ icon: 'note-pencil' as const, text: t('byHandPublic') }] : []),
          ...(source.kind === 'mail'
            ? [{ icon: 'envelope-simple' as const, text: say(c, mailedMessages)('byMailPublic') }]
            : []),
          { icon: 'scales', text: t(source.legal_basis) },
          { icon: 'calendar-blank', text: t('sourceSince', { at: source.added_at }) },
        ],
      }))}
    />
  )
}

/** Paper, and places behind a door of their own, have no address. */
function hrefOf({ home, address }: RegisteredSource): { href?: string } {
  const href = home ?? address
  return href === null ? {} : { href }
}

/** By what they are about, in the order of the tree of subjects; last those that are about none of them. */
function WatchList({ c, register }: { c: WebContext; register: Register }) {
  const t = say(c, sourceMessages)
  const { watches, subjects } = register
  const known = new Set(subjects.map(({ id }) => id))
  const bySubject = Map.groupBy(watches, ({ subject_id: id }) => (id !== null && known.has(id) ? id : ''))
  const other = bySubject.get('') ?? []
  return (
    <>
      <p>{t('watchesText')}</p>
      {subjects.map((subject) => {
        const about = bySubject.get(subject.id)
        if (!about) return null
        return (
          <>
            <h3 {...subjectLang(c, subject)}>{subjectName(c, subject)}</h3>
            <Watches c={c} register={register} watches={about} />
          </>
        )
      })}
      {other.length > 0 && other.length < watches.length && <h3>{t('otherSubjects')}</h3>}
      {other.length > 0 && <Watches c={c} register={register} watches={other} />}
    </>
  )
}

function Watches({
  c,
  register,
  watches,
}: {
  c: WebContext
  register: Register
  watches: readonly WatchLine[]
}) {
  return (
    <Agenda
      items={watches.map((watch) => ({
        when: watch.name,
        what: (
          <>
            {watch.purpose}
            <OfOffice c={c} office={register.offices.get(watch.id)} />
            <ForDossiers c={c} dossiers={register.dossiers.get(watch.id) ?? []} />
          </>
        ),
      }))}
    />
  )
}

function OfOffice({ c, office }: { c: WebContext; office: string | undefined }) {
  if (office === undefined) return null
  return <p>{say(c, sourceMessages)('aboutOffice', { office })}</p>
}

/** A draft is not public yet. */
function ForDossiers({ c, dossiers }: { c: WebContext; dossiers: readonly ServedDossier[] }) {
  const open = dossiers.filter(({ isDraft }) => !isDraft)
  if (open.length === 0) return null
  return (
    <ul class="wk-bullets">
      {open.map(({ slug, question, language }) => (
        <li>
          <a href={pathHere(c, `/dossiers/${slug}`)} {...langOf(c, language)}>
            {question}
          </a>
        </li>
      ))}
    </ul>
  )
}
