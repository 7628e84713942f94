import type { Db } from '#db'
import {
  type ConversationTrack,
  findConversationOfInput,
  listNearOfInput,
  type NearLine,
} from '#domains/answer'
import { findReplacement, type Replacement } from '#domains/deliberate'
import { type DossierPage, dossierIn, findDossierBySlug, type PhaseTime, timeOfPhase } from '#domains/dossier'
import type { DeliveryState } from '#domains/letters'
import { deliveryState } from '#domains/letters'
import type { Refusal } from '#domains/moderation'
import { listRefusals } from '#domains/moderation'
import type { Input } from '#domains/register'
import { findInput } from '#domains/register'
import { inLanguage, translationsOf, type Written } from '#domains/translation'
import { noonOf } from '#platform/clock'
import type { Locale } from '#platform/i18n'
import { selectAnsweredInputs } from './answered-input.ts'
import { wantsNotices } from './notice.ts'
import type { ReasonCode, Verdict } from './response.ts'

/** One published version of a response, as the person whom it answers reads it. */
export type TrackAnswer = Written & {
  responseId: string
  version: number
  verdict: Verdict
  reason: ReasonCode | null
  action: string
  why: string
  unit: string
  publishedAt: Date
  /** It answers the whole dialogue in which this was said. */
  toDialogue: boolean
  /** A later version of the same response stands in its place. */
  replaced: boolean
}

/** A mail about one version of a response, about a refusal, or about the second look at one. */
export type TrackNotice = {
  responseId: string | null
  version: number | null
  decisionId: string | null
  appealId: string | null
  state: DeliveryState
  /** When its mail left; once the mail is gone, some moment of that day. */
  sentAt: Date | null
}

/** The dialogue in which something was said. */
export type TrackDialogue = {
  slug: string
  question: string
  language: string
  /** How many votes a participant has given so far; for a participant's votes. */
  votes?: number
  /** Each time that a moderator stopped a statement: why, and what came of the appeal. The oldest first. */
  refusals?: Refusal[]
  /** What came in the place of a statement, and why. */
  replacement?: Replacement | undefined
}

/** What came of one input, from its receipt to what is still to come. */
export type Track = {
  input: Input
  /** The dossier that it was placed in, once the public can see that. */
  dossier?: DossierPage['dossier'] & { unit: string; promise: DossierPage['promise'] }
  dialogue?: TrackDialogue
  /** The conversation that a question started: their words and our replies. */
  conversation?: ConversationTrack
  /** Every version of every response, oldest first. */
  answers: TrackAnswer[]
  /** The phases of the dossier that run now or later. */
  phases: (DossierPage['phases'][number] & { time: PhaseTime })[]
  notices: TrackNotice[]
  /** Somebody asked to be told what comes of it. */
  wantsNotices: boolean
  /** What everybody can read of it on the map. */
  near: NearLine[]
}

/**
 * Reads the track of an input. It needs no pseudonym, so that it can be read after the key of the dialogue in which it
 * was said is destroyed.
 * @param today  the day on which phases are read, as `2026-05-08`
 * @param language  in which it is read, where it was translated; as it was written, where none is given
 */
export async function readTrack(
  db: Db,
  inputId: string,
  today: string,
  language?: Locale,
): Promise<Track | undefined> {
  const input = await findInput(db, inputId)
  if (!input) return undefined
  const [found, dialogue, conversation, answers, notices, wants, near] = await Promise.all([
    findDossierOf(db, input),
    findDialogueOf(db, input),
    findConversationOfInput(db, inputId),
    listAnswers(db, inputId),
    listNotices(db, inputId),
    wantsNotices(db, inputId),
    listNearOfInput(db, inputId),
  ])
  const page = found && language ? dossierIn(language, found) : found
  const shown = page && page.dossier.state !== 'draft' ? page : undefined
  return {
    input,
    ...(shown ? { dossier: { ...shown.dossier, unit: shown.unit, promise: shown.promise } } : {}),
    ...(dialogue ? { dialogue } : {}),
    ...(conversation ? { conversation } : {}),
    answers: answers.map(({ translations, ...answer }) => {
      const written = { ...answer, language: found?.dossier.language ?? 'und' }
      return language ? inLanguage(written, ['action', 'why'], language, translations) : written
    }),
    phases: (shown?.phases ?? [])
      .map((phase) => ({ ...phase, time: timeOfPhase(phase, today) }))
      .filter((phase) => phase.time !== 'done'),
    notices,
    wantsNotices: wants,
    near,
  }
}

async function findDossierOf(db: Db, input: Input) {
  if (!input.dossier_id) return undefined
  const { slug } = await db
    .selectFrom('dossier')
    .select('slug')
    .where('id', '=', input.dossier_id)
    .executeTakeFirstOrThrow()
  return findDossierBySlug(db, slug)
}

async function findDialogueOf(db: Db, input: Input): Promise<TrackDialogue | undefined> {
  if (!input.dialogue_id) return undefined
  const dialogue = await db
    .selectFrom('dialogue')
    .select(['slug', 'question', 'language'])
    .where('id', '=', input.dialogue_id)
    .executeTakeFirst()
  if (!dialogue) return undefined
  if (input.kind === 'votes') return { ...dialogue, votes: await countVotes(db, input.dialogue_id, input.id) }
  if (input.kind !== 'statement') return dialogue
  const [refusals, replacement] = await Promise.all([
    listRefusals(db, input.id),
    findReplacement(db, input.dialogue_id, input.id),
  ])
  return { ...dialogue, refusals, replacement }
}

async function countVotes(db: Db, dialogueId: string, inputId: string): Promise<number> {
  const { votes } = await db
    .selectFrom('participant')
    .innerJoin('vote', (join) =>
      join
        .onRef('vote.dialogue_id', '=', 'participant.dialogue_id')
        .onRef('vote.participant', '=', 'participant.number'),
    )
    .select((eb) => eb.fn.countAll<number>().as('votes'))
    .where('participant.dialogue_id', '=', dialogueId)
    .where('participant.input_id', '=', inputId)
    .executeTakeFirstOrThrow()
  return votes
}

/** Every version of every public response to an input, oldest first. */
export async function listAnswers(db: Db, inputId: string) {
  const rows = await selectAnsweredInputs(db)
    .innerJoin('unit', 'unit.id', 'answered.unit_id')
    .select([
      'answered.response_id as responseId',
      'answered.version',
      'answered.verdict',
      'answered.reason',
      'answered.action',
      'answered.why',
      'unit.name as unit',
      'answered.published_at as publishedAt',
      'answered.dialogue_id as dialogueId',
      translationsOf('answered.response_id').as('translations'),
    ])
    .where('answered.input_id', '=', inputId)
    .orderBy('answered.published_at')
    .orderBy('answered.response_id')
    .orderBy('answered.version')
    .execute()
  return rows.map(({ dialogueId, ...answer }) => ({
    ...answer,
    toDialogue: dialogueId !== null,
    replaced: rows.some((row) => row.responseId === answer.responseId && row.version > answer.version),
  }))
}

async function listNotices(db: Db, inputId: string): Promise<TrackNotice[]> {
  const rows = await db
    .selectFrom('notice')
    .leftJoin('outgoing_mail', 'outgoing_mail.id', 'notice.mail_id')
    .select([
      'notice.response_id as responseId',
      'notice.version',
      'notice.decision_id as decisionId',
      'notice.appeal_id as appealId',
      deliveryState.as('state'),
      'notice.sent_on as sentOn',
      'outgoing_mail.sent_at as sentAt',
    ])
    .where('notice.input_id', '=', inputId)
    .orderBy('outgoing_mail.sent_at')
    .orderBy('notice.sent_on')
    .orderBy('notice.id')
    .execute()
  return rows.map(({ sentOn, sentAt, ...notice }) => ({
    ...notice,
    sentAt: sentOn ? noonOf(sentOn) : sentAt,
  }))
}
