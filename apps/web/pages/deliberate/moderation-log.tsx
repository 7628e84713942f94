import type { Child } from 'hono/jsx'
import { type DialoguePage, type LogEntry, leastShown } from '#domains/deliberate'
import { refusalMessages } from '#domains/moderation'
import { noonOf } from '#platform/clock'
import type { Page } from '#platform/db'
import type { WebContext } from '#web/http'
import { Empty, type IconName, Pager, Tag } from '#web/ui'
import { langOf, say } from '#web/words'
import { moderationLogMessages } from './moderation-log.messages.ts'

export type LogView = { page: DialoguePage; log: Page<LogEntry> }

type LogProps = { c: WebContext; log: Page<LogEntry>; here: string; file?: string; isForStaff: boolean }

/** The decisions, the newest first, and the way to all of them as a file. */
export function ModerationLog({ c, log, here, file = `${here}.csv`, isForStaff }: LogProps) {
  const t = say(c, moderationLogMessages)
  if (log.rows.length === 0)
    return (
      <Empty level={isForStaff ? 3 : 2} title={t(isForStaff ? 'empty' : 'emptyPublic')}>
        {t('emptyText')}
      </Empty>
    )
  return (
    <>
      <ul class="wk-list">
        {log.rows.map((entry) => (
          <li class="wk-stack wk-stack--s">
            <Entry c={c} entry={entry} isForStaff={isForStaff} />
          </li>
        ))}
      </ul>
      <Pager
        label={t('paging')}
        {...(log.next ? { next: { href: `${here}?after=${log.next}`, label: t('more') } } : {})}
      />
      <p>
        <a href={file} download>
          {t('download')}
        </a>
      </p>
    </>
  )
}

type EntryProps<Entry> = { c: WebContext; entry: Entry; isForStaff: boolean }

function Entry({ c, entry, isForStaff }: EntryProps<LogEntry>) {
  switch (entry.kind) {
    case 'decision':
      return <Decision c={c} entry={entry} isForStaff={isForStaff} />
    case 'revision':
      return <Revision c={c} entry={entry} isForStaff={isForStaff} />
    case 'fact':
      return <Fact c={c} entry={entry} isForStaff={isForStaff} />
    case 'terms':
      return <Terms c={c} entry={entry} isForStaff={isForStaff} />
    case 'exclusion':
      return <Exclusion c={c} entry={entry} isForStaff={isForStaff} />
    case 'refused-elsewhere':
      return <RefusedElsewhere c={c} entry={entry} isForStaff={isForStaff} />
  }
}

type Of<Kind extends LogEntry['kind']> = Extract<LogEntry, { kind: Kind }>

const decisionIcons = {
  added: 'plus',
  published: 'check',
  refused: 'x-circle',
  removed: 'x-circle',
} as const satisfies Record<Of<'decision'>['decision'], IconName>

function Decision({ c, entry, isForStaff }: EntryProps<Of<'decision'>>) {
  const t = say(c, moderationLogMessages)
  const { decision, statement, reason, explanation } = entry
  return (
    <>
      <What c={c} entry={entry} isForStaff={isForStaff} icon={decisionIcons[decision]}>
        {t(decision)}
      </What>
      {isForStaff || statement.isPublic ? (
        <p {...langOf(c, statement.language)}>‘{statement.text}’</p>
      ) : (
        <p>{t('statement', { n: statement.number })}</p>
      )}
      {reason && <p class="wk-small">{t('reason', { reason: refusalMessages[c.var.locale][reason] })}</p>}
      {decision === 'added' && <p class="wk-small">{t('reason', { reason: explanation })}</p>}
      {isForStaff && decision !== 'added' && explanation && (
        <p class="wk-small" {...langOf(c, 'und')}>
          {explanation}
        </p>
      )}
    </>
  )
}

const revisionIcons = {
  corrected: 'pencil-simple',
  split: 'arrows-out-line-horizontal',
  merged: 'arrows-merge',
} as const satisfies Record<Of<'revision'>['how'], IconName>

function Revision({ c, entry, isForStaff }: EntryProps<Of<'revision'>>) {
  const t = say(c, moderationLogMessages)
  const versions = (label: string, list: Of<'revision'>['older']) => (
    <div>
      <p class="wk-small wk-soft">{label}</p>
      <ul class="wk-bullets">
        {list.map(({ number, text, language, isPublic }) =>
          isPublic || isForStaff ? (
            <li {...langOf(c, language)}>{text}</li>
          ) : (
            <li>{t('hidden', { n: number })}</li>
          ),
        )}
      </ul>
    </div>
  )
  return (
    <>
      <What c={c} entry={entry} isForStaff={isForStaff} icon={revisionIcons[entry.how]}>
        {t(entry.how)}
      </What>
      {versions(t('before'), entry.older)}
      {versions(t('now'), entry.newer)}
      <p class="wk-small">{t('reason', { reason: entry.reason })}</p>
    </>
  )
}

function Fact({ c, entry, isForStaff }: EntryProps<Of<'fact'>>) {
  const t = say(c, moderationLogMessages)
  const { isFact, statement } = entry
  return (
    <>
      <What c={c} entry={entry} isForStaff={isForStaff} icon={isFact ? 'user' : 'chat-text'}>
        {t(isFact ? 'fact' : 'noFact')}
      </What>
      {isForStaff || statement.isPublic ? (
        <p {...langOf(c, statement.language)}>‘{statement.text}’</p>
      ) : (
        <p>{t('statement', { n: statement.number })}</p>
      )}
      <p class="wk-small">{t(isFact ? 'factText' : 'noFactText')}</p>
    </>
  )
}

/** What the terms were and became, each that changed in a sentence. */
function Terms({ c, entry, isForStaff }: EntryProps<Of<'terms'>>) {
  const t = say(c, moderationLogMessages)
  const { before, after } = entry
  return (
    <>
      <What c={c} entry={entry} isForStaff={isForStaff} icon="calendar-blank">
        {t('termsChanged')}
      </What>
      {before.closesOn !== after.closesOn && <p>{aboutLastDay(c, entry)}</p>}
      {before.moderation !== after.moderation && <p>{t(after.moderation)}</p>}
    </>
  )
}

function aboutLastDay(c: WebContext, { before, after }: Of<'terms'>): string {
  const t = say(c, moderationLogMessages)
  const [was, is] = [before.closesOn, after.closesOn].map((day) => day && noonOf(day))
  if (was && is) return t('lastDayMoved', { before: was, after: is })
  if (is) return t('lastDaySet', { after: is })
  return was ? t('lastDayGone', { before: was }) : ''
}

function Exclusion({ c, entry, isForStaff }: EntryProps<Of<'exclusion'>>) {
  const t = say(c, moderationLogMessages)
  const { isExcluded, people, reason } = entry
  const isTold = isForStaff || people >= leastShown
  return (
    <>
      <What c={c} entry={entry} isForStaff={isForStaff} icon={isExcluded ? 'eye-slash' : 'eye'}>
        {t(isExcluded ? 'leftOut' : 'takenBack')}
      </What>
      <p>
        {isTold ? t('people', { n: people }) : t('fewPeople', { least: leastShown })}.{' '}
        {t(isExcluded ? 'leftOutText' : 'takenBackText')}
      </p>
      <p class="wk-small">{t('reason', { reason })}</p>
    </>
  )
}

function RefusedElsewhere({ c, entry, isForStaff }: EntryProps<Of<'refused-elsewhere'>>) {
  const t = say(c, moderationLogMessages)
  return (
    <>
      <What c={c} entry={entry} isForStaff={isForStaff} icon="x-circle">
        {t('refusedElsewhere')}
      </What>
      <p>{t('refusedElsewhereText', { n: entry.numbers.length })}</p>
    </>
  )
}

function What({
  c,
  entry,
  isForStaff,
  icon,
  children,
}: EntryProps<LogEntry> & { icon: IconName; children?: Child }) {
  const when = new Intl.DateTimeFormat(c.var.locale === 'nl' ? 'nl-NL' : 'en-GB', {
    timeZone: c.var.services.config.timeZone,
    dateStyle: 'medium',
    ...(isForStaff ? { timeStyle: 'short' } : {}),
  })
  return (
    <p class="wk-row">
      <Tag icon={icon}>{children}</Tag>
      <span class="wk-small wk-soft">
        {when.format(entry.at)} {isForStaff && whoDecided(c, entry)}
      </span>
    </p>
  )
}

function whoDecided(c: WebContext, entry: LogEntry): string {
  const t = say(c, moderationLogMessages)
  if (entry.kind === 'refused-elsewhere') return ''
  const asker = entry.kind === 'decision' ? entry.requestedBy : null
  return asker === null ? t('by', { who: entry.by }) : t('byTwo', { who: entry.by, asker })
}
