import {
  type DialogueLine,
  type DialoguePage,
  isOpenForAnswers,
  listDialogues,
  listResults,
  resultsAreVisible,
} from '#domains/deliberate'
import { inLanguage } from '#domains/translation'
import { dateIn } from '#platform/clock'
import { pathHere, sharedRead, type WebContext } from '#web/http'
import { dialogueMessages, findPseudonym, hiddenSentence, statementsHere } from '#web/pages/dialogue'
import type { ShowOnDossier } from '#web/pages/dossier'
import { List, Section, Tag, type Way } from '#web/ui'
import { langOf, say } from '#web/words'
import { waysMessages } from './dialogue-ways.messages.ts'
import { pickTwo, TwoStatements } from './two-statements.tsx'

const readDialogues = sharedRead(listDialogues)
const readResults = sharedRead(listResults)

/** What the dialogues of a dossier add to its page: a way to take part, and where to read what people answered. */
export const showDialogues: ShowOnDossier = async (c, dossier) => {
  const t = say(c, waysMessages)
  const { config, clock } = c.var.services
  const today = dateIn(config.timeZone, clock.now())
  const dialogues = (await readDialogues(c, dossier.id)).map((one) =>
    inLanguage(one, ['question', 'introduction'], c.var.locale, one.translations),
  )
  const isOpen = (dialogue: DialogueLine) => isOpenForAnswers({ dialogue, dossier }, today)
  const open = dialogues.filter(isOpen)
  const ways: Way[] = open.map((dialogue) => ({
    href: pathHere(c, `/dialogues/${dialogue.slug}`),
    icon: 'list-checks',
    title: open.length === 1 ? t('wayTitle') : dialogue.question,
    text: t('wayText', { access: dialogue.access }),
  }))
  if (dialogues.length === 0) return { ways }
  const top = await topOf(c, dossier, { dialogue: open[0] ?? dialogues[0], isOpen: open.length > 0 })
  const section = (
    <Section id="dialogues" title={t('sectionTitle')}>
      <List
        items={dialogues.map((dialogue) => ({
          href: pathHere(c, `/dialogues/${dialogue.slug}/results`),
          title: dialogue.question,
          ...langOf(c, dialogue.language),
          tag: isOpen(dialogue) ? (
            <Tag icon="chats" tone="voice">
              {t('open')}
            </Tag>
          ) : (
            <Tag icon="check-circle">{t('closed')}</Tag>
          ),
          body: (
            <p>
              {resultsAreVisible({ dialogue, dossier }, today)
                ? say(c, dialogueMessages)('resultsTitle')
                : hiddenSentence(c, dialogue)}
            </p>
          ),
        }))}
      />
    </Section>
  )
  return { ways, section, ...top }
}

type Top = { dialogue: DialogueLine | undefined; isOpen: boolean }

/** What stands at the top of a dossier: the way to vote with its last day, and two statements to look at. */
async function topOf(c: WebContext, dossier: DialoguePage['dossier'], { dialogue, isOpen }: Top) {
  if (!dialogue) return {}
  const { config, clock } = c.var.services
  const page = { dialogue, dossier }
  const showsResults = resultsAreVisible(page, dateIn(config.timeZone, clock.now()))
  const picked = pickTwo(statementsHere(c, dialogue, await readResults(c, dialogue.id)), showsResults)
  const own = await answeredBy(c, dialogue.slug)
  return {
    ...(isOpen
      ? {
          first: {
            href: pathHere(c, `/dialogues/${dialogue.slug}`),
            label: say(c, waysMessages)('wayTitle'),
            until: dialogue.closes_on,
          },
        }
      : {}),
    ...(picked.length > 0
      ? { picture: <TwoStatements c={c} dialogue={dialogue} picked={picked} own={own} isOpen={isOpen} /> }
      : {}),
  }
}

/** The statements that the reader answered in this browser. */
async function answeredBy(c: WebContext, slug: string): Promise<ReadonlySet<number>> {
  const page = await c.var.reads.bySlug(slug)
  const pseudonym = page && findPseudonym(c, page)
  if (!page || !pseudonym) return new Set()
  const { choices } = await c.var.services.ownChoices({ dialogueId: page.dialogue.id, pseudonym })
  return new Set(choices.keys())
}
