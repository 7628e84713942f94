import { type HeldMail, heldAnswers, type MailedState, mailedAddress } from '#domains/listen'
import { pathHere, type WebContext } from '#web/http'
import { Button, Details, Facts, Hidden, Notice, Section } from '#web/ui'
import { say } from '#web/words'
import { mailedMessages } from './mailed.messages.ts'

/** The address of ours at which newsletters come in: where mail servers deliver, else a mailbox that is read. */
export function ourMailAddress(c: WebContext): string | undefined {
  const { lmtp, mailboxes } = c.var.services.config
  return lmtp?.addresses[0] ?? mailboxes[0]?.name
}

/** With which address a newsletter is subscribed, whose mail is taken in, and the mail that waits for somebody to say so. */
export function MailedSection({
  c,
  sourceId,
  state,
}: {
  c: WebContext
  sourceId: string
  state: MailedState
}) {
  const t = say(c, mailedMessages)
  const { confirmed, held } = state
  const ours = ourMailAddress(c)
  return (
    <Section id="mailed" title={t('title')} gap="m">
      {ours === undefined && (
        <Notice kind="warning" title={t('noMail')}>
          {t('noMailText')}
        </Notice>
      )}
      {ours !== undefined && <Subscribe c={c} address={mailedAddress(ours, state.key)} />}
      {confirmed === undefined && held === undefined && <p>{t('waiting')}</p>}
      {confirmed?.listId && <p>{t('ofList', { list: confirmed.listId })}</p>}
      {confirmed?.domain && <p>{t('ofDomain', { domain: confirmed.domain })}</p>}
      {held && <Held c={c} sourceId={sourceId} held={held} isFirst={confirmed === undefined} />}
    </Section>
  )
}

function Subscribe({ c, address }: { c: WebContext; address: string }) {
  const t = say(c, mailedMessages)
  return (
    <div class="wk-stack wk-stack--s">
      <p>{t('subscribe')}</p>
      <p translate="no">
        <code>{address}</code>
      </p>
      <wk-copy
        class="wk-copy"
        text={address}
        label={t('copy')}
        done={t('copied')}
        failed={t('copyFailed')}
      ></wk-copy>
    </div>
  )
}

type HeldProps = { c: WebContext; sourceId: string; held: HeldMail; isFirst: boolean }

/** What it says is shown as text, and its links as addresses: nothing of it is fetched. */
function Held({ c, sourceId, held, isFirst }: HeldProps) {
  const t = say(c, mailedMessages)
  const { listId, domain } = held.identity
  const facts = [
    { term: t('from'), detail: listId === null ? domain : t('fromList', { list: listId }) },
    { term: t('came'), detail: t('cameAt', { at: held.cameAt }) },
    {
      term: t('subject'),
      detail: (
        <span lang="" dir="auto">
          {held.subject || t('noSubject')}
        </span>
      ),
    },
  ]
  return (
    <div class="wk-box wk-stack">
      <h3>{t(isFirst ? 'heldFirst' : 'heldOther')}</h3>
      <p>{t('heldWay')}</p>
      <Facts facts={facts} />
      <div class="wk-stack wk-stack--s" lang="" dir="auto">
        {held.text.split(/\n{2,}/).map((lines) => (
          <p>{lines}</p>
        ))}
      </div>
      {held.links.length > 0 && (
        <Details summary={t('links')} open={isFirst}>
          <ul class="wk-bullets">
            {held.links.map(({ href, text }) => (
              <li>
                <a href={href} rel="noopener noreferrer" target="_blank" lang="" dir="auto">
                  {text || href}
                </a>
                {text && ` (${new URL(href).host})`}
              </li>
            ))}
          </ul>
        </Details>
      )}
      <form method="post" action={pathHere(c, `/desk/listen/sources/${sourceId}/mail`)}>
        <Hidden values={{ mail: held.rawId }} />
        <p class="wk-row">
          {heldAnswers.map((answer) => (
            <Button name="answer" value={answer} kind={answer === 'other' ? 'subtle' : 'default'}>
              {t(answer)}
            </Button>
          ))}
        </p>
      </form>
    </div>
  )
}
