import type { Child } from 'hono/jsx'
import type { ConversationPage, Entry } from '#domains/answer'
import { dateOfDue, noonOf } from '#platform/clock'
import type { Delivery } from '#platform/mail'
import { pathHere, type WebContext } from '#web/http'
import { placeWords } from '#web/pages/places'
import { Answer, Event, Files, type IconName, Note, Voice } from '#web/ui'
import { langOf, say } from '#web/words'
import { fileItem } from '../../files/file-item.tsx'
import { deadlineMessages } from '../deadline/deadline.messages.ts'
import { distributionMessages } from '../distribution/distribution.messages.ts'
import { PlacedDeeds, PlacedLink, placedWords } from '../elsewhere/placed-words.tsx'
import { handsDeed } from '../hands/hands-entry.ts'
import { hookReason } from '../hooks/hook-reason.ts'
import { inboxMessages } from '../inbox/inbox.messages.ts'
import { locatedMessages } from '../located/located.messages.ts'
import { MailBody, senderOf } from '../mail/mail-entry.tsx'
import { nameIn } from '../name-in.ts'
import { EntryWords, RemoveLink, removalHappening, removalOf } from '../privacy/removed-words.tsx'
import { rulesMessages } from '../rules/rules.messages.ts'
import { SentCopies } from '../sending/recipients-field.tsx'
import { splitMessages } from '../split/split.messages.ts'
import { CameFrom, SplitOffWords } from '../split/split-entry.tsx'
import { TaskEntry } from '../tasks/task-entry.tsx'
import { isThisYear } from '../this-year.ts'
import { approvalMessages } from './approval.messages.ts'
import { conversationMessages } from './conversation.messages.ts'

type EntryChoices = {
  atHand?: number | undefined
  mayErase?: boolean
  /** What was put below a post can be looked after. */
  mayLook?: boolean
  /** What splits an entry off. */
  splitting?: (entry: Entry) => Child
}

/**
 * The entries of a conversation, or some of them, as staff see them. A draft shows as what was sent of it, or in its place where it was
 * not sent; the words of the one at hand stand elsewhere on the page.
 */
export function entriesOf(
  c: WebContext,
  { conversation, contact }: Pick<ConversationPage, 'conversation' | 'contact'>,
  entries: Entry[],
  { atHand, mayErase = false, mayLook = false, splitting }: EntryChoices = {},
): Child[] {
  const { lang } = langOf(c, conversation.language)
  const who = contact.name ?? say(c, conversationMessages)('resident')
  const sent = new Set(entries.map(({ kind, draftSeq }) => (kind === 'sent' ? draftSeq : null)))
  const path = pathHere(c, `/desk/inbox/${conversation.id}`)
  const shared = {
    c,
    who,
    contact,
    lang,
    files: `${path}/files`,
    isPosted: entries[0]?.channel === 'feed',
    ...(mayLook ? { looking: path } : {}),
    ...(mayErase ? { removal: `${path}/remove` } : {}),
  }
  return entries
    .filter(({ kind, seq }) => kind !== 'draft' || !sent.has(seq))
    .map((entry) => (
      <ShownEntry {...shared} entry={entry} isAtHand={entry.seq === atHand} splitting={splitting?.(entry)} />
    ))
}

type Shown = {
  c: WebContext
  entry: Entry
  who: string
  contact: ConversationPage['contact']
  lang: string | undefined
  isAtHand: boolean
  splitting: Child | undefined
  /** What we answered stands below a post. */
  isPosted: boolean
  /** Where files of the conversation are read. */
  files: string
  /** Where it is said whether a reply stands below a post. */
  looking?: string
  /** Where a text of it is removed, for who may. */
  removal?: string
}

function ShownEntry(shown: Shown) {
  const { c, entry, who, contact, lang, isAtHand, isPosted, files, looking, removal, splitting } = shown
  const t = say(c, conversationMessages)
  const moment = momentOf(c, entry.at)
  const by = authorOf(c, entry)
  const whoWrote = entry.mail ? senderOf(entry.mail, contact, who) : who
  switch (entry.kind) {
    case 'received':
      if (entry.unhelpedSeq !== null)
        return <Event icon="arrow-bend-up-left">{t('unhelped', { who, moment })}</Event>
      return (
        <Voice whoFirst who={receivedBy(c, entry, whoWrote)}>
          {entry.splitOff ? (
            <SplitOffWords c={c} entry={entry} lang={lang} />
          ) : entry.mail && entry.body !== null ? (
            <MailBody c={c} entry={entry} mail={entry.mail} lang={lang} />
          ) : (
            <EntryWords c={c} entry={entry} lang={lang} />
          )}
          {entry.place && (
            <p class="wk-small">{say(c, locatedMessages)('told', { place: placeWords(c, entry.place) })}</p>
          )}
          <EntryFiles c={c} entry={entry} path={`${files}/${entry.seq}`} lang={lang} />
          <CameFrom c={c} entry={entry} />
          {splitting}
          <RemoveLink c={c} entry={entry} path={entry.splitOff ? undefined : removal} />
        </Voice>
      )
    case 'sent':
      return (
        <Answer whoFirst who={t('sent', { by, moment })}>
          <EntryWords c={c} entry={entry} lang={lang} />
          <p class="wk-small">
            {[
              isPosted ? placedWords(c, entry.placed) : deliveryOf(c, entry),
              ...approvalOf(c, entry),
              ...waitOf(c, entry),
            ].join('. ')}
          </p>
          <PlacedLink c={c} placed={entry.placed} />
          {looking && <PlacedDeeds c={c} entry={entry} path={looking} />}
          <SentCopies c={c} copies={entry.copies} />
          <RemoveLink c={c} entry={entry} path={removal} />
        </Answer>
      )
    case 'draft':
      return isAtHand ? (
        <Happened c={c} entry={entry} />
      ) : (
        <Note who={say(c, approvalMessages)('draftOld', { by, moment })}>
          <EntryWords c={c} entry={entry} lang={lang} />
          <RemoveLink c={c} entry={entry} path={removal} />
        </Note>
      )
    case 'note':
      return (
        <Note who={t('note', { by, moment })}>
          <EntryWords c={c} entry={entry} lang={undefined} />
          <RemoveLink c={c} entry={entry} path={removal} />
        </Note>
      )
    case 'elsewhere':
      return <TaskEntry c={c} entry={entry} moment={moment} />
    case 'task':
      return (
        <TaskEntry
          c={c}
          entry={entry}
          moment={moment}
          files={<EntryFiles c={c} entry={entry} path={`${files}/${entry.seq}`} lang={lang} />}
        />
      )
    default:
      return <Happened c={c} entry={entry} />
  }
}

function EntryFiles({ c, entry, path, lang }: Pick<Shown, 'c' | 'entry' | 'lang'> & { path: string }) {
  if (entry.files.length === 0) return null
  return (
    <Files
      files={entry.files.map((file) => {
        const href = `${path}/${file.hash}`
        return fileItem(c, file, { href, lang, words: `${href}/words` })
      })}
    />
  )
}

function receivedBy(c: WebContext, { channel, at, by }: Entry, who: string): string {
  const t = say(c, conversationMessages)
  const words = t('received', { who, channel: t(channel ?? 'web'), moment: momentOf(c, at) })
  return by ? `${words}, ${t('takenDown', { by })}` : words
}

function Happened({ c, entry }: { c: WebContext; entry: Entry }) {
  const happening = happeningOf(c, entry)
  return happening ? <Event icon={happening.icon}>{happening.text}</Event> : null
}

/** What happened without words, in one line. */
function happeningOf(c: WebContext, entry: Entry): { icon: IconName; text: string } | undefined {
  const t = say(c, conversationMessages)
  const a = say(c, approvalMessages)
  const r = say(c, rulesMessages)
  const values = { by: authorOf(c, entry), moment: momentOf(c, entry.at) }
  switch (entry.kind) {
    case 'draft':
      return { icon: 'note-pencil', text: a('asked', values) }
    case 'approved':
      return { icon: 'check', text: a('approvedBy', values) }
    case 'returned':
      return { icon: 'arrow-bend-up-left', text: returnOf(c, entry, values) }
    case 'classified': {
      const what = [entry.subject && nameIn(c, entry.subject), entry.unit].filter((one) => one !== null)
      const text =
        what.length > 0 ? a('classified', { ...values, what: what.join(', ') }) : a('unclassified', values)
      const { rule } = entry
      return {
        icon: 'tag',
        text:
          rule === null ? text : r('classifiedBy', { rule, moment: values.moment, what: what.join(', ') }),
      }
    }
    case 'receipt':
      return { icon: 'envelope-simple', text: t(receiptWords[entry.delivery?.state ?? 'sent'], values) }
    case 'assigned':
      return { icon: 'user-check', text: assignmentOf(c, entry) }
    case 'merged':
      return { icon: 'arrows-merge', text: handsDeed(c, entry, values) }
    case 'split':
      return { icon: 'arrow-square-out', text: say(c, splitMessages)('didSplit', values) }
    case 'labelled':
      return { icon: 'tag', text: handsDeed(c, entry, values) }
    case 'snoozed':
      return { icon: 'clock', text: handsDeed(c, entry, values) }
    case 'status':
      if (entry.closedAs) return { icon: 'check-circle', text: handsDeed(c, entry, values) }
      return entry.status === 'answered'
        ? { icon: 'megaphone', text: t('settled', values) }
        : { icon: 'tray', text: t('reopened', values) }
    case 'located': {
      const l = say(c, locatedMessages)
      const { place } = entry
      if (!entry.isSomewhere) return { icon: 'map-pin', text: l('unlocated', values) }
      const text = place ? l('located', { ...values, place: placeWords(c, place) }) : l('locatedGone', values)
      return { icon: 'map-pin', text }
    }
    case 'redacted':
      return removalHappening(c, entry, values)
    case 'due':
      return { icon: 'calendar', text: movedOf(c, entry, values) }
    case 'linked': {
      const { dossier } = entry
      const text = dossier ? t('linked', { ...values, dossier: dossier.question }) : t('unlinked', values)
      return { icon: 'link-simple', text }
    }
    default:
      return undefined
  }
}

/** That a draft came back: taken back by its writer, or returned with a reason, which may have been removed since. */
function returnOf(c: WebContext, { removal, body }: Entry, values: { by: string; moment: string }): string {
  const a = say(c, approvalMessages)
  const reason = removal ? removalOf(c, removal) : body
  return reason === null ? a('withdrawnBy', values) : a('returnedBy', { ...values, reason })
}

/** That something is due later, and why. */
function movedOf(c: WebContext, entry: Entry, values: { by: string; moment: string }): string {
  const t = say(c, deadlineMessages)
  const due = noonOf(dateOfDue(entry.firstDue ?? entry.resolutionDue ?? ''))
  return t('moved', { ...values, due, reason: entry.dueReason ? t(entry.dueReason) : '' })
}

/** Until when an answer that asks for something waits. */
function waitOf(c: WebContext, { pausedUntil: until }: Entry): string[] {
  return until ? [say(c, deadlineMessages)('asked', { until })] : []
}

/** Who did it, and in whose place. */
function authorOf(c: WebContext, { by, inPlaceOf }: Entry): string {
  if (inPlaceOf === null) return by ?? ''
  return say(c, approvalMessages)('inPlaceOf', { by: by ?? '', absent: inPlaceOf })
}

function assignmentOf(c: WebContext, { by, assignedTo, at, rule, dealtBecause }: Entry): string {
  if (dealtBecause !== null)
    return say(c, distributionMessages)(`dealt${dealtBecause}`, {
      to: assignedTo ?? '',
      moment: momentOf(c, at),
    })
  if (rule !== null)
    return say(c, rulesMessages)('assignedBy', { rule, to: assignedTo ?? '', moment: momentOf(c, at) })
  const t = say(c, conversationMessages)
  const values = { by: by ?? '', moment: momentOf(c, at) }
  if (assignedTo === null) return t(by === null ? 'releasedEnded' : 'released', values)
  return assignedTo === by ? t('taken', values) : t('assigned', { ...values, to: assignedTo })
}

/** Who wrote an answer, where somebody else sent it, and who approved it. */
function approvalOf(c: WebContext, { by, writtenBy, approvedBy, mandate }: Entry): string[] {
  const t = say(c, approvalMessages)
  return [
    ...(writtenBy !== null && writtenBy !== by ? [t('sentWritten', { writer: writtenBy })] : []),
    ...(approvedBy === null ? [] : [t('sentApproved', { approver: approvedBy, mandate: mandate ?? '' })]),
  ]
}

/** How far the mail of an entry has come, in words. */
function deliveryOf(c: WebContext, { delivery, hook }: Entry): string {
  const t = say(c, conversationMessages)
  if (hook) return hookWords(c, hook)
  if (!delivery) return t('mailNone')
  if (delivery.state === 'sent' && delivery.lastError)
    return t('mailDoubt', { moment: momentOf(c, delivery.sentAt ?? new Date(0)), reason: reasonOf(delivery) })
  if (delivery.state === 'sent') return t('mailSent', { moment: momentOf(c, delivery.sentAt ?? new Date(0)) })
  if (delivery.state === 'refused') return t('mailRefused', { reason: reasonOf(delivery) })
  return delivery.lastError ? t('mailTried', { reason: reasonOf(delivery) }) : t('mailWaiting')
}

function hookWords(c: WebContext, { state, lastError, sentAt }: NonNullable<Entry['hook']>): string {
  const t = say(c, conversationMessages)
  if (state === 'sent') return t('hookSent', { moment: momentOf(c, sentAt ?? new Date(0)) })
  if (state === 'refused') return t('hookRefused', { reason: hookReason(c, lastError) })
  return lastError ? t('hookTried', { reason: hookReason(c, lastError) }) : t('hookWaiting')
}

const receiptWords = {
  waiting: 'receiptWaiting',
  sent: 'receipt',
  refused: 'receiptRefused',
} as const satisfies Record<Delivery['state'], string>

/** What the mail server itself said, where it said something: its code and its words. */
export function reasonOf({ lastError }: Delivery): string {
  return /\b[45]\d\d[ -].*/s.exec(lastError ?? '')?.[0] ?? lastError ?? ''
}

export function momentOf(c: WebContext, at: Date): string {
  return say(c, inboxMessages)(isThisYear(c, at) ? 'moment' : 'momentOfYear', { at })
}
