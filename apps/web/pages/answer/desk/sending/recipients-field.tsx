import {
  type ConversationPage,
  type Copy,
  type CopyProblem,
  chooseCopies,
  LONGEST_COPY_REASON,
  listOwnAddresses,
  MOST_COPIES,
  type OtherPerson,
  offeredIn,
  type SentCopy,
  type WantedCopies,
} from '#domains/answer'
import { type FormText, readFormText, textOf, type WebContext } from '#web/http'
import { Choice, Details, Field } from '#web/ui'
import { say } from '#web/words'
import { recipientsMessages } from './recipients.messages.ts'

/** Who was to get a reply, where that cannot be. */
export type WrongCopies = { problem: CopyProblem; address: string }

/** Who can get a reply besides whoever asked, and who was chosen in the form that came back. */
export type Recipients = { offered: OtherPerson[]; wanted: WantedCopies; wrong?: WrongCopies | undefined }

const fields = { chosen: 'copy[]', address: 'addCopy', reason: 'addCopyReason' } as const

export async function readRecipients(c: WebContext, page: ConversationPage): Promise<Recipients> {
  const { db, config } = c.var.services
  const own = await listOwnAddresses(db, config)
  const offered = offeredIn(page.entries, { asker: page.contact.address ?? undefined, own })
  return { offered, wanted: c.req.method === 'POST' ? wantedIn(await readFormText(c)) : wantedIn({}) }
}

function wantedIn(form: FormText): WantedCopies {
  const chosen = form[fields.chosen]
  return {
    chosen: Array.isArray(chosen) ? chosen : [],
    added: { address: textOf(form, fields.address), reason: textOf(form, fields.reason) },
  }
}

/**
 * Who gets the reply besides whoever asked, as a form says it.
 * @param draftSeq  the draft that is sent as it stands, if it is one
 */
export async function readCopies(
  c: WebContext,
  conversationId: string,
  form: FormText,
  draftSeq: number | undefined,
): Promise<{ copies: readonly Copy[] } | { wrong: WrongCopies }> {
  const { db, config } = c.var.services
  const outcome = await chooseCopies(db, conversationId, { ...wantedIn(form), draftSeq }, config)
  if (outcome.kind === 'chosen') return { copies: outcome.copies }
  return { wrong: { problem: outcome.problem, address: outcome.address } }
}

type FieldProps = { c: WebContext; asker: { name: string | null; address: string | null }; to: Recipients }

/** Says before a reply is sent who gets it, and lets others be chosen: nobody is, until somebody does. */
export function RecipientsField({ c, asker, to: { offered, wanted, wrong } }: FieldProps) {
  if (!asker.address) return null
  const t = say(c, recipientsMessages)
  const at = wrong && placeOf(wrong.problem)
  const error = wrong && wrongWords(c, wrong)
  const { address, reason } = wanted.added
  return (
    <div class="wk-stack wk-stack--s">
      <p class="wk-small">
        {t('asker', { who: asker.name ? `${asker.name} (${asker.address})` : asker.address })}
      </p>
      {(offered.length > 0 || at === 'chosen') && (
        <Choice
          id="copy"
          name={fields.chosen}
          multiple
          legend={t('others')}
          description={t('othersHelp')}
          value={wanted.chosen}
          options={offered.map((one) => ({
            value: one.address,
            label: <span dir="auto">{one.name ? `${one.name} (${one.address})` : one.address}</span>,
          }))}
          {...(at === 'chosen' && error ? { error } : {})}
        />
      )}
      <Details summary={t('add')} open={address !== '' || at === 'address' || at === 'reason'}>
        <div class="wk-stack wk-stack--s">
          <Field
            id="add-copy"
            name={fields.address}
            type="email"
            label={t('address')}
            description={t('addressHelp')}
            value={address}
            autocomplete="off"
            {...(at === 'address' && error ? { error } : {})}
          />
          <Field
            id="add-copy-reason"
            name={fields.reason}
            label={t('reason')}
            description={t('reasonHelp')}
            value={reason}
            autocomplete="off"
            {...(at === 'reason' && error ? { error } : {})}
          />
        </div>
      </Details>
    </div>
  )
}

function placeOf(problem: CopyProblem): 'chosen' | 'address' | 'reason' {
  if (problem === 'not-in-mail' || problem === 'too-many') return 'chosen'
  return problem === 'no-reason' || problem === 'reason-too-long' ? 'reason' : 'address'
}

const ids = { chosen: 'copy', address: 'add-copy', reason: 'add-copy-reason' }

/** Why a reply cannot go to whom was chosen, and the id of the field that says so. */
export function copyProblem(c: WebContext, wrong: WrongCopies): { id: string; message: string } {
  return { id: ids[placeOf(wrong.problem)], message: wrongWords(c, wrong) }
}

function wrongWords(c: WebContext, { problem, address }: WrongCopies): string {
  return say(c, recipientsMessages)(problem === 'asker' ? 'asker2' : problem, {
    ...{ address, max: LONGEST_COPY_REASON, most: MOST_COPIES },
  })
}

/** Who got a reply besides whoever asked, and how far it came. */
export function SentCopies({ c, copies }: { c: WebContext; copies: readonly SentCopy[] }) {
  return (
    <>
      {copies.map((copy) => (
        <p class="wk-small">{copyWords(c, copy)}</p>
      ))}
    </>
  )
}

function copyWords(c: WebContext, { address, reason, delivery }: SentCopy): string {
  const t = say(c, recipientsMessages)
  if (address === '') return t('copyGone')
  const state = delivery ? stateWords(c, delivery) : t('unknown')
  return reason === null ? t('copy', { address, state }) : t('copyBecause', { address, reason, state })
}

function stateWords(c: WebContext, { state, lastError, sentAt }: NonNullable<SentCopy['delivery']>): string {
  const t = say(c, recipientsMessages)
  if (state === 'refused') return t('refused', { reason: lastError ?? '' })
  return state === 'sent' && sentAt ? t('sent', { at: sentAt }) : t('waiting')
}

/** Who else gets a reply that waits to leave. */
export function AlsoTo({ c, copies }: { c: WebContext; copies: readonly string[] }) {
  if (copies.length === 0) return null
  return <p class="wk-small">{say(c, recipientsMessages)('also', { who: copies.join(', ') })}</p>
}
