import { listDialogues, stateForAnswers } from '#domains/deliberate'
import { pathHere } from '#web/http'
import { timeOf } from '#web/pages/dialogue'
import type { DossierBox } from '#web/pages/dossier'
import { May } from '#web/shell'
import { Box, ButtonLink } from '#web/ui'
import { langOf, say } from '#web/words'
import { deskDialogueMessages } from './desk-dialogue.messages.ts'

/** The dialogues of a dossier on its page at the desk. */
export const dialogueBox: DossierBox = async (c, { id, slug, state }) => {
  const { today } = timeOf(c)
  const t = say(c, deskDialogueMessages)
  const dialogues = await listDialogues(c.var.services.db, id, { withDrafts: true })
  return (
    <Box title={t('boxTitle')}>
      {dialogues.length > 0 && (
        <ul class="wk-bullets">
          {dialogues.map((dialogue) => (
            <li>
              <a href={pathHere(c, `/desk/dialogues/${dialogue.slug}`)} {...langOf(c, dialogue.language)}>
                {dialogue.question}
              </a>{' '}
              ({t(stateForAnswers({ dialogue, dossier: { state } }, today))})
            </li>
          ))}
        </ul>
      )}
      {state !== 'closed' && (
        <May c={c} permission="make-dossiers">
          <ButtonLink small href={pathHere(c, `/desk/dossiers/${slug}/dialogues/new`)}>
            {t('create')}
          </ButtonLink>
        </May>
      )}
    </Box>
  )
}
