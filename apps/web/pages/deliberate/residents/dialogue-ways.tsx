import { type Dialogue, isOpenForAnswers, listDialogues, resultsAreVisible } from '#domains/deliberate'
import { inLanguage } from '#domains/translation'
import { dateIn } from '#platform/clock'
import { pathHere, sharedRead } from '#web/http'
import { dialogueMessages, hiddenSentence } from '#web/pages/dialogue'
import type { ShowOnDossier } from '#web/pages/dossier'
import { List, Section, Tag, type Way } from '#web/ui'
import { langOf, say } from '#web/words'
import { waysMessages } from './dialogue-ways.messages.ts'

const readDialogues = sharedRead(listDialogues)

/** What the dialogues of a dossier add to its page: a way to take part, and where to read what people answered. */
export const showDialogues: ShowOnDossier = async (c, dossier) => {
  const t = say(c, waysMessages)
  const { config, clock } = c.var.services
  const today = dateIn(config.timeZone, clock.now())
  const dialogues = (await readDialogues(c, dossier.id)).map((one) =>
    inLanguage(one, ['question', 'introduction'], c.var.locale, one.translations),
  )
  const isOpen = (dialogue: Dialogue) => isOpenForAnswers({ dialogue, dossier }, today)
  const open = dialogues.filter(isOpen)
  const ways: Way[] = open.map((dialogue) => ({
    href: pathHere(c, `/dialogues/${dialogue.slug}`),
    icon: 'list-checks',
    title: open.length === 1 ? t('wayTitle') : dialogue.question,
    text: t('wayText', { access: dialogue.access }),
  }))
  if (dialogues.length === 0) return { ways }
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
  return { ways, section }
}
