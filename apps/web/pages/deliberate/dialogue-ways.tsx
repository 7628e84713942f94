import { type Dialogue, isOpenForAnswers, listDialogues, resultsAreVisible } from '#domains/deliberate'
import type { Dossier } from '#domains/dossier'
import { dateIn } from '#platform/clock'
import { say } from '../../frame/say.ts'
import { pathHere, type WebContext } from '../../frame/web.ts'
import { List, Section, Tag, type Way } from '../../ui/index.ts'
import { dialogueMessages } from './deliberate.messages.ts'
import { hiddenSentence } from './results/hidden-results.tsx'
import { langOf } from './results/statement-result.tsx'

/** What the dialogues of a dossier add to its page: a way to take part, and where to read what people answered. */
export async function showDialogues(c: WebContext, dossier: Pick<Dossier, 'id' | 'state'>) {
  const t = say(c, dialogueMessages)
  const { db, config, clock } = c.var.services
  const today = dateIn(config.timeZone, clock.now())
  const dialogues = await listDialogues(db, dossier.id)
  const isOpen = (dialogue: Dialogue) => isOpenForAnswers({ dialogue, dossier }, today)
  const open = dialogues.filter(isOpen)
  const ways: Way[] = open.map((dialogue) => ({
    href: pathHere(c, `/dialogues/${dialogue.slug}`),
    icon: 'list-checks',
    title: open.length === 1 ? t('wayTitle') : dialogue.question,
    text: t('wayText', { access: dialogue.access }),
  }))
  if (dialogues.length === 0) return { ways, section: null }
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
                ? t('resultsTitle')
                : hiddenSentence(c, dialogue)}
            </p>
          ),
        }))}
      />
    </Section>
  )
  return { ways, section }
}
