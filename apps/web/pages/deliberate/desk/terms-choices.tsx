import type { WebContext } from '#web/http'
import { Choice } from '#web/ui'
import { say } from '#web/words'
import { termsMessages } from './terms.messages.ts'

/** Who may take part in a new dialogue. */
export function AccessChoice({ c, value }: { c: WebContext; value: string }) {
  const t = say(c, termsMessages)
  return (
    <Choice
      id="access"
      name="access"
      legend={t('access')}
      description={t('stays')}
      value={value || 'everyone'}
      options={[
        { value: 'everyone', label: t('accessEveryone'), description: t('accessEveryoneHelp') },
        { value: 'mail', label: t('accessMail'), description: t('accessMailHelp') },
        { value: 'code', label: t('accessCode'), description: t('accessCodeHelp') },
      ]}
    />
  )
}

/** When everybody sees what people answer to it. */
export function ResultsChoice({ c, value }: { c: WebContext; value: string }) {
  const t = say(c, termsMessages)
  return (
    <Choice
      id="results"
      name="results"
      legend={t('results')}
      description={t('stays')}
      value={value || 'live'}
      options={[
        { value: 'live', label: t('resultsLive'), description: t('resultsLiveHelp') },
        { value: 'after-closing', label: t('resultsAfter'), description: t('resultsAfterHelp') },
      ]}
    />
  )
}
