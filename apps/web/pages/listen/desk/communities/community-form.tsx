import {
  type CommunityObstacle,
  type CommunityPage,
  communityKinds,
  communitySchema,
  mayReplies,
  stampOfCommunity,
} from '#domains/listen'
import { errorsOf, type FormErrors, type FormText, pathHere, textOf, type WebContext } from '#web/http'
import { fieldOf, type ShownForm } from '#web/pages/dossier'
import { Choice, Details, Field, Select, TextArea } from '#web/ui'
import { say } from '#web/words'
import { communitiesMessages } from '../../communities.messages.ts'
import { subjectLang, subjectName } from '../../subject-name.ts'
import { formPage } from '../form-page.tsx'
import { communitiesDeskMessages } from './communities-desk.messages.ts'
import type { Choices } from './read-choices.ts'

type Props = { c: WebContext; form: ShownForm; choices: Choices }

/** A form as the schema reads it. */
export function readCommunityForm(text: FormText) {
  return communitySchema.safeParse({
    ...text,
    subjectIds: text['subjectIds[]'] ?? [],
    areaCodes: text['areaCodes[]'] ?? [],
  })
}

/** A community as its form shows it. */
export function textOfCommunity(community: CommunityPage): FormText {
  const text = (value: string | number | null) => (value === null ? '' : String(value))
  return {
    ...{ name: community.name, kind: community.kind, address: community.address },
    ...{ 'subjectIds[]': community.subjectIds, 'areaCodes[]': community.areaCodes },
    ...{ size: text(community.size), sizedOn: text(community.sizedOn) },
    ...{ rulesAddress: text(community.rulesAddress), rulesNote: community.rulesNote },
    ...{ mayReply: community.may_reply, whomToAsk: community.whom_to_ask },
    ...{ unitId: text(community.unitId), accountId: text(community.accountId) },
    ...{ agreedOn: text(community.agreedOn), seen: stampOfCommunity(community) },
  }
}

/** The form for a new community, or for a change of one. */
export async function communityFormPage(
  c: WebContext,
  { id, form, choices }: { id?: string | undefined; form: ShownForm; choices: Choices },
): Promise<Response> {
  const t = say(c, communitiesDeskMessages)
  const list = pathHere(c, '/desk/listen/communities')
  const isNew = id === undefined
  return formPage(c, {
    title: t(isNew ? 'add' : 'changeTitle'),
    lead: t(isNew ? 'addLead' : 'changeLead'),
    trail: {
      label: t('trail'),
      steps: [
        { href: pathHere(c, '/desk/listen'), label: t('back') },
        { href: list, label: t('title') },
        ...(isNew ? [] : [{ href: `${list}/${id}`, label: textOf(form.text, 'name') || t('aboutTitle') }]),
      ],
    },
    action: isNew ? `${list}/new` : `${list}/${id}/change`,
    save: t('save'),
    form,
    problemsTitle: (n) => t('errors', { n }),
    fields: (
      <>
        <input type="hidden" name="seen" value={textOf(form.text, 'seen')} />
        <WhatFields c={c} form={form} choices={choices} />
        <MannersFields c={c} form={form} choices={choices} />
      </>
    ),
  })
}

function WhatFields({ c, form, choices }: Props) {
  const t = say(c, communitiesDeskMessages)
  const words = say(c, communitiesMessages)
  return (
    <>
      <Field {...fieldOf(form, 'name')} label={t('name')} width="m" required />
      <Select
        {...fieldOf(form, 'kind')}
        label={t('kind')}
        options={[
          { value: '', label: t('choose') },
          ...communityKinds.map((kind) => ({ value: kind, label: words(kind) })),
        ]}
        required
      />
      <Field
        {...fieldOf(form, 'address')}
        label={t('addressLabel')}
        description={t('addressHelp')}
        inputmode="text"
        spellcheck={false}
        autocapitalize="none"
        required
      />
      <Chosen
        form={form}
        name="subjectIds"
        summary={t('subjects')}
        help={t('subjectsHelp')}
        options={choices.subjects.map((one) => ({
          value: one.id,
          label: <span {...subjectLang(c, one)}>{`${'– '.repeat(one.depth)}${subjectName(c, one)}`}</span>,
        }))}
      />
      <Chosen
        form={form}
        name="areaCodes"
        summary={t('areas')}
        help={t('areasHelp')}
        options={choices.areas.map(({ code, name, depth }) => ({
          value: code,
          label: `${'– '.repeat(depth)}${name}`,
        }))}
      />
      <Field
        {...fieldOf(form, 'size')}
        label={t('sizeLabel')}
        description={t('sizeHelp')}
        width="s"
        inputmode="numeric"
      />
      <Field {...fieldOf(form, 'sizedOn')} label={t('sizedOn')} type="date" width="s" />
    </>
  )
}

/** Any of many, folded away until something is chosen. */
function Chosen({
  form,
  name,
  summary,
  help,
  options,
}: {
  form: ShownForm
  name: 'subjectIds' | 'areaCodes'
  summary: string
  help: string
  options: Parameters<typeof Choice>[0]['options']
}) {
  const said = form.text[`${name}[]`]
  const value = Array.isArray(said) ? said : []
  const field = fieldOf(form, name)
  if (options.length === 0) return null
  return (
    <Details summary={summary} open={value.length > 0 || field.error !== undefined}>
      <Choice {...field} name={`${name}[]`} legend={help} multiple value={value} options={options} />
    </Details>
  )
}

function MannersFields({ c, form, choices }: Props) {
  const t = say(c, communitiesDeskMessages)
  return (
    <>
      <Choice
        {...fieldOf(form, 'mayReply')}
        legend={t('mayReply')}
        options={mayReplies.map((may) => ({ value: may, label: t(`may-${may}`) }))}
        required
      />
      <Field
        {...fieldOf(form, 'whomToAsk')}
        label={t('whomToAsk')}
        description={t('whomHelp')}
        autocomplete="off"
      />
      <TextArea
        {...fieldOf(form, 'rulesNote')}
        label={t('rulesNote')}
        description={t('rulesNoteHelp')}
        rows={2}
      />
      <Field
        {...fieldOf(form, 'rulesAddress')}
        label={t('rulesAddress')}
        inputmode="text"
        spellcheck={false}
        autocapitalize="none"
      />
      <Select
        {...fieldOf(form, 'unitId')}
        label={t('unit')}
        options={[
          { value: '', label: t('noUnit') },
          ...choices.units.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <Select
        {...fieldOf(form, 'accountId')}
        label={t('colleague')}
        description={t('colleagueHelp')}
        options={[
          { value: '', label: t('noColleague') },
          ...choices.staff.map(({ accountId, name }) => ({ value: accountId, label: name })),
        ]}
      />
      <Field
        {...fieldOf(form, 'agreedOn')}
        label={t('agreedOn')}
        description={t('agreedHelp')}
        type="date"
        width="s"
      />
    </>
  )
}

/** What is wrong with a form, beside its fields. */
export function sayFormErrors(
  c: WebContext,
  error: Parameters<typeof errorsOf>[0],
  text: FormText,
): FormErrors {
  const said = Object.entries(errorsOf(error)).map(([path, word]) => {
    const [field = ''] = path.split('.')
    return [field, sayFault(c, { field, word, value: textOf(text, field) })]
  })
  return Object.fromEntries(said)
}

/** What was chosen from a list that is not there any more. */
const notThere = {
  subjectIds: 'subject-not-open',
  areaCodes: 'areas-missing',
  unitId: 'unit-closed',
  accountId: 'not-a-colleague',
} as const

type Fault = { field: string; word: string; value: string }

function sayFault(c: WebContext, { field, word, value }: Fault): string {
  const t = say(c, communitiesDeskMessages)
  if (word === 'no-day' || word === 'too-long' || word === 'too-many') return t(word, { value })
  const chosen = Object.entries(notThere).find(([name]) => name === field)
  return chosen ? t(chosen[1]) : t(keyOf(`${field}/${word}`), { value })
}

const faults = [
  ...(['name/missing', 'kind/missing', 'address/missing', 'address/not-an-address'] as const),
  ...(['rulesAddress/not-an-address', 'size/no-size', 'size/missing', 'sizedOn/missing'] as const),
  'mayReply/missing',
] as const

function keyOf(fault: string): (typeof faults)[number] {
  return faults.find((one) => one === fault) ?? 'mayReply/missing'
}

/** What stands in the way of a community, beside the field that it is about. */
export function sayObstacle(
  c: WebContext,
  outcome: CommunityObstacle | { kind: 'changed-meanwhile' },
  text: FormText,
): FormErrors {
  const t = say(c, communitiesDeskMessages)
  switch (outcome.kind) {
    case 'already-known':
      return { address: t('address/already-known', { name: outcome.name }) }
    case 'of-a-person':
      return { address: t('address/of-a-person', { value: textOf(text, 'address') }) }
    case 'subject-not-open':
      return { subjectIds: t('subject-not-open') }
    case 'unit-closed':
      return { unitId: t('unit-closed') }
    case 'not-a-colleague':
      return { accountId: t('not-a-colleague') }
    case 'in-the-future':
      return { [outcome.field]: t('in-the-future') }
    case 'changed-meanwhile':
      return { name: t('changed-meanwhile') }
  }
}
