import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#db'
import { inLanguage, type Translation, translationsOf, type Written } from '#domains/translation'
import { type Page, type PageRequest, pageOf, readCursor } from '#platform/db'
import type { Locale } from '#platform/i18n'
import { type ReasonCode, type Verdict, verdicts } from './response.ts'

/** "You said, we did, because": the newest version of a response, with what it rests on. */
export type Outcome = {
  responseId: string
  version: number
  dossier: { slug: string; question: string } & Written
  /** In which it is written: that of its dossier. */
  language: string
  translated?: Written['translated']
  verdict: Verdict
  reason: ReasonCode | null
  action: string
  why: string
  unit: string
  publishedAt: Date
  /** How many inputs it answers, and the votes of how many people besides: of those, everybody may know tens only. */
  inputs: number
  voters: number
  /** The dialogue that it answers, where it answers a whole one. */
  dialogue: ({ slug: string; question: string } & Written) | undefined
  /** Some of the public inputs that it answers, in people's own words. */
  quotes: { body: string; language: string | null }[]
  /** Of its dossier, of the dialogue, and of itself. */
  translations: readonly Translation[]
}

export type OutcomeFilter = {
  dossierId?: string | undefined
  verdicts?: Verdict[] | undefined
  /** Only those whose words it finds, or whose words in another language; as `prepareSearch` makes it. */
  tsquery?: string
}

const QUOTES = 3

/**
 * Outcomes that the public may read, newest first. A response to inputs that are not public is counted, and told to
 * those who wrote them, but not shown: it may repeat what they wrote.
 */
export async function listOutcomes(db: Db, filter: OutcomeFilter, page: PageRequest): Promise<Page<Outcome>> {
  const cursor = readCursor(page.after, ['instant', 'uuid'])
  const rows = await selectNewestVersions(db, filter)
    .innerJoin('dossier', 'dossier.id', 'response.dossier_id')
    .innerJoin('unit', 'unit.id', 'version.unit_id')
    .select([
      'version.response_id as responseId',
      'version.version',
      'dossier.slug',
      'dossier.question',
      'dossier.language',
      'version.verdict',
      'version.reason',
      'version.action',
      'version.why',
      'unit.name as unit',
      'version.published_at as publishedAt',
      'version.inputs',
      'version.voters',
      translationsOf('dossier.id', 'version.response_id', 'whole.dialogue_id').as('translations'),
    ])
    .leftJoin('response_target as whole', (join) =>
      join.onRef('whole.response_id', '=', 'version.response_id').on('whole.dialogue_id', 'is not', null),
    )
    .leftJoin('dialogue', 'dialogue.id', 'whole.dialogue_id')
    .select([
      'dialogue.slug as dialogueSlug',
      'dialogue.question as dialogueQuestion',
      'dialogue.language as dialogueLanguage',
    ])
    .where(isPublic)
    .$if(cursor !== undefined, (query) =>
      query.where(
        sql<boolean>`(version.published_at, version.response_id) < (${cursor?.[0] ?? ''}::timestamptz, ${cursor?.[1] ?? ''}::uuid)`,
      ),
    )
    .orderBy('version.published_at', 'desc')
    .orderBy('version.response_id', 'desc')
    .limit(page.size + 1)
    .execute()
  const part = pageOf(rows, page.size, (row) => [row.publishedAt.toISOString(), row.responseId])
  const quotes = await listQuotes(
    db,
    part.rows.map((row) => row.responseId),
  )
  return {
    next: part.next,
    rows: part.rows.map((row) => ({ ...outcomeOf(row), quotes: quotes.get(row.responseId) ?? [] })),
  }
}

type OutcomeRow = Omit<Outcome, 'language' | 'translated' | 'dossier' | 'dialogue' | 'quotes'> &
  Outcome['dossier'] & {
    dialogueSlug: string | null
    dialogueQuestion: string | null
    dialogueLanguage: string | null
  }

function outcomeOf(row: OutcomeRow): Omit<Outcome, 'quotes'> {
  const { slug, question, language, dialogueSlug, dialogueQuestion, dialogueLanguage, ...outcome } = row
  const dialogue =
    dialogueSlug && dialogueQuestion && dialogueLanguage
      ? { slug: dialogueSlug, question: dialogueQuestion, language: dialogueLanguage }
      : undefined
  return { ...outcome, language, dossier: { slug, question, language }, dialogue }
}

/** An outcome in a language, each of its texts where it was translated. */
export function outcomeIn(language: Locale, outcome: Outcome): Outcome {
  const { translations } = outcome
  if (translations.length === 0) return outcome
  const { dossier, dialogue } = outcome
  return {
    ...inLanguage(outcome, ['action', 'why'], language, translations),
    dossier: inLanguage(dossier, ['question'], language, translations),
    dialogue: dialogue && inLanguage(dialogue, ['question'], language, translations),
  }
}

/** Responses that are shown and the inputs that they answer, for each verdict; and how many responses are not shown. */
export type OutcomeCounts = {
  byVerdict: Record<Verdict, { responses: number; inputs: number }>
  hidden: number
}

export async function countOutcomes(db: Db, filter: { dossierId?: string } = {}): Promise<OutcomeCounts> {
  const rows = await selectNewestVersions(db, filter)
    .select([
      'version.verdict',
      sql<number>`count(*) filter (where ${isPublic})`.as('responses'),
      sql<number>`coalesce(sum(version.inputs) filter (where ${isPublic}), 0)::bigint`.as('inputs'),
      sql<number>`count(*) filter (where not ${isPublic})`.as('hidden'),
    ])
    .groupBy('version.verdict')
    .execute()
  const none = Object.fromEntries(verdicts.map((verdict) => [verdict, { responses: 0, inputs: 0 }]))
  const counted = rows.map(({ verdict, responses, inputs }) => [verdict, { responses, inputs }] as const)
  return {
    byVerdict: { ...none, ...Object.fromEntries(counted) } as OutcomeCounts['byVerdict'],
    hidden: rows.reduce((sum, row) => sum + row.hidden, 0),
  }
}

function selectNewestVersions(db: Db, filter: OutcomeFilter) {
  return db
    .selectFrom('response_version as version')
    .innerJoin('response', 'response.id', 'version.response_id')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('response_version as newer')
            .select('newer.version')
            .whereRef('newer.response_id', '=', 'version.response_id')
            .whereRef('newer.version', '>', 'version.version'),
        ),
      ),
    )
    .$if(filter.dossierId !== undefined, (query) =>
      query.where('response.dossier_id', '=', filter.dossierId ?? ''),
    )
    .$if(filter.verdicts !== undefined, (query) =>
      query.where('version.verdict', 'in', filter.verdicts ?? []),
    )
    .$if(filter.tsquery !== undefined, (query) => query.where(isFoundBy(filter.tsquery ?? '')))
}

/** By its own words, or by what they were translated to: each as a whole. */
function isFoundBy(tsquery: string): RawBuilder<boolean> {
  return sql`(version.response_id, version.version) in (
    select response_id, version from response_version
    where found_words(action || E'\n' || why) @@ ${tsquery}::tsquery
    union
    select response_id, version from translation
    join response_version on response_version.response_id = translation.owner_id
    where found_words(translation.text) @@ ${tsquery}::tsquery and translation.original in (action, why)
  )`
}

const isPublic = sql<boolean>`exists (
  select from response_target target
  left join input on input.id = target.input_id
  where target.response_id = version.response_id
    and (target.dialogue_id is not null or (input.is_public and input.state = 'published'))
)`

async function listQuotes(db: Db, responseIds: string[]): Promise<Map<string, Outcome['quotes']>> {
  if (responseIds.length === 0) return new Map()
  const { rows } = await sql<{ responseId: string } & Outcome['quotes'][number]>`
    select one.id as "responseId", quote.body, quote.language
    from unnest(${responseIds}::uuid[]) as one (id)
    cross join lateral (
      select input.body, input.language
      from response_target target
      join input on input.id = target.input_id
      where target.response_id = one.id and input.is_public and input.state = 'published' and input.body is not null
      order by input.published_on, input.public_id
      limit ${QUOTES}
    ) quote`.execute(db)
  const byResponse = new Map<string, Outcome['quotes']>()
  for (const { responseId, ...quote } of rows)
    byResponse.set(responseId, [...(byResponse.get(responseId) ?? []), quote])
  return byResponse
}

/** What a response says in its own words, public or not: what can be translated. */
export type ResponseWords = { responseId: string; language: string; action: string; why: string }

/** The newest words of each response in a dossier, the newest first. */
export async function listResponseTexts(db: Db, dossierId: string): Promise<ResponseWords[]> {
  return selectNewestVersions(db, { dossierId })
    .innerJoin('dossier', 'dossier.id', 'response.dossier_id')
    .select(['version.response_id as responseId', 'dossier.language', 'version.action', 'version.why'])
    .orderBy('version.published_at', 'desc')
    .orderBy('version.response_id', 'desc')
    .limit(200)
    .execute()
}
