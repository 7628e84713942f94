import type { Dialogue, DialoguePage } from '#domains/deliberate'
import { type CodeFigures, mostCodes } from '#domains/entrance'
import { noonOf } from '#platform/clock'
import { pathHere, type WebContext } from '#web/http'
import { Aside, Button, Field } from '#web/ui'
import { say } from '#web/words'
import { termsMessages } from './terms.messages.ts'

/** Who may take part in a dialogue, until when, and when its results show, as staff chose it. */
export function TermsAside({
  c,
  dialogue,
  mayChange,
}: {
  c: WebContext
  dialogue: Dialogue
  mayChange: boolean
}) {
  const t = say(c, termsMessages)
  const access = { everyone: t('accessEveryone'), mail: t('accessMail'), code: t('accessCode') }
  const results = { live: t('resultsLive'), 'after-closing': t('resultsAfter') }
  return (
    <Aside title={t('termsTitle')}>
      <p class="wk-small">
        {t('access')} {access[dialogue.access]}.
      </p>
      <p class="wk-small">
        {t('results')} {results[dialogue.results]}.
      </p>
      <p class="wk-small">
        {dialogue.closes_on ? t('until', { day: noonOf(dialogue.closes_on) }) : t('noEnd')}
      </p>
      {mayChange && (
        <p class="wk-small">
          <a href={pathHere(c, `/desk/dialogues/${dialogue.slug}/change`)}>
            {t(dialogue.state === 'draft' ? 'changeDraft' : 'change')}
          </a>
        </p>
      )}
    </Aside>
  )
}

/** Makes the codes for letters, which are given once, as a file. */
export function CodesAside({
  c,
  page: { dialogue, dossier },
  figures,
  problem,
}: {
  c: WebContext
  page: DialoguePage
  figures: CodeFigures
  problem?: boolean
}) {
  const t = say(c, termsMessages)
  const made = figures.batches.reduce((sum, batch) => sum + batch.codes, 0)
  return (
    <Aside title={t('codesTitle')}>
      <p class="wk-small">{made === 0 ? t('codesNone') : t('codesFigures', { used: figures.used, made })}</p>
      <ul class="wk-bullets wk-small">
        {figures.batches.map(({ codes, by, at }) => (
          <li>{t('codesBatch', { codes, who: by, at })}</li>
        ))}
      </ul>
      {dialogue.state !== 'closed' && dossier.state !== 'closed' && (
        // Without Turbo: the answer is a file.
        <form
          method="post"
          action={pathHere(c, `/desk/dialogues/${dialogue.slug}/codes`)}
          class="wk-stack wk-stack--s"
          novalidate
          data-turbo="false"
        >
          <Field
            id="codes"
            name="codes"
            width="s"
            inputmode="numeric"
            label={t('codesMany')}
            description={t('codesManyHelp', { most: mostCodes })}
            required
            {...(problem ? { error: t('codesWrong', { most: mostCodes }) } : {})}
          />
          <div>
            <Button small>{t('codesMake')}</Button>
          </div>
        </form>
      )}
    </Aside>
  )
}
