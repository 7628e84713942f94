import { dueSpans, isNarrowed, narrowedChannels, narrowingValues } from '#domains/answer'
import { pathHere, type WebContext } from '#web/http'
import { Button, Details, Field, Hidden, Row, Select } from '#web/ui'
import { say } from '#web/words'
import type { DeskChoices } from '../choices.ts'
import { optionOf } from '../conversation/classify-box.tsx'
import { conversationMessages } from '../conversation/conversation.messages.ts'
import { labelsMessages } from '../labels/labels.messages.ts'
import { nameIn } from '../name-in.ts'
import { narrowWords } from '../views/view-words.ts'
import { viewsMessages } from '../views/views.messages.ts'
import { type InboxView, inboxPath } from './inbox-view.ts'

type Props = { c: WebContext; view: InboxView; choices: DeskChoices }

/** What the list is narrowed to, to be changed, and to be kept under a name. */
export function NarrowForm({ c, view, choices }: Props) {
  const t = say(c, labelsMessages)
  const v = say(c, viewsMessages)
  const { filter, order, narrowing, saved } = view
  const isOn = isNarrowed(narrowing)
  // A saved view says by its name what it is narrowed to.
  const what = isOn && saved === undefined ? narrowWords(c, narrowing, choices).join(' · ') : ''
  return (
    <Details summary={what ? t('narrowedTo', { what }) : t('narrow')}>
      <form class="wk-stack wk-stack--s" action={pathHere(c, '/desk/inbox')}>
        <Hidden values={{ filter, order }} />
        <Row>
          <NarrowFields c={c} view={view} choices={choices} />
        </Row>
        <Row>
          <Button small>{t('show')}</Button>
          <Button small formaction={pathHere(c, '/desk/views')}>
            {v('save')}
          </Button>
        </Row>
      </form>
    </Details>
  )
}

/** The way back to the whole of a list that is narrowed. */
export function Widen({ c, view: { filter, order, narrowing } }: Pick<Props, 'c' | 'view'>) {
  if (!isNarrowed(narrowing)) return null
  return (
    <p class="wk-small">
      <a href={inboxPath(c, { filter, order, after: undefined })}>{say(c, labelsMessages)('widen')}</a>
    </p>
  )
}

function NarrowFields({ c, view, choices }: Props) {
  const t = say(c, labelsMessages)
  const v = say(c, viewsMessages)
  const chosen = narrowingValues(view.narrowing)
  const { labels, units, subjects, colleagues, areas } = choices
  const select = (name: string, label: string, options: { value: string; label: string }[]) => (
    <Select
      id={`narrow-${name}`}
      name={name}
      label={label}
      options={[{ value: '', label: t('any') }, ...options]}
      value={chosen[name] ?? ''}
    />
  )
  return (
    <>
      <Field
        id="narrow-words"
        name="words"
        label={v('words')}
        value={chosen.words ?? ''}
        autocomplete="off"
      />
      {select('assigned', v('assigned'), [
        ...(['me', 'nobody', 'team'] as const).map((value) => ({ value, label: v(`assigned-${value}`) })),
        ...colleagues.map(({ id, name }) => ({ value: id, label: name })),
      ])}
      {select(
        'due',
        v('due'),
        dueSpans.map((value) => ({ value, label: v(`due-${value}`) })),
      )}
      {select(
        'unit',
        v('unit'),
        units.map((one) => optionOf(one, one.name)),
      )}
      {subjects.length > 0 &&
        select(
          'subject',
          v('subject'),
          subjects.map((one) => optionOf(one, nameIn(c, one))),
        )}
      {areas.length > 0 &&
        select(
          'area',
          v('area'),
          areas.map(({ code, name, depth }) => optionOf({ id: code, depth }, name)),
        )}
      {labels.length > 0 &&
        select(
          'label',
          t('narrowLabel'),
          labels.map(({ id, name }) => ({ value: id, label: name })),
        )}
      {select(
        'channel',
        v('channel'),
        narrowedChannels.map((value) => ({ value, label: say(c, conversationMessages)(value) })),
      )}
    </>
  )
}
