import { listDialogues } from '#domains/deliberate'
import { say } from '../../frame/say.ts'
import { pathHere, type WebContext } from '../../frame/web.ts'
import { Box, ButtonLink } from '../../ui/index.ts'
import { deskDialogueMessages } from './desk/desk.messages.ts'
import { langOf } from './results/statement-result.tsx'

/** The dialogues of a dossier on its page at the desk. */
export async function dialogueBox(
  c: WebContext,
  { id, slug, state }: { id: string; slug: string; state: string },
) {
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
              ({t(dialogue.state)})
            </li>
          ))}
        </ul>
      )}
      {state !== 'closed' && (
        <ButtonLink small href={pathHere(c, `/desk/dossiers/${slug}/dialogues/new`)}>
          {t('create')}
        </ButtonLink>
      )}
    </Box>
  )
}
