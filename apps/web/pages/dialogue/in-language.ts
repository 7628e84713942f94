import type { DialoguePage, OlderVersion } from '#domains/deliberate'
import { inLanguage, type Translation, type Written } from '#domains/translation'
import type { Locale } from '#platform/i18n'
import type { WebContext } from '#web/http'
import type { BallotReads } from './kept-reads.ts'

/** What is kept for everybody is translated once, and then is the same object for all who read that language. */
function onceEach<Given extends object>() {
  const kept = new WeakMap<Given, Map<string, Given>>()
  return (given: Given, name: string, make: () => Given): Given => {
    const ofGiven = kept.get(given) ?? new Map<string, Given>()
    kept.set(given, ofGiven)
    const made = ofGiven.get(name) ?? make()
    ofGiven.set(name, made)
    return made
  }
}

const keptPage = onceEach<DialoguePage>()
const keptReads = onceEach<BallotReads>()

/** A dialogue and the question of its dossier, in the language of the page where they were translated. */
export function pageHere(c: WebContext, page: DialoguePage): DialoguePage {
  const { locale } = c.var
  const { translations, dialogue, dossier } = page
  if (translations.length === 0) return page
  return keptPage(page, locale, () => ({
    ...page,
    dialogue: inLanguage(dialogue, ['question', 'introduction'], locale, translations),
    dossier: inLanguage(dossier, ['question'], locale, translations),
  }))
}

/** A statement, or anything with its text, in the language of the page where it was translated. */
export function statementHere<Statement extends Written & { text: string }>(
  c: WebContext,
  { translations }: Pick<DialoguePage, 'translations'>,
  statement: Statement,
): Statement {
  return inLanguage(statement, ['text'], c.var.locale, translations)
}

/** The same of several. */
export function statementsHere<Statement extends Written & { text: string }>(
  c: WebContext,
  page: Pick<DialoguePage, 'translations'>,
  statements: readonly Statement[],
): Statement[] {
  return statements.map((statement) => statementHere(c, page, statement))
}

/** What the ballot asks, in the language of the page. */
export function ballotHere(c: WebContext, { translations }: DialoguePage, reads: BallotReads): BallotReads {
  const { locale } = c.var
  if (translations.length === 0) return reads
  return keptReads(reads, locale, () => translatedReads(reads, locale, translations))
}

function translatedReads(
  { tallies, statements, lineage }: BallotReads,
  locale: Locale,
  translations: readonly Translation[],
): BallotReads {
  const texts = [...statements].map(
    ([number, one]) => [number, inLanguage(one, ['text'], locale, translations)] as const,
  )
  const older = [...lineage.olderOf].map(([number, ones]): [number, readonly OlderVersion[]] => [
    number,
    ones.map((one) => inLanguage(one, ['text'], locale, translations)),
  ])
  return { tallies, statements: new Map(texts), lineage: { ...lineage, olderOf: new Map(older) } }
}
