import { type Narrowing, narrowingValues } from '#domains/answer'
import type { WebContext } from '#web/http'
import { say } from '#web/words'
import type { DeskChoices } from '../choices.ts'
import { conversationMessages } from '../conversation/conversation.messages.ts'
import { handsMessages } from '../hands/hands.messages.ts'
import { inboxMessages } from '../inbox/inbox.messages.ts'
import type { InboxView } from '../inbox/inbox-view.ts'
import { nameIn } from '../name-in.ts'
import { viewsMessages } from './views.messages.ts'

type Of = Pick<InboxView, 'filter' | 'narrowing'>

/** What a view shows, in a line: the list, and each thing that it is narrowed to. */
export function viewWords(c: WebContext, { filter, narrowing }: Of, choices: DeskChoices): string {
  return [listName(c, filter), ...narrowWords(c, narrowing, choices)].join(' · ')
}

/** Each thing that a list is narrowed to. */
export function narrowWords(
  c: WebContext,
  narrowing: Narrowing | undefined = {},
  choices: DeskChoices,
): string[] {
  const v = say(c, viewsMessages)
  const { labels, units, subjects, areas } = choices
  const { label, unit, subject, area, channel, due, words } = narrowing
  const named = (list: { id: string; name: string }[], id: string | undefined) =>
    id === undefined ? [] : [list.find((one) => one.id === id)?.name ?? v('gone')]
  const about = subjects.find(({ id }) => id === subject)
  return [
    ...assignedWords(c, narrowing, choices),
    ...(due ? [v(`due-${due}`)] : []),
    ...named(units, unit),
    ...(subject === undefined ? [] : [about ? nameIn(c, about) : v('gone')]),
    ...named(
      areas.map(({ code, name }) => ({ id: code, name })),
      area,
    ),
    ...named(labels, label).map((name) => v('withLabel', { name })),
    ...(channel ? [say(c, conversationMessages)(channel)] : []),
    ...(words ? [v('withWords', { words })] : []),
  ]
}

function assignedWords(c: WebContext, narrowing: Narrowing, { colleagues }: DeskChoices): string[] {
  const v = say(c, viewsMessages)
  const { assigned } = narrowing
  if (assigned === undefined) return []
  if (typeof assigned === 'string') return [v(`assigned-${assigned}`)]
  const { assigned: id } = narrowingValues(narrowing)
  return [colleagues.find((one) => one.id === id)?.name ?? v('gone')]
}

/** What a list of the inbox is called, without how much is in it. */
function listName(c: WebContext, filter: InboxView['filter']): string {
  if (filter === 'snoozed' || filter === 'closed' || filter === 'spam') return say(c, handsMessages)(filter)
  return say(c, inboxMessages)(filter)
}
