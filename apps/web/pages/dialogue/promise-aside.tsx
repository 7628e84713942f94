import type { DossierPromise } from '#domains/dossier'
import type { Written } from '#domains/translation'
import { noonOf } from '#platform/clock'
import type { Spoken } from '#web/http'
import { Aside } from '#web/ui'
import { LanguageNote, langOf, say } from '#web/words'
import { dialogueMessages } from './dialogue.messages.ts'

/** What the organisation promised to do with the answers of a dialogue. */
export function PromiseAside({
  c,
  promise,
  around,
}: {
  c: Spoken
  promise: Pick<DossierPromise, 'level' | 'statement' | 'decided_by' | 'answer_on'> & Written
  /** The dialogue that it stands beside. */
  around?: Written
}) {
  const t = say(c, dialogueMessages)
  const date = noonOf(promise.answer_on)
  return (
    <Aside by="org" title={t('useTitle')}>
      <p class="wk-small" {...langOf(c, promise.language)}>
        ‘{promise.statement}’
      </p>
      <LanguageNote c={c} of={promise} around={around} />
      <p class="wk-small">
        {promise.level === 'inform' ? t('useInform') : t('use', { decidedBy: promise.decided_by, date })}
      </p>
    </Aside>
  )
}
