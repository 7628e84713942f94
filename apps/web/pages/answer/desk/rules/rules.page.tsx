import { type CaughtConversation, type Rule, type RuleTrial, ruleChannels } from '#domains/answer'
import { inTreeOrder, type StaffMember, type Subject, type Unit } from '#domains/people'
import { pathHere, type WebContext } from '#web/http'
import {
  Button,
  DataTable,
  Empty,
  Field,
  Hidden,
  Notice,
  Section,
  Select,
  Stack,
  Tag,
  TextArea,
} from '#web/ui'
import { langOf, say } from '#web/words'
import { answeringMessages } from '../answering.messages.ts'
import { answeringPage, type FormView, fieldOf } from '../answering-page.tsx'
import { optionOf } from '../conversation/classify-box.tsx'
import { nameIn } from '../name-in.ts'
import { rulesMessages } from './rules.messages.ts'

/** What a rule can name. */
export type RuleChoices = { colleagues: StaffMember[]; subjects: Subject[]; units: Unit[] }

export type RulesView = RuleChoices & { rules: Rule[]; form: FormView }

/** All rules in their order, and the form that makes one. */
export function rulesPage(c: WebContext, view: RulesView): Promise<Response> {
  const t = say(c, rulesMessages)
  const a = say(c, answeringMessages)
  const { rules, form } = view
  return answeringPage(
    c,
    { tab: 'rules', title: a('rules'), lead: t('lead'), form },
    <>
      {rules.length === 0 ? (
        <Empty level={2} title={t('empty')}>
          {t('emptyText')}
        </Empty>
      ) : (
        <DataTable
          id="rules"
          caption={a('rules')}
          hidesCaption
          stacks
          columns={[t('title'), t('place'), t('when'), t('does'), t('state')].map((label) => ({ label }))}
          rows={rules.map((rule) => [
            <a href={pathHere(c, `/desk/rules/${rule.id}`)}>{rule.title}</a>,
            String(rule.place),
            <Lines lines={conditionsOf(c, rule)} />,
            <Lines lines={effectsOf(c, rule)} />,
            <State c={c} rule={rule} />,
          ])}
        />
      )}
      <Section id="make" title={t('makeTitle')} gap="m">
        <form method="post" action={pathHere(c, '/desk/rules')} class="wk-stack" novalidate>
          <p>{t('makeHelp')}</p>
          <RuleFields c={c} choices={view} form={form} />
          <Button kind="primary">{t('make')}</Button>
        </form>
      </Section>
    </>,
  )
}

function Lines({ lines }: { lines: string[] }) {
  return (
    <ul class="wk-bullets">
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  )
}

function State({ c, rule }: { c: WebContext; rule: Rule }) {
  const t = say(c, rulesMessages)
  if (rule.brokenAt)
    return (
      <Tag icon="warning" tone="late">
        {t('broken')}
      </Tag>
    )
  return rule.isOn ? (
    <Tag icon="check" tone="answer">
      {t('on')}
    </Tag>
  ) : (
    <Tag icon="x">{t('off')}</Tag>
  )
}

function conditionsOf(c: WebContext, rule: Rule): string[] {
  const t = say(c, rulesMessages)
  const list = new Intl.ListFormat(c.var.locale, { type: 'disjunction' })
  const channel = ruleChannels.find((one) => one === rule.channel)
  return [
    ...(channel ? [t('saysChannel', { channel: t(channel).toLowerCase() })] : []),
    ...(rule.language ? [t('saysLanguage', { language: t(rule.language === 'nl' ? 'nl' : 'en') })] : []),
    ...(rule.words.length > 0 ? [t('saysWords', { words: list.format(rule.words) })] : []),
    ...(rule.senderDomain ? [t('saysDomain', { domain: rule.senderDomain })] : []),
    ...(rule.subject ? [t('saysSubject', { subject: nameIn(c, rule.subject) })] : []),
    ...(rule.unit ? [t('saysUnit', { unit: rule.unit })] : []),
  ]
}

function effectsOf(c: WebContext, rule: Rule): string[] {
  const t = say(c, rulesMessages)
  return [
    ...(rule.setSubject ? [t('doesSubject', { subject: nameIn(c, rule.setSubject) })] : []),
    ...(rule.setUnit ? [t('doesUnit', { unit: rule.setUnit })] : []),
    ...(rule.assignee ? [t('doesAssign', { who: rule.assignee })] : []),
  ]
}

function RuleFields({ c, choices, form }: { c: WebContext; choices: RuleChoices; form: FormView }) {
  const t = say(c, rulesMessages)
  return (
    <>
      <Field {...fieldOf(form, 'title')} label={t('title')} width="m" autocomplete="off" required />
      <Field
        {...fieldOf(form, 'place')}
        type="number"
        label={t('place')}
        description={t('placeHelp')}
        width="s"
        min={1}
        max={1000}
        required
      />
      <h3>{t('conditionsTitle')}</h3>
      <Conditions c={c} choices={choices} form={form} />
      <h3>{t('effectsTitle')}</h3>
      <Effects c={c} choices={choices} form={form} />
    </>
  )
}

type Fields = { c: WebContext; choices: RuleChoices; form: FormView }

function Conditions({ c, choices, form }: Fields) {
  const t = say(c, rulesMessages)
  const { subjects, units } = trees(choices)
  const any = { value: '', label: t('any') }
  return (
    <>
      <TextArea {...fieldOf(form, 'words')} label={t('words')} description={t('wordsHelp')} rows={3} />
      <Select
        {...fieldOf(form, 'channel')}
        label={t('channel')}
        options={[any, ...ruleChannels.map((one) => ({ value: one, label: t(one) }))]}
      />
      <Select
        {...fieldOf(form, 'language')}
        label={t('language')}
        options={[any, { value: 'nl', label: t('nl') }, { value: 'en', label: t('en') }]}
      />
      <Field
        {...fieldOf(form, 'senderDomain')}
        label={t('senderDomain')}
        description={t('senderDomainHelp')}
        width="m"
        autocomplete="off"
      />
      <Select
        {...fieldOf(form, 'subjectId')}
        label={t('subject')}
        options={[any, ...subjects.map((one) => optionOf(one, nameIn(c, one)))]}
      />
      <Select
        {...fieldOf(form, 'unitId')}
        label={t('unit')}
        options={[any, ...units.map((one) => optionOf(one, one.name))]}
      />
    </>
  )
}

function Effects({ c, choices, form }: Fields) {
  const t = say(c, rulesMessages)
  const { subjects, units } = trees(choices)
  const nothing = { value: '', label: t('nothing') }
  return (
    <>
      <Select
        {...fieldOf(form, 'setSubjectId')}
        label={t('setSubject')}
        options={[nothing, ...subjects.map((one) => optionOf(one, nameIn(c, one)))]}
      />
      <Select
        {...fieldOf(form, 'setUnitId')}
        label={t('setUnit')}
        options={[nothing, ...units.map((one) => optionOf(one, one.name))]}
      />
      <Select
        {...fieldOf(form, 'assignTo')}
        label={t('assignTo')}
        options={[
          nothing,
          ...choices.colleagues.map(({ accountId, name, unit }) => ({
            value: accountId,
            label: `${name}, ${unit}`,
          })),
        ]}
      />
    </>
  )
}

function trees({ subjects, units }: RuleChoices) {
  return {
    subjects: inTreeOrder(subjects.filter(({ replacedBy }) => replacedBy === null)),
    units: inTreeOrder(units.filter(({ closedOn }) => closedOn === null)),
  }
}

export type RuleView = RuleChoices & {
  rule: Rule
  trial: RuleTrial
  missed: CaughtConversation[]
  form: FormView
}

/** One rule: what it would have done, its switch, its next version and its end. */
export function rulePage(c: WebContext, view: RuleView): Promise<Response> {
  const t = say(c, rulesMessages)
  const { rule, form } = view
  const here = pathHere(c, `/desk/rules/${rule.id}`)
  return answeringPage(
    c,
    {
      ...{ tab: 'rules', title: rule.title, lead: t('ownerIs', { owner: rule.owner }), form },
      above: <a href={pathHere(c, '/desk/rules')}>{say(c, answeringMessages)('rules')}</a>,
    },
    <>
      {rule.brokenAt && rule.brokenWhy && (
        <Notice kind="error" title={t('brokenTitle', { at: rule.brokenAt })}>
          <p>{t(rule.brokenWhy)}</p>
        </Notice>
      )}
      <Missed c={c} view={view} />
      <Trial c={c} view={view} />
      <Section id="change" title={t('changeTitle')} gap="m">
        <form method="post" action={here} class="wk-stack" novalidate>
          <p>{t('changeHelp')}</p>
          <Hidden values={{ seen: `${rule.version}` }} />
          <RuleFields c={c} choices={view} form={form} />
          <Button kind="primary">{say(c, answeringMessages)('save')}</Button>
        </form>
      </Section>
      <Section id="end" title={t('endTitle')} gap="m">
        <form method="post" action={`${here}/end`} class="wk-stack" novalidate>
          <p>{t('endHelp')}</p>
          <Button>{t('end', { title: rule.title })}</Button>
        </form>
      </Section>
    </>,
  )
}

function Missed({ c, view: { rule, missed } }: { c: WebContext; view: RuleView }) {
  const t = say(c, rulesMessages)
  if (missed.length === 0) return null
  return (
    <Section id="missed" title={t('missedTitle')} gap="m">
      <p>{t('missed', { n: rule.missed })}</p>
      <Caught c={c} conversations={missed} />
      <form method="post" action={pathHere(c, `/desk/rules/${rule.id}/settle`)}>
        <Button small>{t('settle')}</Button>
      </form>
    </Section>
  )
}

/** What it would have caught, and the switch. */
function Trial({ c, view: { rule, trial } }: { c: WebContext; view: RuleView }) {
  const t = say(c, rulesMessages)
  const { looked, caught, newest, isCut } = trial
  return (
    <Section id="trial" title={t('trialTitle')} gap="m">
      <Stack>
        <p>
          {t('trial', { looked, caught })} {isCut && t('trialCut', { looked })}
        </p>
        <Lines lines={[...conditionsOf(c, rule), ...effectsOf(c, rule)]} />
        {newest.length > 0 && (
          <>
            <h3>{t('trialNewest')}</h3>
            <Caught c={c} conversations={newest} />
          </>
        )}
        <form
          method="post"
          action={pathHere(c, `/desk/rules/${rule.id}/${rule.isOn ? 'off' : 'on'}`)}
          class="wk-row"
        >
          <span>{t(rule.isOn ? 'isOn' : 'isOff')}</span>
          <Button small={rule.isOn}>{t(rule.isOn ? 'switchOff' : 'switchOn')}</Button>
        </form>
      </Stack>
    </Section>
  )
}

function Caught({ c, conversations }: { c: WebContext; conversations: CaughtConversation[] }) {
  const a = say(c, answeringMessages)
  return (
    <ul class="wk-bullets">
      {conversations.map(({ id, subject, language, startedAt }) => (
        <li>
          <a href={pathHere(c, `/desk/inbox/${id}`)} {...langOf(c, language)}>
            {subject}
          </a>{' '}
          <span class="wk-soft">{a('at', { at: startedAt })}</span>
        </li>
      ))}
    </ul>
  )
}
