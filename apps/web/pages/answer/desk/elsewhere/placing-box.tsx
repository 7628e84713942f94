import type { DraftAtHand } from '#domains/answer'
import { readFormText, textOf, type WebContext } from '#web/http'
import { Button, Checkbox, Field, TextArea } from '#web/ui'
import { langOf, say } from '#web/words'
import { conversationMessages } from '../conversation/conversation.messages.ts'
import { actionOf, type Desk } from '../conversation/desk.ts'
import { problemAt } from '../conversation/problems.ts'
import { AsksChoice } from '../deadline/asks-choice.tsx'
import { elsewhereMessages } from './elsewhere.messages.ts'

type Props = { c: WebContext; desk: Desk; draft: DraftAtHand }

/** Whether a draft can be put below the post now, by whoever looks: a colleague approved it, or they need nobody for it. */
export function isReadyToPlace({ ways }: Desk, { send, state, isOwn }: DraftAtHand): boolean {
  return ways.speaker !== undefined && !send && (state === 'approved' || (state === 'asked' && isOwn))
}

/** The text to copy, the way to where it goes, and the address where it then stands. */
export async function PlacingBox({ c, desk, draft }: Props) {
  const t = say(c, elsewhereMessages)
  const { post } = desk.ways
  const { conversation } = desk.page
  const source = post?.source ?? ''
  return (
    <>
      <TextArea
        id="placing-text"
        name="placingText"
        rows={7}
        readonly
        {...langOf(c, conversation.language)}
        label={t('text', { source })}
        value={draft.body}
      />
      {post?.url && (
        <p>
          <wk-copy
            text={draft.body}
            opens={post.url}
            label={t('copy')}
            done={t('copied')}
            failed={t('notCopied')}
          ></wk-copy>{' '}
          <a href={post.url} target="_blank" rel="noreferrer">
            {t('open')}
          </a>
        </p>
      )}
      <Where c={c} desk={desk} />
      <Counts c={c} desk={desk} />
      <p>
        <Button kind="answer" name="draft" value={String(draft.seq)} formaction={actionOf(c, desk, 'stands')}>
          {t('stands')}
        </Button>
      </p>
    </>
  )
}

/** As it was filled in, where the form comes back. */
async function Where({ c, desk }: Omit<Props, 'draft'>) {
  const t = say(c, elsewhereMessages)
  const typed = c.req.method === 'POST' ? await readFormText(c) : {}
  const isTold = textOf(typed, 'otherHost') === 'yes'
  return (
    <>
      <Field
        id="placed-address"
        name="placedAddress"
        type="url"
        label={t('address')}
        description={t('addressHelp')}
        autocomplete="off"
        value={textOf(typed, 'placedAddress')}
        {...problemAt(c, desk, 'placed-address')}
      />
      {(desk.refused === 'other-host' || isTold) && (
        <Checkbox id="other-host" name="otherHost" label={t('otherHost')} checked={isTold} />
      )}
    </>
  )
}

function Counts({ c, desk }: Omit<Props, 'draft'>) {
  const words = say(c, conversationMessages)
  const { conversation, dossier, inputAnswered } = desk.page
  return (
    <>
      {conversation.status === 'open' && <AsksChoice c={c} name="draftAsks" />}
      {dossier && !inputAnswered && (
        <Checkbox
          id="draft-answers-input"
          name="draftAnswersInput"
          label={words('answersInput')}
          description={words('answersInputHelp')}
        />
      )}
    </>
  )
}
