import type { DossierPromise } from '#domains/dossier'
import { say } from '../../frame/say.ts'
import type { WebContext } from '../../frame/web.ts'
import { Aside } from '../../ui/index.ts'
import { dialogueMessages } from './deliberate.messages.ts'

/** What the organisation promised to do with the answers of a dialogue. */
export function PromiseAside({ c, promise }: { c: WebContext; promise: DossierPromise }) {
  const t = say(c, dialogueMessages)
  const date = new Date(`${promise.answer_on}T12:00:00Z`)
  return (
    <Aside by="org" title={t('useTitle')}>
      <p class="wk-small">‘{promise.statement}’</p>
      <p class="wk-small">
        {promise.level === 'inform' ? t('useInform') : t('use', { decidedBy: promise.decided_by, date })}
      </p>
    </Aside>
  )
}
