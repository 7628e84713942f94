import { type NearLine, readDueDate } from '#domains/answer'
import { pageAddressesOf } from '#domains/letters'
import { noonOf } from '#platform/clock'
import { showCode } from '#platform/code'
import { type FormErrors, pathHere, sharedRead, type WebContext } from '#web/http'
import type { AskedPlace } from '#web/pages/places'
import { MailNote, publicPage } from '#web/shell'
import {
  Aside,
  Band,
  ButtonLink,
  ClaimCode,
  Notice,
  PageHead,
  QrCode,
  Section,
  Split,
  Timeline,
  Track,
} from '#web/ui'
import { say } from '#web/words'
import type { SentFiles } from '../files/sent-files.ts'
import { type Alike, AlikeDone, AlikeNotice } from '../near/alike-offer.tsx'
import { nearMessages } from '../near/near.messages.ts'
import type { Receipt } from '../receipt-cookie.ts'
import { type TellUsDraft, TellUsErrors, TellUsForm } from './tell-us.form.tsx'
import { tellUsMessages } from './tell-us.messages.ts'

type TellUsPage = {
  draft: TellUsDraft
  errors?: FormErrors
  /** What came along so far. */
  files?: SentFiles | undefined
  place?: AskedPlace | undefined
  /** The dossier that it is about. */
  dossier?: { slug: string; question: string; language: string } | undefined
  /** The trap was filled in: perhaps by a browser, so nothing is lost. */
  trapped?: boolean
  /** What may be the same as what they tell, to follow instead. */
  alike?: Alike | undefined
  /** What they follow from now on. */
  followed?: NearLine
}

/** The form "ask or tell us", on a page of its own. */
export async function tellUsPage(
  c: WebContext,
  { draft, errors = {}, files, place, dossier, trapped = false, alike, followed }: TellUsPage,
): Promise<Response> {
  const t = say(c, tellUsMessages)
  const isWrong =
    Object.keys(errors).length > 0 || (files?.problems.length ?? 0) > 0 || place?.problem !== undefined
  const about = dossier && (
    <p>
      {t('about')}{' '}
      <a href={pathHere(c, `/dossiers/${dossier.slug}`)} lang={dossier.language}>
        {dossier.question}
      </a>
    </p>
  )
  return publicPage(
    c,
    {
      title: t('title'),
      ask: false,
      status: isWrong || trapped || alike ? 422 : 200,
      wrong: isWrong,
    },
    <Band tight>
      <TellUsErrors c={c} errors={errors} files={files} place={place} alike={alike} />
      {alike && !alike.errors && <AlikeNotice c={c} />}
      {followed && <AlikeDone c={c} report={followed} />}
      {trapped && (
        <Notice kind="warning" title={t('again')} justHappened>
          {t('againWhy')}
        </Notice>
      )}
      <PageHead title={t('title')} lead={t('lead')} />
      <Split asideLabel={t('promised')} aside={<Promised c={c} />}>
        <TellUsForm
          {...{ c, draft, errors, about, files, place, alike }}
          isOffered={alike !== undefined || followed !== undefined}
        />
      </Split>
    </Band>,
  )
}

const readDue = sharedRead(readDueDate)

/** What we promise to whoever writes now. */
async function Promised({ c }: { c: WebContext }) {
  const t = say(c, tellUsMessages)
  const { clock, config } = c.var.services
  const dueOn = await readDue(c, config.timeZone, `${clock.now().toISOString().slice(0, 16)}Z`)
  return (
    <Aside title={t('promised')} by="org">
      <Timeline
        steps={[
          { when: { words: t('atOnce') }, title: t('youGetCode'), moment: 'now' },
          { when: { words: t('afterThat') }, title: t('somebodyReads'), moment: 'later' },
          {
            when: { words: t('answeredBy', { due: noonOf(dueOn) }), iso: dueOn },
            title: t('youHaveAnswer'),
            moment: 'later',
          },
        ]}
      />
      <p class="wk-small">
        <a href={pathHere(c, '/near')}>{say(c, nearMessages)('linkHere')}</a>
      </p>
    </Aside>
  )
}

/** The receipt: what happens next, when, and the code. Never kept by a cache. */
export async function sentPage(c: WebContext, receipt: Receipt): Promise<Response> {
  const t = say(c, tellUsMessages)
  const { clock } = c.var.services
  const due = noonOf(receipt.dueOn)
  c.header('Cache-Control', 'no-store')
  c.header('Referrer-Policy', 'no-referrer')
  const steps = [
    { icon: 'check', title: t('received'), when: { words: t('receivedOn', { at: clock.now() }) } },
    { icon: 'eye', title: t('reading'), body: <p>{t('readingBody')}</p>, moment: 'now' },
    {
      icon: 'chat-circle-text',
      title: t('answered'),
      when: { words: t('answeredBy', { due }), iso: receipt.dueOn },
      body: <p>{t(receipt.answerByMail ? 'answeredMail' : 'answeredSite')}</p>,
      moment: 'later',
    },
  ] as const
  return publicPage(
    c,
    { title: t('sentTitle'), noIndex: true, menuItem: 'my-input' },
    <Band tight>
      <Split
        head={
          <>
            <h1>{t('sentTitle')}</h1>
            <p class="wk-lead">{t('sentLead', { due })}</p>
          </>
        }
        asideLabel={t('codeTitle')}
        aside={<Code c={c} receipt={receipt} />}
      >
        {receipt.answerByMail && <MailNote c={c} />}
        <Section id="next" title={t('nextTitle')}>
          <Track steps={steps} />
        </Section>
        <p>
          <a href={pathHere(c, '/tell-us')}>{t('another')}</a>
        </p>
      </Split>
    </Band>,
  )
}

function Code({ c, receipt }: { c: WebContext; receipt: Receipt }) {
  const t = say(c, tellUsMessages)
  const trackUrl = pageAddressesOf(c.var.services.config).track(c.var.locale, receipt.code)
  return (
    <ClaimCode
      id="code"
      title={t('codeTitle')}
      code={showCode(receipt.code)}
      qr={{ svg: <QrCode text={trackUrl} />, name: t('qr') }}
      copy={{ label: t('copy'), done: t('copied'), failed: t('copyFailed') }}
      actions={
        <>
          <wk-print label={t('print')}></wk-print>
          <ButtonLink small href={trackUrl}>
            {t('follow')}
          </ButtonLink>
        </>
      }
    >
      {t('code', { address: followAddress(c) })} {t(receipt.answerByMail ? 'codeMailed' : 'codeNotMailed')}
    </ClaimCode>
  )
}

/** Where to type the code, as people read it on paper. */
function followAddress(c: WebContext): string {
  return new URL(c.var.services.config.url).host + pathHere(c, '/my-input')
}
