import { type ConversationPage, placeOf } from '#domains/answer'
import type { DrawnArea, Place } from '#domains/places'
import type { WebContext } from '#web/http'
import { type AskedPlace, askPlace, readHomeAreas } from '#web/pages/places'

/** Where a conversation is about, and the field to say it otherwise; undefined where no places are known. */
export type Where = { place: Place | null; asked: AskedPlace | undefined; areas: DrawnArea[] }

/** @param asked  what was typed just now, where it can be more than one place */
export async function readWhere(
  c: WebContext,
  { entries }: ConversationPage,
  asked: AskedPlace | undefined,
): Promise<Where> {
  const [field, areas] = await Promise.all([asked ?? askPlace(c), readHomeAreas(c, c.var.organisation.name)])
  return { place: placeOf(entries), asked: field, areas }
}
