import type { Entry } from '#domains/answer'
import type { WebContext } from '#web/http'
import { deskPage } from '#web/shell'
import { Bench, Keys, Stack, Work } from '#web/ui'
import { say } from '#web/words'
import { DeadlineBox } from '../deadline/deadline-box.tsx'
import { FeedOffer } from '../elsewhere/feed-offer.tsx'
import { FactsBox, FactWarnings } from '../facts/facts-box.tsx'
import { EarlierBoxes, OtherBox } from '../hands/beside-box.tsx'
import { handsMessages } from '../hands/hands.messages.ts'
import { CloseBox, SnoozeBox } from '../hands/hands-box.tsx'
import { TieBox } from '../hands/tie-box.tsx'
import { inboxMessages } from '../inbox/inbox.messages.ts'
import type { InboxList } from '../inbox/inbox-list.ts'
import { InboxQueue } from '../inbox/inbox-queue.tsx'
import { InboxTools } from '../inbox/inbox-tools.tsx'
import { LabelsBox } from '../labels/labels-box.tsx'
import { LocatedBox } from '../located/located-box.tsx'
import { MacroBox } from '../macros/macro-box.tsx'
import { FromPost } from '../posts/from-post.tsx'
import { sendingMessages } from '../sending/sending.messages.ts'
import { AroundBox } from '../split/around-box.tsx'
import { taskMessages } from '../tasks/task.messages.ts'
import { MentionChoice, OpenTasks, TaskBox } from '../tasks/task-box.tsx'
import { TextsBox, textKeys } from '../texts/texts-box.tsx'
import { TranslateBox } from '../translate/translate-box.tsx'
import { ClassifyBox } from './classify-box.tsx'
import { conversationMessages } from './conversation.messages.ts'
import { ConversationForm } from './conversation-form.tsx'
import { followsHere } from './deed-address.ts'
import { type Deed, Messages } from './deeds.tsx'
import type { Desk } from './desk.ts'
import { PlaceBox } from './dossier-box.tsx'
import { DraftBox } from './draft-box.tsx'
import { NoteForm } from './note-form.tsx'
import { canBeAnswered } from './reach.ts'
import { ReplyEditor } from './reply-editor.tsx'
import { Thread } from './thread.tsx'
import { WhoBox } from './who-box.tsx'
import { WithBox } from './with-box.tsx'

/** What stands below it in the list. */
function findFollowing({ lines: { rows } }: InboxList, id: string): string | undefined {
  const at = rows.findIndex((line) => line.id === id)
  return at < 0 ? undefined : rows[at + 1]?.id
}

type Options = {
  desk: Desk
  list: InboxList
  done?: Deed | undefined
  /** What came in while they wrote: nothing was appended. */
  newer?: Entry[]
  status?: 200 | 409 | 422
}

/** One conversation, with the list beside it. On a phone: the words, the reply, then what is about them. */
export async function conversationPage(c: WebContext, options: Options): Promise<Response> {
  const t = say(c, conversationMessages)
  const { desk, list, status = 200 } = options
  const { conversation } = desk.page
  const follows = findFollowing(list, conversation.id) ?? (await followsHere(c))
  return deskPage(
    c,
    {
      title: conversation.subject,
      menuItem: 'inbox',
      staff: desk.staff,
      status,
      wrong: status !== 200,
    },
    <Bench
      show="open"
      tools={<InboxTools c={c} list={list} />}
      queue={<InboxQueue c={c} list={list} openId={conversation.id} follows={follows} />}
    >
      <Messages c={c} {...options} />
      <ConversationForm c={c} desk={desk} follows={follows}>
        <Work
          contextLabel={t('beside')}
          thread={<Thread c={c} desk={desk} />}
          reply={
            <Stack>
              {desk.rights.draft && <DraftBox c={c} desk={desk} draft={desk.rights.draft} />}
              <OpenTasks c={c} desk={desk} />
              {!conversation.merged_into && canBeAnswered(desk) && (
                <>
                  <FactWarnings c={c} desk={desk} />
                  <ReplyEditor c={c} desk={desk} />
                  <TextsBox c={c} desk={desk} />
                  <FactsBox c={c} desk={desk} />
                </>
              )}
              <NoteForm c={c} desk={desk}>
                <MentionChoice c={c} desk={desk} />
              </NoteForm>
            </Stack>
          }
          context={
            <>
              <TieBox c={c} ties={desk.ties} view={desk.view} conversationId={conversation.id} />
              <WithBox c={c} desk={desk} />
              <WhoBox c={c} desk={desk} />
              <AroundBox c={c} desk={desk} />
              <EarlierBoxes c={c} desk={desk} />
              <DeadlineBox c={c} desk={desk} />
              <TaskBox c={c} desk={desk} />
              <SnoozeBox c={c} desk={desk} />
              <CloseBox c={c} desk={desk} />
              <LabelsBox c={c} desk={desk} />
              <MacroBox c={c} desk={desk} />
              <ClassifyBox c={c} desk={desk} />
              <LocatedBox c={c} desk={desk} />
              <PlaceBox c={c} desk={desk} />
              <FromPost c={c} desk={desk} />
              <FeedOffer c={c} desk={desk} />
              <TranslateBox c={c} desk={desk} />
              <OtherBox c={c} desk={desk} />
            </>
          }
        />
      </ConversationForm>
      <wk-print label={say(c, handsMessages)('print')}></wk-print>
      <Keys
        keys={[
          { keys: ['J', 'K'], does: t('keyNeighbours') },
          { keys: ['R'], does: t('keyReply') },
          { keys: ['N'], does: t('keyNote') },
          ...textKeys(c, desk),
          { keys: ['V'], does: say(c, taskMessages)('keyAsk') },
          { keys: ['/'], does: say(c, inboxMessages)('keySearch') },
          { keys: ['C'], does: say(c, inboxMessages)('keyTakeDown') },
        ]}
        sheet={{
          title: say(c, sendingMessages)('keysTitle'),
          open: say(c, sendingMessages)('keysOpen'),
          close: say(c, sendingMessages)('keysClose'),
          more: [
            { keys: ['A'], does: say(c, sendingMessages)('keyAssign') },
            { keys: ['E'], does: say(c, handsMessages)('keyClose') },
            { keys: ['Ctrl', 'Enter'], does: say(c, sendingMessages)('keySendNext') },
            { keys: ['Z'], does: say(c, sendingMessages)('keyTakeBack') },
            { keys: ['Esc'], does: say(c, sendingMessages)('keyLeave') },
          ],
        }}
        off={t('keysOff')}
        on={t('keysOn')}
      />
    </Bench>,
  )
}
