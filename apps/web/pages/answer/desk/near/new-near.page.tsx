import {
  type ConversationPage,
  LONGEST_NEAR_TITLE,
  LONGEST_NEAR_WORDS,
  type NearLine,
  nearStateMessages,
  type Obstacle,
} from '#domains/answer'
import type { StaffMember, Subject } from '#domains/people'
import type { Place } from '#domains/places'
import { type FormErrors, type FormText, pathHere, textOf, type WebContext } from '#web/http'
import { type AskedPlace, PlaceField, placeError, placeErrorId, placeWords } from '#web/pages/places'
import { deskPage } from '#web/shell'
import {
  Band,
  Breadcrumbs,
  Button,
  Choice,
  Details,
  ErrorSummary,
  Field,
  List,
  Notice,
  PageHead,
  Section,
  Select,
  TextArea,
  Wrap,
} from '#web/ui'
import { langOf, say } from '#web/words'
import { nearItem } from '../../near/near-words.tsx'
import { obstacleWords } from '../conversation/obstacle-words.ts'
import { nameIn } from '../name-in.ts'
import { nearDeskMessages } from './near-desk.messages.ts'

export type NewNearView = {
  staff: StaffMember
  page: ConversationPage
  /** Where the conversation is about. */
  place: Place | null
  /** What was typed for another place. */
  asked: AskedPlace | undefined
  subjects: (Subject & { depth: number })[]
  /** What stands there already and may be the same. */
  alike: NearLine[]
  text: FormText
  errors: FormErrors
  obstacle?: Obstacle | undefined
}

/** Where staff put something on the map: their words, and the place that they choose to show. */
export async function newNearPage(c: WebContext, view: NewNearView): Promise<Response> {
  const t = say(c, nearDeskMessages)
  const { staff, page, alike, obstacle } = view
  const errors = messagesOf(c, view)
  const isWrong = errors.size > 0 || obstacle !== undefined
  const { id, subject, language } = page.conversation
  return deskPage(
    c,
    { title: t('newTitle'), menuItem: 'responses', staff, status: isWrong ? 422 : 200, wrong: isWrong },
    <>
      <Wrap>
        <Breadcrumbs
          label={t('crumbs')}
          trail={[
            {
              href: pathHere(c, `/desk/inbox/${id}`),
              label: <span {...langOf(c, language)}>{subject}</span>,
            },
          ]}
        />
      </Wrap>
      <Band tight>
        <ErrorSummary
          title={t('errors', { n: errors.size })}
          errors={[...errors].map(([key, message]) => ({ id: key, message }))}
        />
        {obstacle && (
          <Notice kind="warning" title={t('refused')} justHappened>
            {obstacleWords(c, obstacle, undefined)}
          </Notice>
        )}
        <PageHead title={t('newTitle')} lead={t('newLead')} />
        {alike.length > 0 && <Alike c={c} view={view} />}
        <NewForm c={c} view={view} errors={errors} />
      </Band>
    </>,
  )
}

/** What stands there already: the conversation may belong with it. */
function Alike({ c, view: { alike, page } }: { c: WebContext; view: NewNearView }) {
  const t = say(c, nearDeskMessages)
  return (
    <Section id="alike" title={t('alike')} gap="m">
      <p>{t('alikeText')}</p>
      <List
        items={alike.map((line) => ({
          ...nearItem(c, line),
          href: pathHere(c, `/desk/near/${line.publicId}`),
          body: (
            <form method="post" action={pathHere(c, `/desk/near/${line.publicId}/behind`)}>
              <input type="hidden" name="conversation" value={page.conversation.id} />
              <Button small>{t('joins')}</Button>
            </form>
          ),
        }))}
      />
    </Section>
  )
}

function NewForm({ c, view, errors }: { c: WebContext; view: NewNearView; errors: Map<string, string> }) {
  const t = say(c, nearDeskMessages)
  const { text, subjects, page } = view
  const { id } = page.conversation
  return (
    <form
      class="wk-stack wk-stack--l"
      method="post"
      action={`${pathHere(c, '/desk/near/new')}?conversation=${id}`}
      novalidate
    >
      <Field
        id="title"
        name="title"
        label={t('titleLabel')}
        description={t('titleHelp')}
        value={textOf(text, 'title')}
        required
        {...errorAt(errors, 'title')}
      />
      <TextArea
        id="words"
        name="words"
        label={t('wordsLabel')}
        description={t('wordsHelp')}
        rows={4}
        value={textOf(text, 'words')}
        {...errorAt(errors, 'words')}
      />
      <Choice
        id="state"
        name="state"
        legend={t('state')}
        options={(['reported', 'working'] as const).map((value) => ({
          value,
          label: say(c, nearStateMessages)(value),
        }))}
        value={textOf(text, 'state')}
        {...errorAt(errors, 'state')}
      />
      {subjects.length > 0 && (
        <Select
          id="subject"
          name="subject"
          label={t('subject')}
          options={[
            { value: '', label: t('noSubject') },
            ...subjects.map((one) => ({
              value: one.id,
              label: `${'\u00a0\u00a0'.repeat(one.depth)}${nameIn(c, one)}`,
            })),
          ]}
          value={textOf(text, 'subject')}
        />
      )}
      <Where c={c} view={view} errors={errors} />
      <div class="wk-row">
        <Button kind="answer">{t('publish')}</Button>
        <a href={pathHere(c, `/desk/inbox/${id}`)}>{t('cancel')}</a>
      </div>
    </form>
  )
}

/** The area, unless they choose otherwise: the place of a conversation may be somebody's home. */
function Where({ c, view, errors }: { c: WebContext; view: NewNearView; errors: Map<string, string> }) {
  const t = say(c, nearDeskMessages)
  const { place, asked, text } = view
  const shown = asked?.place ?? place
  const isWrong = placeError(c, asked) !== undefined
  const field = asked && <PlaceField c={c} asked={asked} atDesk isUntitled />
  return (
    <Section id="where" title={t('where')} gap="m">
      <p>{place ? t('placeNow', { place: placeWords(c, place) }) : t('noPlace')}</p>
      {place ? (
        <Details summary={t('otherPlace')} open={isWrong || asked?.typed !== ''}>
          <div class="wk-stack wk-stack--s">{field}</div>
        </Details>
      ) : (
        field
      )}
      <Choice
        id="precision"
        name="precision"
        legend={t('where')}
        options={[
          {
            value: 'area',
            label: shown?.area ? t('area', { area: shown.area.name }) : t('areaOnly'),
            description: t('areaHelp'),
          },
          {
            value: 'exactly',
            label: shown?.position ? t('exactly', { place: placeWords(c, shown) }) : t('exactlyOnly'),
            description: t('exactlyHelp'),
          },
        ]}
        value={textOf(text, 'precision')}
        {...errorAt(errors, 'precision')}
      />
    </Section>
  )
}

function errorAt(errors: Map<string, string>, field: string): { error?: string } {
  const error = errors.get(field)
  return error === undefined ? {} : { error }
}

function messagesOf(c: WebContext, { errors, asked }: NewNearView): Map<string, string> {
  const t = say(c, nearDeskMessages)
  const known: Record<string, string> = {
    'title missing': t('titleMissing'),
    'title too-long': t('titleTooLong', { max: LONGEST_NEAR_TITLE }),
    'words too-long': t('wordsTooLong', { max: LONGEST_NEAR_WORDS }),
    'state missing': t('stateMissing'),
    'precision missing': t('precisionMissing'),
    'precision no-area': t('noArea'),
    'precision no-point': t('noPoint'),
  }
  const messages = new Map(
    Object.entries(errors).map(([field, problem]) => [field, known[`${field} ${problem}`] ?? problem]),
  )
  const ofPlace = placeError(c, asked)
  if (asked && ofPlace) messages.set(placeErrorId(asked), ofPlace)
  return messages
}
