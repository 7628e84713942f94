import { type Dialogue, type DialoguePage, leastTold } from '#domains/deliberate'
import { noonOf } from '#platform/clock'
import { pathHere, type Spoken, type WebContext } from '#web/http'
import { publicPage } from '#web/shell'
import { Band, ButtonLink, Notice, PageHead } from '#web/ui'
import { langOf, say } from '#web/words'
import { dialogueMessages } from './dialogue.messages.ts'
import { hiddenResultsMessages } from './hidden-results.messages.ts'
import { countTold } from './people-told.ts'
import { isOpen } from './visible-dialogue.ts'

/** When the answers can be seen, for whoever may not see them yet. */
export function hiddenSentence(c: Spoken, { closes_on }: Pick<Dialogue, 'closes_on'>): string {
  const t = say(c, hiddenResultsMessages)
  const when = closes_on ? t('hiddenUntil', { date: noonOf(closes_on) }) : t('hiddenOpen')
  return `${when} ${t('hiddenWhy')}`
}

/** In the place of results that come later: from when, and how many took part. */
export async function hiddenResultsPage(
  c: WebContext,
  page: DialoguePage,
  status: 200 | 403 = 200,
): Promise<Response> {
  const [t, d] = [say(c, hiddenResultsMessages), say(c, dialogueMessages)]
  const { dialogue, dossier } = page
  const people = await countTold(c, page)
  c.header('Cache-Control', 'no-store')
  return publicPage(
    c,
    { title: `${d('resultsTitle')}: ${dialogue.question}`, menuItem: 'take-part', status },
    <Band tight>
      <p class="wk-small">
        <a href={pathHere(c, `/dossiers/${dossier.slug}`)} {...langOf(c, dialogue.language)}>
          {dossier.question}
        </a>
      </p>
      <PageHead
        title={dialogue.question}
        {...langOf(c, dialogue.language)}
        {...(dialogue.introduction ? { lead: dialogue.introduction } : {})}
        actions={
          isOpen(c, page) && (
            <ButtonLink kind="primary" href={pathHere(c, `/dialogues/${dialogue.slug}`)} onward>
              {d('giveAnswers')}
            </ButtonLink>
          )
        }
      />
      <Notice title={t('hiddenTitle')}>
        <p>{hiddenSentence(c, dialogue)}</p>
        <p>{t('hiddenSoFar', { people, least: leastTold(false) })}</p>
      </Notice>
    </Band>,
  )
}

/** Beside results that only staff see now. */
export function OnlyStaff({ c }: { c: WebContext }) {
  const t = say(c, hiddenResultsMessages)
  return (
    <Notice kind="warning" title={t('hiddenStaff')}>
      {t('hiddenStaffText')}
    </Notice>
  )
}
