import type { Translate } from '#platform/i18n'
import type { Typed } from '#web/http'
import { Button, Field } from '#web/ui'
import { Prose } from '#web/words'
import type { errorMessages } from './errors.messages.ts'

type Words = Translate<keyof (typeof errorMessages)['nl']>

/**
 * A form that could not be taken, as it was filled in, with a button that sends it again. Turbo leaves it alone: it would
 * not show an answer that comes without another address.
 */
export function GivenBack({ t, typed: { action, fields, secrets } }: { t: Words; typed: Typed }) {
  const texts = textsOf(fields)
  return (
    <form class="wk-stack wk-stack--l" method="post" action={action} data-turbo="false">
      {fields.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {texts.length > 0 && <TypedTexts t={t} texts={texts} />}
      {secrets.map((name, at) => (
        <Field
          id={`again-${at}`}
          name={name}
          width="m"
          label={t('secretAgain')}
          description={t('secretHelp')}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
        />
      ))}
      <p>
        <Button kind="primary">{t('sendAgain')}</Button>
      </p>
    </form>
  )
}

/** What somebody wrote in a form, to be read and copied. */
export function TypedTexts({ t, texts }: { t: Words; texts: string[] }) {
  return (
    <section class="wk-stack" aria-labelledby="typed">
      <h2 id="typed">{t('typed')}</h2>
      {texts.map((text) => (
        <blockquote class="wk-voice wk-stack wk-stack--s">
          <Prose text={text} />
        </blockquote>
      ))}
    </section>
  )
}

/** What of a form somebody wrote. */
export function textsOf(fields: Typed['fields']): string[] {
  return fields.flatMap(([, value]) => (isText(value) ? [value.replaceAll('\r\n', '\n')] : []))
}

/** Words that somebody wrote, rather than a choice or an address; not every alphabet puts spaces between words. */
function isText(value: string): boolean {
  return /\S\s+\S|[^ -~\s]/.test(value)
}
