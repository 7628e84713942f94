import { raw } from 'hono/html'
import type { MailScan, ShownMail } from '#domains/answer'
import type { StaffMember } from '#domains/people'
import type { Mailbox, SafeHtml } from '#platform/received-mail'
import { pathHere, type WebContext } from '#web/http'
import { deskPage } from '#web/shell'
import { Band, Facts, Notice, PageHead, Section, Stack, Tabs } from '#web/ui'
import { say } from '#web/words'
import { FoldedText } from './mail-entry.tsx'
import { MailFiles } from './mail-files.tsx'
import { scanMessages } from './scan.messages.ts'
import { Original, ScanAgain } from './scan-words.tsx'
import { shownMailMessages } from './shown-mail.messages.ts'

type Options = {
  rawId: string
  /** Which message in it; empty for the mail itself. */
  path: string
  conversationId: string
  mail: ShownMail | undefined
  scan: MailScan | undefined
  /** Somebody just had it looked at once more. */
  isAsked: boolean
  view: 'text' | 'formatted'
  staff: StaffMember
}

/** A mail on a page of its own, as text or as it was formatted. */
export async function shownMailPage(c: WebContext, options: Options): Promise<Response> {
  const { conversationId, mail, rawId, scan, isAsked, staff } = options
  const t = say(c, shownMailMessages)
  const back = <a href={pathHere(c, `/desk/inbox/${conversationId}`)}>{t('back')}</a>
  return deskPage(
    c,
    { title: mail?.subject || t('noSubject'), menuItem: 'inbox', staff },
    <Band tight>
      <PageHead
        title={mail ? <span dir="auto">{mail.subject || t('noSubject')}</span> : t('unreadable')}
        above={back}
      />
      {isAsked && (
        <Notice kind="ok" title={say(c, scanMessages)('asked')} justHappened>
          {say(c, scanMessages)('askedBody')}
        </Notice>
      )}
      {mail ? <Shown c={c} {...options} mail={mail} /> : <p>{t('unreadableBody')}</p>}
      <p class="wk-small">
        <Original c={c} rawId={rawId} scan={scan} />
      </p>
      <ScanAgain c={c} rawId={rawId} scan={scan} />
    </Band>,
  )
}

function Shown({ c, rawId, path, mail, view, scan }: Options & { c: WebContext; mail: ShownMail }) {
  const t = say(c, shownMailMessages)
  const isFormatted = view === 'formatted' && mail.formatted !== undefined
  const here = pathHere(c, `/desk/mail/${rawId}/shown${path && `/${path}`}`)
  return (
    <Stack gap="l">
      <Facts
        facts={[
          ...peopleOf(t('from'), mail.from),
          ...peopleOf(t('to'), mail.to),
          ...peopleOf(t('cc'), mail.cc),
          ...(mail.date ? [{ term: t('date'), detail: t('at', { at: mail.date }) }] : []),
        ]}
      />
      {mail.formatted && (
        <Tabs
          label={t('view')}
          tabs={[
            { href: here, label: t('asFormatted'), current: isFormatted },
            { href: `${here}?as=text`, label: t('asText'), current: !isFormatted },
          ]}
        />
      )}
      {mail.hasHtml && !mail.formatted && <Notice title={t('notFormatted')} />}
      {isFormatted && mail.formatted ? (
        <Formatted c={c} formatted={mail.formatted} />
      ) : (
        <div class="wk-prose wk-stack">
          <FoldedText c={c} text={mail.text} lang={undefined} />
        </div>
      )}
      {mail.files.length > 0 && (
        <Section id="files" title={t('files')} gap="m">
          <MailFiles c={c} rawId={rawId} files={mail.files} scan={scan} />
          {mail.isPartlyPacked && <p class="wk-small">{t('packedPartly')}</p>}
        </Section>
      )}
    </Stack>
  )
}

function peopleOf(term: string, people: readonly Mailbox[]) {
  const detail = people.map(({ name, address }) => (name ? `${name} (${address})` : address)).filter(Boolean)
  return detail.length > 0 ? [{ term, detail: <span dir="auto">{detail.join(', ')}</span> }] : []
}

/** Only what a `MailReader` made safe comes here; it scrolls within itself where it is wider than the page. */
function Formatted({ c, formatted }: { c: WebContext; formatted: SafeHtml }) {
  const t = say(c, shownMailMessages)
  const { html, dir, lang, blockedImages, lostImages } = formatted
  return (
    <>
      {(blockedImages > 0 || lostImages > 0) && (
        <Stack gap="s">
          {blockedImages > 0 && (
            <p class="wk-small">
              {t('blocked', { n: blockedImages })} {t('blockedWhy')}
            </p>
          )}
          {lostImages > 0 && <p class="wk-small">{t('lost', { n: lostImages })}</p>}
        </Stack>
      )}
      <section
        class="wk-scroll wk-prose wk-mail"
        aria-label={t('words')}
        tabindex={0}
        dir={dir ?? 'auto'}
        lang={lang ?? ''}
      >
        {raw(html.replaceAll('<details>', '<details class="wk-details">'))}
      </section>
    </>
  )
}
