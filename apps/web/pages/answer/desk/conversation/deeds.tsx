import type { Entry } from '#domains/answer'
import type { WebContext } from '#web/http'
import { Entries, ErrorSummary, Notice } from '#web/ui'
import { say } from '#web/words'
import { filmMessages } from '../../files/film.messages.ts'
import { deadlineMessages } from '../deadline/deadline.messages.ts'
import { elsewhereMessages } from '../elsewhere/elsewhere.messages.ts'
import { besideMessages } from '../hands/beside.messages.ts'
import { handsMessages } from '../hands/hands.messages.ts'
import { labelsMessages } from '../labels/labels.messages.ts'
import { locatedMessages } from '../located/located.messages.ts'
import { macrosMessages } from '../macros/macros.messages.ts'
import { privacyMessages } from '../privacy/privacy.messages.ts'
import { MissedNotice, OwnReplyNotice } from '../sending/leaving-box.tsx'
import { sendingMessages } from '../sending/sending.messages.ts'
import { splitMessages } from '../split/split.messages.ts'
import { taskMessages } from '../tasks/task.messages.ts'
import { translateMessages } from '../translate/translate.messages.ts'
import { approvalMessages } from './approval.messages.ts'
import { conversationMessages } from './conversation.messages.ts'
import { entriesOf } from './conversation-entry.tsx'
import type { Desk } from './desk.ts'
import { obstacleWords } from './obstacle-words.ts'
import { listProblems } from './problems.ts'

/** What a member of staff just did here. */
export const deeds = [
  'sent',
  'taken-back',
  'stopped',
  'saved',
  'noted',
  'taken',
  'assigned',
  'released',
  'placed',
  'tied',
  'untied',
  'reopened',
  'asked',
  'ready',
  'stands',
  'looked',
  'looks-again',
  'approved',
  'returned',
  'withdrawn',
  'classified',
  'moved',
  'closed',
  'spam',
  'snoozed',
  'woken',
  'labelled',
  'unlabelled',
  'merged',
  'split',
  'split-hidden',
  'ran',
  'located',
  'removed',
  'translated',
  'film-described',
  'task-asked',
] as const
export type Deed = (typeof deeds)[number]

/** What just happened, and what is wrong, above everything else. */
export function Messages({
  c,
  desk,
  done,
  newer,
}: {
  c: WebContext
  desk: Desk
  done?: Deed | undefined
  /** What came in while they wrote: nothing was appended. */
  newer?: Entry[]
}) {
  const t = say(c, conversationMessages)
  if (newer)
    return (
      <Notice kind="warning" title={t('changedTitle')} justHappened>
        <p>{t('changedBody')}</p>
        <Entries label={t('newer')} entries={entriesOf(c, desk.page, newer)} />
      </Notice>
    )
  if (desk.obstacle)
    return (
      <Notice
        kind="warning"
        title={say(
          c,
          approvalMessages,
        )(desk.obstacle.kind === 'open-field' ? 'openFieldTitle' : 'notMandatedTitle')}
        justHappened
      >
        {obstacleWords(c, desk.obstacle, desk.rights.whoMay)}
      </Notice>
    )
  const problems = listProblems(c, desk)
  if (problems.length > 0) return <ErrorSummary title={t('notPossible')} errors={problems} />
  if (desk.sending.missed) return <MissedNotice c={c} missed={desk.sending.missed} />
  if (desk.sending.own) {
    const { view, page } = desk
    return <OwnReplyNotice c={c} view={view} reply={desk.sending.own} openId={page.conversation.id} />
  }
  if (done)
    return (
      <Notice kind="ok" title={doneTitle(c, desk, done)} justHappened>
        {done === 'taken-back' ? say(c, sendingMessages)('doneTakenBackText') : ''}
      </Notice>
    )
  return null
}

function doneTitle(c: WebContext, desk: Desk, done: Deed): string {
  const t = say(c, conversationMessages)
  const a = say(c, approvalMessages)
  const h = say(c, handsMessages)
  const s = say(c, sendingMessages)
  const e = say(c, elsewhereMessages)
  const titles = {
    sent: s('gone'),
    'taken-back': s('doneTakenBack'),
    stopped: s('doneStopped'),
    saved: t('doneSaved'),
    noted: t('doneNoted'),
    taken: t('doneTaken'),
    assigned: t('doneAssigned', { to: desk.page.assignee?.name ?? '' }),
    released: t('doneReleased'),
    placed: t('donePlaced'),
    tied: t('doneTied'),
    untied: t('doneUntied'),
    reopened: t('doneReopened'),
    asked: a('doneAsked'),
    ready: e('doneReady'),
    stands: e('doneStands'),
    looked: e('doneLooked'),
    'looks-again': e('doneLookAgain'),
    approved: a('doneApproved'),
    returned: a('doneReturned'),
    withdrawn: a('doneWithdrawn'),
    classified: a('doneClassified'),
    moved: say(c, deadlineMessages)('doneMoved'),
    closed: h('doneClosed'),
    spam: h('doneSpam'),
    snoozed: h('doneSnoozed'),
    woken: h('doneWoken'),
    labelled: say(c, labelsMessages)('donePut'),
    merged: say(c, besideMessages)('doneMerged'),
    split: say(c, splitMessages)('done'),
    'split-hidden': say(c, splitMessages)('doneHere'),
    unlabelled: say(c, labelsMessages)('doneTakenOff'),
    ran: say(c, macrosMessages)('ran'),
    located: say(c, locatedMessages)('done'),
    removed: say(c, privacyMessages)('doneRemoved'),
    translated: say(c, translateMessages)('translated'),
    'film-described': say(c, filmMessages)('done'),
    'task-asked': say(c, taskMessages)('doneAsked'),
  } satisfies Record<Deed, string>
  return titles[done]
}
