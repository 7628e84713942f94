import type { Around } from '#domains/answer'
import type { WebContext } from '#web/http'
import { Box, Button } from '#web/ui'
import { langOf, say } from '#web/words'
import { actionOf, type Desk } from '../conversation/desk.ts'
import { besideMessages } from '../hands/beside.messages.ts'
import { inboxPath } from '../inbox/inbox-view.ts'
import { splitMessages } from './split.messages.ts'

type Props = { c: WebContext; desk: Desk }

/** What this one was split off from or continues, with the way to put both together again; and what goes on from it. */
export function AroundBox({ c, desk }: Props) {
  const t = say(c, splitMessages)
  const { from, onward } = desk.hands.around
  const { merged_into: mergedInto, continues } = desk.page.conversation
  return (
    <>
      {from && (
        <Box title={t('fromTitle')}>
          <div class="wk-stack wk-stack--s">
            <Going c={c} desk={desk} one={from} />
            {!mergedInto && continues === from.id && (
              <p>
                <Button small name="other" value={from.id} formaction={actionOf(c, desk, 'merge')}>
                  {t('putBack')}
                </Button>
              </p>
            )}
          </div>
        </Box>
      )}
      {onward.length > 0 && (
        <Box title={t('onwardTitle')}>
          {onward.map((one) => (
            <Going c={c} desk={desk} one={one} />
          ))}
        </Box>
      )}
    </>
  )
}

function Going({ c, desk, one }: Props & { one: Around['onward'][number] }) {
  const t = say(c, splitMessages)
  const state = say(c, besideMessages)(one.status)
  return (
    <p>
      <a href={inboxPath(c, desk.view, `/${one.id}`)} {...langOf(c, one.language)}>
        {one.subject}
      </a>
      <br />
      <span class="wk-small">
        {t('line', { why: t(one.why === 'split' ? 'whySplit' : 'whyLater'), state, at: one.at })}
      </span>
    </p>
  )
}
