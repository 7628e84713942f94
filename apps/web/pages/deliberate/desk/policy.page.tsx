import type { DialoguePage } from '#domains/deliberate'
import { type Policy, refusalMessages, refusalReasons } from '#domains/moderation'
import { getStaff } from '../../../frame/guard.ts'
import { deskPage, publicPage } from '../../../frame/page.tsx'
import { say } from '../../../frame/say.ts'
import { pathHere, type WebContext } from '../../../frame/web.ts'
import {
  Band,
  Button,
  ButtonLink,
  Details,
  ErrorSummary,
  Notice,
  PageHead,
  Section,
  TextArea,
} from '../../../ui/index.ts'
import { Prose } from '../../answer/prose.tsx'
import { langOf } from '../results/statement-result.tsx'
import { policyMessages } from './policy.messages.ts'

/** By which rules the statements of a dialogue are published and refused, for everybody. */
export async function rulesPage(
  c: WebContext,
  { dialogue, policies }: DialoguePage & { policies: Policy[] },
): Promise<Response> {
  const t = say(c, policyMessages)
  const [policy, ...earlier] = policies
  const { lang } = langOf(c, dialogue.language)
  return publicPage(
    c,
    { title: `${t('title')}: ${dialogue.question}`, place: 'take-part' },
    <Band tight>
      <p class="wk-small">
        <a href={pathHere(c, `/dialogues/${dialogue.slug}`)}>{t('toDialogue')}</a>
      </p>
      <PageHead title={t('title')} lead={t(dialogue.moderation)} />
      {policy ? <Prose text={policy.text} lang={lang} /> : <Notice title={t('none')} />}
      <Section id="reasons" title={t('reasons')} gap="s">
        <ul class="wk-bullets">
          {refusalReasons.map((reason) => (
            <li>{refusalMessages[c.var.locale][reason]}</li>
          ))}
        </ul>
      </Section>
      <p>
        <a href={`${pathHere(c, `/dialogues/${dialogue.slug}`)}/moderation`}>{t('log')}</a>
      </p>
      {policy && <p class="wk-small wk-soft">{t('since', { on: policy.publishedAt })}</p>}
      {earlier.length > 0 && (
        <Details summary={t('earlier')}>
          {earlier.map((one) => (
            <div class="wk-stack wk-stack--s">
              <p class="wk-when">{t('until', { on: one.publishedAt })}</p>
              <Prose text={one.text} lang={lang} />
            </div>
          ))}
        </Details>
      )}
    </Band>,
  )
}

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
      place: 'dossiers',
      staff: await getStaff(c),
      ...(error ? { titlePrefix: t('error'), status: 422 as const } : {}),
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
