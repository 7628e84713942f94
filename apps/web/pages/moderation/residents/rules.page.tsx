import type { DialoguePage } from '#domains/deliberate'
import { type Policy, refusalMessages, refusalReasons } from '#domains/moderation'
import { pathHere, type WebContext } from '#web/http'
import { publicPage } from '#web/shell'
import { Band, Details, Notice, PageHead, Section } from '#web/ui'
import { langOf, Prose, say } from '#web/words'
import { rulesMessages } from './rules.messages.ts'

/** By which rules the statements of a dialogue are published and refused, for everybody. */
export async function rulesPage(
  c: WebContext,
  { dialogue, policies }: DialoguePage & { policies: Policy[] },
): Promise<Response> {
  const t = say(c, rulesMessages)
  const [policy, ...earlier] = policies
  const { lang } = langOf(c, dialogue.language)
  return publicPage(
    c,
    { title: `${t('title')}: ${dialogue.question}`, menuItem: 'take-part' },
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
