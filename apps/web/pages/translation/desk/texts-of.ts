import { createHash } from 'node:crypto'
import { type DialogueLine, listDialogues, listStatementTexts } from '#domains/deliberate'
import type { DossierPage } from '#domains/dossier'
import { listResponseTexts } from '#domains/followup'
import { listTranslations } from '#domains/translation'
import type { Locale } from '#platform/i18n'
import type { WebContext } from '#web/http'
import { say } from '#web/words'
import { translationMessages } from './translation.messages.ts'

/** A text that can be translated, with the translation that it has. */
export type Translatable = {
  /** Names it in the form, for as long as its words stay the same. */
  key: string
  ownerId: string
  label: string
  original: string
  language: string
  text: string
  byMachine: boolean
  madeBy?: string | undefined
  /** Of a statement: staff can put right in which language it is. */
  statement?: number
}

/** Texts of which a translation shows once all of them have one. */
export type TextGroup = Translatable[]

/** The parts of a dossier that are translated one by one: `dossier`, `responses`, or the address of a dialogue. */
export type TranslationPart = { name: string; label: string; language: string }

type Source = Pick<Translatable, 'ownerId' | 'label' | 'original' | 'language' | 'statement'>

export function partsOf(c: WebContext, found: DossierPage, dialogues: DialogueLine[]): TranslationPart[] {
  const t = say(c, translationMessages)
  const { language } = found.dossier
  return [
    { name: 'dossier', label: t('dossier'), language },
    ...dialogues.map((one) => ({ name: one.slug, label: one.question, language: one.language })),
    { name: 'responses', label: t('responses'), language },
  ]
}

export function listDialoguesOf(c: WebContext, { dossier }: DossierPage): Promise<DialogueLine[]> {
  return listDialogues(c.var.services.db, dossier.id, { withDrafts: true })
}

/** All texts of one part that are not in a language yet, in groups that show together. */
export async function groupsOf(
  c: WebContext,
  { found, dialogues, part }: { found: DossierPage; dialogues: DialogueLine[]; part: string },
  to: Locale,
): Promise<TextGroup[]> {
  const dialogue = dialogues.find(({ slug }) => slug === part)
  const sources = dialogue
    ? await ofDialogue(c, dialogue)
    : part === 'responses'
      ? await ofResponses(c, found)
      : ofDossier(c, found)
  const groups = sources.map((group) => group.filter(({ language }) => language !== to)).map(firstOfEach())
  const owners = [...new Set(groups.flat().map(({ ownerId }) => ownerId))]
  const translations = await listTranslations(c.var.services.db, owners, to)
  const known = new Map(translations.map((one) => [keyOf(one), one]))
  return groups
    .filter((group) => group.length > 0)
    .map((group) =>
      group.map((source) => {
        const key = keyOf(source)
        const { text = '', byMachine = false, madeBy } = known.get(key) ?? {}
        return { ...source, key, text, byMachine, madeBy }
      }),
    )
}

/** Leaves out what is empty, and what stands there before in the same words: it has the same translation. */
function firstOfEach(): (group: Source[]) => Source[] {
  const seen = new Set([''])
  return (group) =>
    group.filter((source) => {
      const key = source.original && keyOf(source)
      return !seen.has(key) && seen.add(key)
    })
}

/** By its words: a text that was changed meanwhile is not given the translation of the old one. */
function keyOf({ ownerId, original }: Pick<Source, 'ownerId' | 'original'>): string {
  return createHash('sha256').update(`${ownerId} ${original}`).digest('hex').slice(0, 16)
}

function ofDossier(c: WebContext, { dossier, promise, phases }: DossierPage): Source[][] {
  const t = say(c, translationMessages)
  const { id: ownerId, language } = dossier
  const text = (label: string, original: string): Source => ({ ownerId, label, original, language })
  return [
    [
      text(t('question'), dossier.question),
      text(t('summary'), dossier.summary),
      text(t('area'), dossier.area),
    ],
    [text(t('promise'), promise.statement), text(t('decidedBy'), promise.decided_by)],
    ...phases.map((phase, at) => [
      text(t('phaseTitle', { n: at + 1 }), phase.title),
      text(t('phaseText', { n: at + 1 }), phase.description),
    ]),
  ]
}

async function ofDialogue(c: WebContext, dialogue: DialogueLine): Promise<Source[][]> {
  const t = say(c, translationMessages)
  const { id: ownerId, language, question, introduction } = dialogue
  const statements = await listStatementTexts(c.var.services.db, ownerId)
  return [
    [
      { ownerId, language, label: t('question'), original: question },
      { ownerId, language, label: t('introduction'), original: introduction },
    ],
    ...statements.map((one) => [
      {
        ...{ ownerId, language: one.language, original: one.text },
        ...{ label: t('statement', { n: one.number }), statement: one.number },
      },
    ]),
  ]
}

async function ofResponses(c: WebContext, { dossier }: DossierPage): Promise<Source[][]> {
  const t = say(c, translationMessages)
  const responses = await listResponseTexts(c.var.services.db, dossier.id)
  return responses.map(({ responseId: ownerId, language, action, why }, at) => {
    const n = responses.length - at
    return [
      { ownerId, language, label: t('responseAction', { n }), original: action },
      { ownerId, language, label: t('responseWhy', { n }), original: why },
    ]
  })
}
