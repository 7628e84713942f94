import { z } from 'zod'
import {
  findAsked,
  findServedDossier,
  type PostFilter,
  type PostList,
  type ServedDossier,
} from '#domains/listen'
import { pathHere, type WebContext } from '#web/http'
import { readId } from './ids.ts'

/** A list of posts, as an address says it. */
export type DeskList = {
  show: PostList
  watchId?: string | undefined
  sourceId?: string | undefined
  dossier?: ServedDossier | undefined
  /** About this district or neighbourhood. */
  areaCode?: string | undefined
  /** What asks this. */
  asked?: { id: string; words: string; language: string } | undefined
  /** Of a watch, what was said to be not relevant to it. */
  isNotRelevant: boolean
  /** Of what is new: found after this moment. */
  since?: Date | undefined
  after?: string | undefined
}

const shown = z.enum(['waiting', 'new', 'found', 'all'])
const areaCodes = z.string().regex(/^(?:WK\d{4}[\dA-Z]{2}|BU\d{4}[\dA-Z]{4})$/)
const moment = z.iso.datetime().transform((text) => new Date(text))

/** The list that is asked for; where nothing is said: what was found, or all where nothing is searched for or one source is asked for. */
export async function readDeskList(c: WebContext, hasWatches: boolean): Promise<DeskList> {
  const [watchId, sourceId, dossierId, askedId] = ['watch', 'source', 'dossier', 'asked'].map((name) =>
    readId(c.req.query(name)),
  )
  const { db } = c.var.services
  const dossier = dossierId === undefined ? undefined : await findServedDossier(db, dossierId)
  const asked = askedId === undefined ? undefined : await findAsked(db, askedId)
  const usual = hasWatches && sourceId === undefined ? ('found' as const) : ('all' as const)
  const show = shown.safeParse(c.req.query('show')).data ?? usual
  return {
    areaCode: asked ? undefined : areaCodes.safeParse(c.req.query('area')).data,
    ...{ watchId, sourceId, dossier, asked, after: c.req.query('after') },
    show: asked ? 'found' : sourceId === undefined ? show : 'all',
    isNotRelevant: watchId !== undefined && c.req.query('show') === 'not-relevant',
    since: show === 'new' ? moment.safeParse(c.req.query('since')).data : undefined,
  }
}

/** Whether only a part of what is heard is asked for, or what comes further on. */
export function isNarrow({ watchId, sourceId, dossier, asked, areaCode, after }: DeskList): boolean {
  return [watchId, sourceId, dossier, asked, areaCode, after].some((one) => one !== undefined)
}

/** As posts are listed. */
export function filterOf({ dossier, asked, ...list }: DeskList): PostFilter {
  return { ...list, dossierId: dossier?.id, askedId: asked?.id }
}

/** What an address says of a list, to be put behind `?`. */
export function queryOf(list: DeskList): URLSearchParams {
  const { watchId, sourceId, dossier, asked, areaCode, since, after, isNotRelevant, show } = list
  return new URLSearchParams({
    show: isNotRelevant ? 'not-relevant' : show,
    ...(dossier ? { dossier: dossier.id } : {}),
    ...(areaCode ? { area: areaCode } : {}),
    ...(asked ? { asked: asked.id } : {}),
    ...(watchId ? { watch: watchId } : {}),
    ...(sourceId ? { source: sourceId } : {}),
    ...(since ? { since: since.toISOString() } : {}),
    ...(after ? { after } : {}),
  })
}

export function listAddress(c: WebContext, list: DeskList): string {
  return `${pathHere(c, '/desk/listen')}?${queryOf(list)}`
}

/** A post beside the list that it was opened from. */
export function postAddress(
  c: WebContext,
  postId: string,
  list: DeskList,
  told: Record<string, string> = {},
): string {
  const query = queryOf(list)
  for (const [name, value] of Object.entries(told)) query.set(name, value)
  return `${pathHere(c, `/desk/listen/posts/${postId}`)}?${query}`
}
