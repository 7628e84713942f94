import { Hono } from 'hono'
import { describeFilm, LONGEST_TOLD, readConversationFile } from '#domains/answer'
import { type CaptionsProblem, LONGEST_CAPTIONS, readCaptions } from '#platform/blobs'
import { cleanText } from '#platform/text'
import {
  type FormText,
  readFiles,
  readFormText,
  sendCaptions,
  textOf,
  type Web,
  type WebContext,
} from '#web/http'
import { notFoundPage, staffMay } from '#web/shell'
import { say } from '#web/words'
import { filmMessages } from '../../files/film.messages.ts'
import { readerHere } from '../conversation/deed.ts'
import { idSchema, openConversation } from '../conversation/read-desk.ts'
import { inboxPath, readView } from '../inbox/inbox-view.ts'
import { type FilmWordsView, filmWordsPage } from './film-words.page.tsx'

/** What is seen, heard and said in a film that somebody sent. */
export const filmWordsRoutes = new Hono<Web>()

const answerer = staffMay('answer')
const FILM = '/inbox/:id/files/:seq{[0-9]+}/:hash'
/** More than a film of ours needs, in bytes. */
const LARGEST_CAPTIONS = 200 * 1024

filmWordsRoutes.get(`${FILM}/captions`, answerer, async (c) => {
  const id = idSchema.safeParse(c.req.param('id'))
  const asked = { conversationId: id.data ?? '', ...namedIn(c) }
  const reader = await readerHere(c)
  const open = id.success ? await readConversationFile(c.var.services.db, asked, reader) : undefined
  return open?.captions ? sendCaptions(c, open) : notFoundPage(c)
})

filmWordsRoutes.get(`${FILM}/words`, answerer, async (c) => {
  const view = await openFilm(c)
  return view ? filmWordsPage(c, view) : notFoundPage(c)
})

filmWordsRoutes.post(`${FILM}/words`, answerer, async (c) => {
  const view = await openFilm(c)
  if (!view) return notFoundPage(c)
  const { page, seq, film } = view
  const form = await readFormText(c)
  const sent = await readSent(c, form)
  if (sent.kind === 'wrong') return filmWordsPage(c, { ...view, ...sent })
  const { alternative, captions } = sent
  const words = { conversationId: page.conversation.id, seq, hash: film.hash, alternative, captions }
  await c.var.services.db.transaction().execute((tx) => describeFilm(tx, words))
  const path = `/${page.conversation.id}`
  return c.redirect(inboxPath(c, readView(c), path, { done: 'film-described' }), 303)
})

/** The film that is asked for, with its conversation, for who may read it. */
async function openFilm(c: WebContext): Promise<FilmWordsView | undefined> {
  const page = await openConversation(c)
  const { seq, hash } = namedIn(c)
  const film = page?.entries
    .find((entry) => entry.seq === seq)
    ?.files.find((file) => file.hash === hash && file.film)
  if (!page || !film) return undefined
  const asked = { conversationId: page.conversation.id, seq, hash }
  const open = await readConversationFile(c.var.services.db, asked, await readerHere(c))
  return open && { page, seq, film, alternative: open.alternative, captions: open.captions }
}

/** Which file of a conversation the address names. */
function namedIn(c: WebContext): { seq: number; hash: string } {
  return { seq: Number(c.req.param('seq')), hash: c.req.param('hash') ?? '' }
}

type Sent =
  | { kind: 'right'; alternative: string; captions: string }
  | ({ kind: 'wrong' } & Required<Pick<FilmWordsView, 'alternative' | 'captions' | 'errors'>>)

/** What was typed, or what a file of captions holds in its place; all of it stands in the form that comes back. */
async function readSent(c: WebContext, form: FormText): Promise<Sent> {
  const t = say(c, filmMessages)
  const alternative = textOf(form, 'told').trim()
  const typed = textOf(form, 'captions')
  const file = await readCaptionsFile(c)
  const captions = file ?? typed
  const errors: FilmWordsView['errors'] = {}
  if (alternative.length > LONGEST_TOLD) errors.told = t('told-too-long', { most: LONGEST_TOLD })
  if (captions === 'no-file') errors.file = t('no-file', { kb: LARGEST_CAPTIONS / 1024 })
  const read = readCaptions(captions === 'no-file' ? '' : captions)
  if (read.kind !== 'read') errors.captions = problemOf(c, read)
  if (read.kind !== 'read' || Object.keys(errors).length > 0)
    return { kind: 'wrong', alternative, captions: captions === 'no-file' ? typed : captions, errors }
  return { kind: 'right', alternative, captions: read.captions }
}

function problemOf(c: WebContext, { kind, line }: CaptionsProblem): string {
  return say(c, filmMessages)(kind, { line, most: LONGEST_CAPTIONS })
}

/** The text of a file that was chosen; undefined where none was. */
async function readCaptionsFile(c: WebContext): Promise<string | 'no-file' | undefined> {
  const [sent] = await readFiles(c, 'file')
  if (!sent) return undefined
  if (!sent.file || sent.file.size > LARGEST_CAPTIONS) return 'no-file'
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await sent.file.read(0, sent.file.size))
    return cleanText(text)
  } catch {
    return 'no-file'
  }
}
