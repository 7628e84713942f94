import { type ConversationPage, type Removable, type RemovalReason, removalReasons } from '#domains/answer'
import { pathHere, type WebContext } from '#web/http'
import { deskPage, getStaff } from '#web/shell'
import { Band, Choice, Confirm, ErrorSummary, Notice, PageHead, Voice } from '#web/ui'
import { langOf, Prose, say } from '#web/words'
import { privacyMessages } from './privacy.messages.ts'

/** Why nothing was removed. */
export type RemovalProblem = 'changed' | 'draft-at-hand' | 'mail-waits'

export type RemoveTextView = {
  page: ConversationPage
  entry: Removable
  repeatedIn: Removable[]
  /** What was chosen before: all that repeats it, as long as nobody chose. */
  chosen: { reason?: RemovalReason; also: number[] }
  isReasonMissing?: boolean
  problem?: RemovalProblem
}

/** The words that are to go, what goes with them, and why. */
export async function removeTextPage(c: WebContext, view: RemoveTextView): Promise<Response> {
  const t = say(c, privacyMessages)
  const { page, entry, problem, isReasonMissing } = view
  const { id, language, subject } = page.conversation
  const back = pathHere(c, `/desk/inbox/${id}`)
  const errors = isReasonMissing ? [{ id: 'why', message: t('reasonMissing') }] : []
  return deskPage(
    c,
    {
      ...{ title: t('removeTitle'), menuItem: 'inbox', staff: await getStaff(c) },
      ...{ wrong: errors.length > 0 || problem !== undefined },
      status: errors.length > 0 || problem ? 422 : 200,
    },
    <Band tight>
      <ErrorSummary title={t('reasonMissing')} errors={errors} />
      {problem && <Notice kind="warning" title={t(problem)} justHappened />}
      <PageHead
        title={t('removeTitle')}
        lead={t('removeText')}
        above={
          <a href={back} {...langOf(c, language)}>
            {subject}
          </a>
        }
      />
      <Voice who={t(entry.kind)}>
        <Prose text={entry.body} lang={langOf(c, language).lang} />
      </Voice>
      <Confirm
        id="sure"
        title={t('sure')}
        action={`${back}/remove/${entry.seq}`}
        confirm={t('removeNow')}
        cancel={{ href: back, label: t('keep') }}
      >
        {entry.seq === 1 && <p>{t('removeFirst')}</p>}
        <input type="hidden" name="seen" value={page.conversation.last_seq} />
        <Choice
          id="why"
          name="reason"
          legend={t('reason')}
          description={t('reasonHelp')}
          options={removalReasons.map((reason) => ({ value: reason, label: t(reason) }))}
          {...(view.chosen.reason ? { value: view.chosen.reason } : {})}
          {...(isReasonMissing ? { error: t('reasonMissing') } : {})}
          required
        />
        <Repeated c={c} view={view} />
      </Confirm>
    </Band>,
  )
}

const SHOWN = 120

function Repeated({ c, view: { repeatedIn, chosen } }: { c: WebContext; view: RemoveTextView }) {
  const t = say(c, privacyMessages)
  if (repeatedIn.length === 0) return null
  return (
    <Choice
      id="also"
      name="also[]"
      multiple
      legend={t('also')}
      description={t('alsoHelp')}
      value={chosen.also.map(String)}
      options={repeatedIn.map(({ seq, kind, body }) => ({
        value: `${seq}`,
        label: t(kind),
        description: body.length > SHOWN ? `${body.slice(0, SHOWN)}…` : body,
      }))}
    />
  )
}
