import { Hono } from 'hono'
import { etag } from 'hono/etag'
import {
  type DialoguePage,
  endOf,
  leastTold,
  listAggregates,
  peopleInStep,
  type StatementAggregate,
  stateForAnswers,
} from '#domains/deliberate'
import { findRepresentativeness, type Representativeness } from '#domains/opinions'
import { spreadsheetLine } from '#platform/csv'
import { pathHere, sendSpreadsheet, sharedPage, sharedRead, type Web, type WebContext } from '#web/http'
import {
  countTold,
  findDialogue,
  hiddenResultsPage,
  isOpen,
  mayReadResults,
  timeOf,
} from '#web/pages/dialogue'
import { notFoundPage } from '#web/shell'
import { asFile, LICENCE } from './open-file.ts'

/** What people answered, as files that everybody may use. */
export const aggregateRoutes = new Hono<Web>()

const columns = [
  'number',
  'text',
  'language',
  'is_seed',
  'is_fact',
  'is_suppressed',
  'answers',
  'agree',
  'disagree',
  'pass',
  'pass_unsure',
  'pass_unclear',
  'pass_not_relevant',
  'state',
  'replaced_by',
] as const satisfies (keyof StatementAggregate)[]

aggregateRoutes.get('/dialogues/:slug/results.csv', etag(), asFile, sharedPage, async (c) => {
  const found = await findAggregates(c)
  if (!found) return notFoundPage(c)
  if (found.kind === 'hidden') return hiddenResultsPage(c, found.page, 403)
  const lines = found.statements.map((one) => spreadsheetLine(columns.map((column) => cellOf(one[column]))))
  return sendSpreadsheet(c, [spreadsheetLine(columns), ...lines])
})

/** Several numbers in one cell have a space between them. */
function cellOf(value: StatementAggregate[keyof StatementAggregate]) {
  return Array.isArray(value) ? value.join(' ') : value
}

aggregateRoutes.get('/dialogues/:slug/results.json', etag(), asFile, sharedPage, async (c) => {
  const found = await findAggregates(c)
  if (!found) return notFoundPage(c)
  if (found.kind === 'hidden')
    return c.json({ kind: 'results-hidden', closes_on: found.page.dialogue.closes_on }, 403)
  const { dialogue } = found.page
  const { slug, question, language, opened_at, closes_on } = dialogue
  return c.json({
    dialogue: {
      url: new URL(pathHere(c, `/dialogues/${slug}`), c.var.services.config.url).href,
      question,
      language,
      translations: translationsOf(found.page, question),
      state: stateForAnswers(found.page, timeOf(c).today),
      opened_at,
      closes_on,
      closed_at: endOf(dialogue),
      participants: found.participants,
    },
    licence: LICENCE,
    attribution: c.var.organisation.name,
    least_shown: leastTold(!isOpen(c, found.page)),
    shown_in_steps_of: isOpen(c, found.page) ? peopleInStep : 1,
    statements: found.statements.map((one) => ({
      ...one,
      translations: translationsOf(found.page, one.text),
    })),
    who_took_part: found.who,
  })
})

/** A text in other languages: by a person, unless it says that a machine made it. */
function translationsOf({ translations }: DialoguePage, text: string) {
  return translations
    .filter(({ original }) => original === text)
    .map((one) => ({ language: one.language, text: one.text, by_machine: one.byMachine }))
}

type Aggregates =
  | {
      kind: 'shown'
      page: DialoguePage
      /** None is told while they are few. */
      participants: number | null
      statements: StatementAggregate[]
      who: Representativeness
    }
  | { kind: 'hidden'; page: DialoguePage }

const readWho = sharedRead(findRepresentativeness)
const readAggregates = sharedRead(listAggregates)

/** The counts of a dialogue that everybody may see. A draft has none, not even for staff. */
async function findAggregates(c: WebContext): Promise<Aggregates | undefined> {
  const page = await findDialogue(c)
  if (!page || page.dialogue.state === 'draft' || page.dossier.state === 'draft') return undefined
  if (!(await mayReadResults(c, page))) return { kind: 'hidden', page }
  const [who, statements, people] = await Promise.all([
    readWho(c, { dialogueId: page.dialogue.id, timeZone: c.var.services.config.timeZone }),
    readAggregates(c, page.dialogue.id),
    countTold(c, page),
  ])
  const participants = people === 0 ? null : people
  return { kind: 'shown', page, participants, statements, who }
}
