import type { DialoguePage } from '#domains/deliberate'
import { pathHere, type WebContext } from '#web/http'
import { deskPage, getStaff } from '#web/shell'
import { Band, Button, ButtonLink, ErrorSummary, Notice, PageHead, TextArea } from '#web/ui'
import { langOf, say } from '#web/words'
import { policyMessages } from './policy.messages.ts'

export type PolicyView = DialoguePage & {
  text: string
  problem?: 'missing' | 'too-long' | undefined
  told?: 'published' | 'unchanged' | undefined
}

/** The form with which staff change the rules. */
export async function policyPage(c: WebContext, view: PolicyView): Promise<Response> {
  const t = say(c, policyMessages)
  const { dialogue, text, problem, told } = view
  const error = problem && t(problem === 'missing' ? 'missing' : 'tooLong')
  const desk = pathHere(c, `/desk/dialogues/${dialogue.slug}`)
  return deskPage(
    c,
    {
      title: t('deskTitle'),
      menuItem: 'dossiers',
      staff: await getStaff(c),
      wrong: error !== undefined,
    },
    <Band tight>
      {error && <ErrorSummary title={t('errors')} errors={[{ id: 'text', message: error }]} />}
      {told && <Notice kind="ok" title={t(told)} justHappened />}
      <p>
        <a href={desk}>{t('toDesk')}</a>
      </p>
      <PageHead
        title={t('deskTitle')}
        lead={t('deskLead')}
        actions={
          <ButtonLink href={pathHere(c, `/dialogues/${dialogue.slug}/rules`)}>{t('publicPage')}</ButtonLink>
        }
      />
      <form method="post" action={`${desk}/rules`} class="wk-stack" novalidate>
        <TextArea
          id="text"
          name="text"
          label={t('text')}
          description={t('textHelp')}
          rows={16}
          value={text}
          required
          {...langOf(c, dialogue.language)}
          {...(error ? { error } : {})}
        />
        <div>
          <Button kind="answer">{t('publish')}</Button>
        </div>
      </form>
    </Band>,
  )
}
