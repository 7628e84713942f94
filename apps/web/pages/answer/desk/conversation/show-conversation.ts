import type { Entry } from '#domains/answer'
import type { WebContext } from '#web/http'
import type { AskedPlace } from '#web/pages/places'
import { getStaff, notFoundPage } from '#web/shell'
import type { WrongCopies } from '../sending/recipients-field.tsx'
import { conversationPage } from './conversation.page.tsx'
import type { Deed } from './deeds.tsx'
import type { Desk } from './desk.ts'
import { openConversation, readParts } from './read-desk.ts'

type Shown = Pick<Desk, 'wrong' | 'refused' | 'moving' | 'obstacle'> & {
  /** What was typed for a place, where it can be more than one. */
  asked?: AskedPlace
  missed?: Desk['sending']['missed']
  wrongMoment?: Desk['sending']['wrongMoment']
  wrongCopies?: WrongCopies
  done?: Deed | undefined
  newer?: Entry[]
  status?: 200 | 409 | 422
}

export async function showConversation(
  c: WebContext,
  { wrong, refused, moving, obstacle, asked, missed, wrongMoment, wrongCopies, done, newer, status }: Shown,
): Promise<Response> {
  const [page, staff] = await Promise.all([openConversation(c), getStaff(c)])
  if (!page) return notFoundPage(c)
  const { list, sending, ...parts } = await readParts(c, { page, staff, asked })
  const desk = {
    ...{ page, view: list.view, staff, ...parts },
    sending: { ...sending, missed, wrongMoment, to: { ...sending.to, wrong: wrongCopies } },
    ...(wrong ? { wrong } : {}),
    ...(refused ? { refused } : {}),
    ...(moving ? { moving } : {}),
    ...(obstacle ? { obstacle } : {}),
  }
  return conversationPage(c, {
    desk,
    list,
    done,
    ...(newer ? { newer } : {}),
    ...(status ? { status } : {}),
  })
}
