import { pathHere, type WebContext } from '#web/http'
import { Button, Notice } from '#web/ui'
import { say } from '#web/words'
import { deskMessages } from './desk.messages.ts'
import { type DeskList, postAddress, queryOf } from './desk-list.ts'

/** What was done with another post just before; the moment is that of a judgement, by which it can be taken back. */
export type BeforeThis = { postId: string; judgedAt?: Date | undefined }

export function DoneBefore({
  c,
  list,
  before: { postId, judgedAt },
}: {
  c: WebContext
  list: DeskList
  before: BeforeThis
}) {
  const d = say(c, deskMessages)
  return (
    <Notice kind="ok" title={d(judgedAt ? 'didSetAside' : 'didEnter')} justHappened>
      <div class="wk-row">
        {judgedAt && (
          <form method="post" action={pathHere(c, `/desk/listen/posts/${postId}/take-back?${queryOf(list)}`)}>
            <input type="hidden" name="judgedAt" value={judgedAt.toISOString()} />
            <Button small dataKey="z">
              {d('undo')}
            </Button>
          </form>
        )}
        <a href={postAddress(c, postId, list)}>{d('seeIt')}</a>
      </div>
    </Notice>
  )
}
