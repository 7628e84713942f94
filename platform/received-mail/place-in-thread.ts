/** What a message says about which others it belongs to. Ids are without angle brackets, addresses as written. */
export type ThreadedMessage = {
  readonly messageId: string | null
  readonly inReplyTo: readonly string[]
  readonly references: readonly string[]
  readonly from: readonly string[]
  /** To and Cc. */
  readonly to: readonly string[]
  /** The List-Id that it came by; null when by none. */
  readonly list: string | null
}

/** A conversation that shares an id with a message: whoever asks finds these by an index. */
export type RelatedConversation<Id> = {
  readonly id: Id
  /** Message-IDs of its messages. */
  readonly messageIds: ReadonlySet<string>
  /** Ids that its messages refer to, known or not. */
  readonly references: ReadonlySet<string>
  /** Addresses in From, To and Cc of its messages, in lower case. */
  readonly participants: ReadonlySet<string>
  readonly lists: ReadonlySet<string>
}

/** Where a message goes; `conversation` is null where it begins one. The possible ones are for staff to look at. */
export type ThreadPlace<Id> = { readonly conversation: Id | null; readonly possibly: readonly Id[] }

/**
 * The ids by which a message is related to others, the nearest first: its parent, then the chain from its end. The address of
 * somebody that stands among them tells no message from another.
 */
export function listRelatingIds(message: ThreadedMessage): string[] {
  const ids = [...message.inReplyTo, ...message.references.toReversed()]
  const addresses = new Set([...message.from, ...message.to].map((address) => address.toLowerCase()))
  return [...new Set(ids)].filter((id) => id !== message.messageId && !addresses.has(id.toLowerCase()))
}

/**
 * Says which conversation a message belongs to: that of its nearest known reference in which its sender, or its list,
 * takes part already. Who quotes a reference of others begins a conversation of their own, which possibly belongs there.
 * Two conversations are never joined. Mail may come in any order: a message that others were waiting for goes to them.
 * Linear in ids times related conversations.
 * @param related  all conversations that hold or refer to one of the message's ids, in the order of their beginning
 */
export function placeMessage<Id>(
  message: ThreadedMessage,
  related: readonly RelatedConversation<Id>[],
): ThreadPlace<Id> {
  const ids = listRelatingIds(message)
  const own = message.messageId
  const near = ids.flatMap((id) => related.filter(({ messageIds }) => messageIds.has(id)))
  const waiting = related.filter(({ references }) => own !== null && references.has(own))
  const beside = ids.flatMap((id) => related.filter(({ references }) => references.has(id)))
  const candidates = [...new Set([...near, ...waiting, ...beside])]
  const home = candidates.find((candidate) => takesPart(message, candidate))
  return {
    conversation: home?.id ?? null,
    possibly: candidates.filter((candidate) => candidate !== home).map(({ id }) => id),
  }
}

function takesPart<Id>(message: ThreadedMessage, { participants, lists }: RelatedConversation<Id>): boolean {
  if (message.list !== null && lists.has(message.list)) return true
  return message.from.some((address) => participants.has(address.toLowerCase()))
}
