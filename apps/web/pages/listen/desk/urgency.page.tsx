import type { Escalation, NamedUrgency, ToldTo } from '#domains/listen'
import { type FormText, pathHere, textOf, type WebContext } from '#web/http'
import { Button, ButtonLink, Checkbox, Facts, Field, Row, Section, Select } from '#web/ui'
import { say } from '#web/words'
import { formPage } from './form-page.tsx'
import { urgencyMessages } from './urgency.messages.ts'

export type UrgencyView = { urgency: NamedUrgency | undefined; escalations: readonly Escalation[] }

type SectionProps = { c: WebContext; watchId: string; view: UrgencyView }

/** On the page of a watch: when it is urgent, and who was told so when. */
export function UrgencySection({ c, watchId, view: { urgency, escalations } }: SectionProps) {
  const t = say(c, urgencyMessages)
  const path = pathHere(c, `/desk/listen/watches/${watchId}/urgent`)
  return (
    <Section id="urgent" title={t('section')} gap="m">
      {urgency ? <Rule c={c} urgency={urgency} /> : <p>{t('none')}</p>}
      {(urgency || escalations.length > 0) && <History c={c} escalations={escalations} />}
      {urgency ? (
        <form method="post" action={`${path}/drop`} class="wk-row">
          <ButtonLink href={path}>{t('change')}</ButtonLink>
          <Button kind="subtle">{t('drop')}</Button>
        </form>
      ) : (
        <p>
          <ButtonLink href={path}>{t('set')}</ButtonLink>
        </p>
      )}
    </Section>
  )
}

function Rule({ c, urgency }: { c: WebContext; urgency: NamedUrgency }) {
  const t = say(c, urgencyMessages)
  const { many, idleHours, toldTo, toldName, atAnyHour } = urgency
  return (
    <Facts
      facts={[
        ...(many ? [{ term: t('when'), detail: t('many', many) }] : []),
        ...(idleHours === undefined ? [] : [{ term: t('when'), detail: t('idle', { n: idleHours }) }]),
        { term: t('told'), detail: toldTo.kind === 'unit' ? t('unit', { name: toldName }) : toldName },
        { term: t('quiet'), detail: t(atAnyHour ? 'anyHour' : 'waits') },
      ]}
    />
  )
}

function History({ c, escalations }: { c: WebContext; escalations: readonly Escalation[] }) {
  const t = say(c, urgencyMessages)
  return (
    <>
      <h3>{t('history')}</h3>
      {escalations.length === 0 ? (
        <p>{t('historyNone')}</p>
      ) : (
        <ul class="wk-bullets">
          {escalations.map(({ step, posts, toldAt, told }) => (
            <li>
              {t(step === 'many' ? 'toldMany' : 'toldIdle', { at: toldAt, n: posts, told: told.join(', ') })}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

export type UrgencyForm = { text: FormText; errors: Record<string, string> }

type FormView = {
  watch: { id: string; name: string }
  form: UrgencyForm
  toldTo: readonly (ToldTo & { name: string })[]
}

/** The form that says when a watch is urgent. */
export async function urgencyPage(c: WebContext, { watch, form, toldTo }: FormView): Promise<Response> {
  const t = say(c, urgencyMessages)
  const watches = pathHere(c, '/desk/listen/watches')
  const { text, errors } = form
  const error = (name: string) => (errors[name] ? { error: errors[name] } : {})
  return formPage(c, {
    title: t('title'),
    lead: t('lead'),
    trail: {
      label: t('trail'),
      steps: [
        { href: pathHere(c, '/desk/listen'), label: t('back') },
        { href: watches, label: t('watches') },
        { href: `${watches}/${watch.id}`, label: watch.name },
      ],
    },
    action: `${watches}/${watch.id}/urgent`,
    save: t('save'),
    form,
    problemsTitle: (n) => t('errors', { n }),
    fields: (
      <>
        <Numbers c={c} form={form} />
        <Select
          id="toldTo"
          name="toldTo"
          label={t('toldTo')}
          value={textOf(text, 'toldTo')}
          options={[
            { value: '', label: t('choose') },
            ...toldTo.map(({ kind, id, name }) => ({
              value: `${kind}:${id}`,
              label: kind === 'unit' ? t('unit', { name }) : name,
            })),
          ]}
          {...error('toldTo')}
        />
        <Checkbox
          id="atAnyHour"
          name="atAnyHour"
          label={t('atAnyHour')}
          description={t('atAnyHourHelp')}
          checked={textOf(text, 'atAnyHour') === 'yes'}
        />
      </>
    ),
  })
}

function Numbers({ c, form: { text, errors } }: { c: WebContext; form: UrgencyForm }) {
  const t = say(c, urgencyMessages)
  const number = (name: 'posts' | 'sources' | 'hours' | 'idleHours') => (
    <Field
      id={name}
      name={name}
      width="s"
      inputmode="numeric"
      autocomplete="off"
      label={t(name)}
      value={textOf(text, name)}
      {...(errors[name] ? { error: errors[name] } : {})}
    />
  )
  return (
    <>
      <fieldset class="wk-stack">
        <legend class="wk-legend">{t('manyTitle')}</legend>
        <p>{t('manyHelp')}</p>
        <Row>
          {number('posts')}
          {number('sources')}
          {number('hours')}
        </Row>
      </fieldset>
      <fieldset class="wk-stack">
        <legend class="wk-legend">{t('idleTitle')}</legend>
        <p>{t('idleHelp')}</p>
        {number('idleHours')}
      </fieldset>
    </>
  )
}
