import { placeMessage, type RelatedConversation, type ThreadedMessage } from '#platform/received-mail'
import {
  type Conversation,
  type ConversationState,
  foldEntry,
  type NewEntry,
} from '../conversations/conversation.ts'
import type { Hear } from '../deadlines/hearing.ts'
import { isLongSolved } from '../split/long-solved.ts'
import { idsOf } from './mail-seals.ts'
import type { OtherPerson } from './other-person.ts'
import type { ReadMail } from './read-mail.ts'

/** A mail, with all that says where it goes. */
export type Arrived = {
  read: ReadMail
  message: ThreadedMessage
  /** The conversation whose own address it was sent to. */
  writtenTo: string | undefined
  /** Conversations that its references name, because the ids are ours. */
  ours: ReadonlyMap<string, string>
  /** A machine wrote it, or one of us did outside of here: where a conversation is there already, nothing is due by it. */
  asksNothing: boolean
  /** One of us wrote it: they take part in all that they refer to. */
  isOurs: boolean
  /** Who wrote it, and where they want answers, as seals. */
  writers: readonly string[]
  /** Who else it was sent to, none of them at an address of ours. */
  others: readonly OtherPerson[]
}

/** A conversation that mail goes to, as it is now and with what is added to it. */
export type Target = RelatedConversation<string> & {
  /** Of one that was there before. */
  readonly before: Conversation | undefined
  /** Where it is handled, where it was merged into another. */
  readonly home: string | undefined
  /** The one that it continues, where it began because that was solved long before. */
  readonly goesOnFrom: string | undefined
  readonly messageIds: Set<string>
  readonly references: Set<string>
  readonly participants: Set<string>
  readonly lists: Set<string>
  /** The seals of whoever asked; empty where nobody knows who that was. */
  readonly askers: Set<string>
  state: ConversationState | undefined
  readonly added: AddedMail[]
}

/** A mail as it was added to a conversation. */
export type AddedMail = Pick<Arrived, 'read' | 'message' | 'others'> & {
  entry: NewEntry
  seq: number
  /** Somebody else than who asked wrote it. */
  isFromOther: boolean
}

/** Two conversations that may be one. */
export type Tie = { conversationId: string; otherId: string }

export function newTarget(
  id: string,
  { before, state, home, goesOnFrom }: Partial<Pick<Target, 'before' | 'state' | 'home' | 'goesOnFrom'>> = {},
): Target {
  const [messageIds, references] = [new Set<string>(), new Set<string>()]
  const [participants, lists] = [new Set<string>(), new Set<string>()]
  const askers = new Set<string>()
  const known = { messageIds, references, participants, lists, askers }
  return { id, before, home, goesOnFrom, ...known, state, added: [] }
}

/**
 * Puts each mail where it belongs, in the order given, and adds it there: to the conversation whose address it was sent to, to
 * one that it refers to and that its sender takes part in, else to a new one; of one that was merged, to where it is handled, and of one that was
 * solved long ago, to the newest that continues it. Linear in mails times targets.
 * @param targets  all conversations that are there and may be meant, in the order of their beginning; new ones are added
 */
export function placeMails(
  arrived: readonly Arrived[],
  targets: Map<string, Target>,
  { newId, hear }: { newId: () => string; hear: Hear },
): Tie[] {
  return arrived.flatMap((one) => {
    const { home, possibly } = findHome(one, targets)
    const handled = targets.get(home?.home ?? '') ?? home
    const target = handled ? takeUp(handled, one, { targets, newId }) : newTarget(newId())
    targets.set(target.id, target)
    addTo(target, one, hear)
    const others = handled && target !== handled ? [handled.id, ...possibly] : possibly
    return others
      .filter((otherId) => !areJoined(target, targets.get(otherId)))
      .map((otherId) => ({ conversationId: target.id, otherId }))
  })
}

/** The conversation itself, or the newest that continues it; only whoever asked continues what they asked. */
function takeUp(
  handled: Target,
  arrived: Arrived,
  { targets, newId }: { targets: Map<string, Target>; newId: () => string },
): Target {
  if (!beginsAnew(handled, arrived)) return handled
  if (isOfOther(handled, arrived)) return newTarget(newId())
  const later = [...targets.values()].findLast(({ goesOnFrom }) => goesOnFrom === handled.id)
  if (!later) return newTarget(newId(), { goesOnFrom: handled.id })
  return takeUp(targets.get(later.home ?? '') ?? later, arrived, { targets, newId })
}

/** More mail in spam stays there, and what asks nothing begins nothing. */
function beginsAnew({ state }: Target, { asksNothing, read }: Arrived): boolean {
  return (
    !asksNothing && state !== undefined && state.closed?.as !== 'spam' && isLongSolved(state, read.heardAt)
  )
}

function isOfOther({ askers }: Target, { writers }: Pick<Arrived, 'writers'>): boolean {
  return askers.size > 0 && !writers.some((writer) => askers.has(writer))
}

/** Of what is one already, or goes on from the other, nobody needs to be told that they may belong together. */
function areJoined(one: Target, other: Target | undefined): boolean {
  if (!other) return false
  const goesOn = (from: Target, to: Target) =>
    (from.goesOnFrom ?? from.before?.continues) === to.id || from.home === to.id
  return one === other || goesOn(one, other) || goesOn(other, one)
}

function findHome(
  { message, writtenTo, ours, isOurs }: Arrived,
  targets: Map<string, Target>,
): { home: Target | undefined; possibly: readonly string[] } {
  const addressed = writtenTo === undefined ? undefined : targets.get(writtenTo)
  if (addressed) return { home: addressed, possibly: [] }
  const ids = idsOf(message)
  for (const [id, conversationId] of ours) targets.get(conversationId)?.messageIds.add(id)
  const related = [...targets.values()].filter(({ messageIds, references }) =>
    ids.some((id) => messageIds.has(id) || references.has(id)),
  )
  const takenPart = isOurs ? related.map((one) => ({ ...one, participants: new Set(message.from) })) : related
  const { conversation, possibly } = placeMessage(message, takenPart)
  return { home: conversation === null ? undefined : targets.get(conversation), possibly }
}

function addTo(target: Target, arrived: Arrived, hear: Hear): void {
  const { read, message, asksNothing, writers, others } = arrived
  if (target.state === undefined) for (const writer of writers) target.askers.add(writer)
  const isFromOther = isOfOther(target, { writers })
  const quiet = asksNothing && target.state !== undefined
  const heard = target.state && { id: target.id, ...target.state }
  const hearing = quiet ? { dueOn: null } : hear(heard, read.heardAt)
  const entry: NewEntry = { kind: 'received', channel: 'mail', body: read.body, ...hearing }
  target.state = foldEntry(target.state, entry, read.heardAt)
  target.added.push({ read, message, others, isFromOther, entry, seq: target.state.lastSeq })
  for (const id of idsOf(message)) {
    const set = id === message.messageId ? target.messageIds : target.references
    set.add(id)
  }
  for (const seal of [...message.from, ...message.to]) target.participants.add(seal)
  if (message.list !== null) target.lists.add(message.list)
}
