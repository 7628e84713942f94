import type { ConversationPage, PersonsConversation } from '#domains/answer'
import type { Held } from '#domains/people'
import { pathHere, type WebContext } from '#web/http'
import { deskPage, getStaff } from '#web/shell'
import { Band, Button, Choice, Confirm, DataTable, Notice, PageHead, Section } from '#web/ui'
import { langOf, say } from '#web/words'
import { privacyMessages } from './privacy.messages.ts'

export type PersonView = {
  page: ConversationPage
  conversations: PersonsConversation[]
  /** The inputs of those that were chosen. */
  chosen: string[]
  held: Held
  isErased: boolean
}

/** What is kept of whoever asked, in which conversations, and the button that removes it. */
export async function personPage(c: WebContext, view: PersonView): Promise<Response> {
  const t = say(c, privacyMessages)
  const { page, conversations, chosen, held, isErased } = view
  const { id, language, subject } = page.conversation
  const back = pathHere(c, `/desk/inbox/${id}`)
  const isEmpty = Object.keys(held).length === 0
  return deskPage(
    c,
    { title: t('person'), menuItem: 'inbox', staff: await getStaff(c) },
    <Band tight>
      {isErased && <Notice kind="ok" title={t('erased')} justHappened />}
      <PageHead
        title={t('person')}
        lead={t('personLead')}
        above={
          <a href={back} {...langOf(c, language)}>
            {subject}
          </a>
        }
      />
      {conversations.length > 1 && (
        <form method="get" action={`${back}/person`} class="wk-stack">
          <Choice
            id="conversations"
            name="input"
            multiple
            legend={t('choose')}
            description={t('personAddress')}
            value={chosen}
            options={conversations.map((one) => ({
              value: one.inputId,
              label: t('chooseLine', { subject: one.subject, on: one.receivedAt }),
            }))}
            {...(chosen.length === 0 ? { error: t('chooseNone') } : {})}
          />
          <p>
            <Button>{t('count')}</Button>
          </p>
        </form>
      )}
      <Section id="goes" title={t('goes')} gap="m">
        {isEmpty ? <p>{t('nothing')}</p> : <Goes c={c} held={held} />}
        <p class="wk-small">{t('stays')}</p>
      </Section>
      {!isEmpty && (
        <Confirm
          id="erase"
          title={t('eraseSure')}
          action={`${back}/person`}
          confirm={t('eraseNow')}
          cancel={{ href: back, label: t('keep') }}
        >
          <p>{t('eraseText')}</p>
          {chosen.map((inputId) => (
            <input type="hidden" name="input[]" value={inputId} />
          ))}
        </Confirm>
      )}
    </Band>,
  )
}

/** The tables that have a name on this page. */
const named = [
  'conversation_entry',
  'conversation_contact',
  'conversation_place',
  'input',
  'received_raw',
  'mail_participant',
  'blob_use',
  'outgoing_mail',
  'unsent_text',
  'notice_contact',
] as const

function Goes({ c, held }: { c: WebContext; held: Held }) {
  const t = say(c, privacyMessages)
  return (
    <DataTable
      id="held"
      caption={t('goes')}
      hidesCaption
      columns={[{ label: t('goesWhat') }, { label: t('goesMany') }]}
      rows={Object.entries(held).map(([table, many]) => {
        const name = named.find((one) => one === table)
        return [name ? t(name) : table, `${many}`]
      })}
    />
  )
}
