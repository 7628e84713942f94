import type { JoinedConversation } from '#domains/answer'
import type { Track as InputTrack } from '#domains/followup'
import { pageAddressesOf } from '#domains/letters'
import { showCode } from '#platform/code'
import { pathHere, type WebContext } from '#web/http'
import { filesError, OwnNear, type SentFiles } from '#web/pages/answer'
import { type AskedPlace, placeError, placeErrorId } from '#web/pages/places'
import { LivePage, MailNote, publicPage } from '#web/shell'
import {
  Aside,
  Band,
  Button,
  ClaimCode,
  ErrorSummary,
  Feature,
  Field,
  Notice,
  QrCode,
  Section,
  Split,
  Track,
} from '#web/ui'
import { say } from '#web/words'
import { trackMessages } from './track.messages.ts'
import { BesideTrack } from './track-beside.tsx'
import { pathOf, type TrackDoor } from './track-door.ts'
import { JudgeForm } from './track-judge.tsx'
import {
  AppealForm,
  appealProblem,
  awaitsSecondLook,
  mayAppeal,
  type WrongAppeal,
} from './track-refusals.tsx'
import { ReplyForm, replyProblem, type WrongReply } from './track-reply.tsx'
import { OwnWords, stepsOf } from './track-steps.tsx'

/** What can be done here, as its address says afterwards. */
export const trackDone = ['asked', 'stopped', 'appealDone', 'replySent', 'helped', 'unhelped'] as const
export type TrackDone = (typeof trackDone)[number]

export type TrackView = {
  track: InputTrack
  /** What else goes on from what the door opens. */
  joined: readonly JoinedConversation[]
  door: TrackDoor
  /** What was just done, told once. */
  done?: TrackDone | undefined
  /** What was typed as an address and is not one. */
  wrongEmail?: string
  /** What was written to ask for a second look, and cannot be sent like that. */
  wrongAppeal?: WrongAppeal
  /** What was written back to us, and cannot be sent like that. */
  wrongReply?: WrongReply
  /** What came along with it so far. */
  files?: SentFiles
  /** Where it is about, as far as they said. */
  place?: AskedPlace | undefined
}

/** What came of one's own input. Personal: never kept by a cache, never found, never told to the next site. */
export async function trackPage(c: WebContext, view: TrackView): Promise<Response> {
  const t = say(c, trackMessages)
  const { track, joined, door, done, wrongAppeal, wrongReply } = view
  const error = errorOf(c, view)
  return publicPage(
    c,
    {
      title: t('title'),
      menuItem: 'my-input',
      noIndex: true,
      wrong: error !== undefined,
    },
    <Band tight>
      {error && <ErrorSummary title={t('errors')} errors={[error]} />}
      {done && (
        <Notice kind="ok" title={t(done)} justHappened>
          {t(`${done}Text`)}
        </Notice>
      )}
      {done === 'asked' && <MailNote c={c} />}
      <Split
        head={
          <>
            <h1>{t('title')}</h1>
            <OwnWords c={c} track={track} />
          </>
        }
        asideLabel={t('about')}
        aside={<OwnCode c={c} door={door} />}
      >
        <Section id="track" title={t('track')}>
          <div id="track-now">
            <Track steps={stepsOf(c, track, (beside) => pathHere(c, pathOf({ ...door, beside })))} />
          </div>
          {track.conversation && (
            <LivePage
              src={`${pathHere(c, pathOf(door))}/live?seen=${track.conversation.shown}`}
              renews={['track-now', 'track-judge']}
              said={t('liveSaid')}
            />
          )}
        </Section>
        <BesideTrack c={c} joined={joined} door={door} />
        <OwnNear c={c} reports={track.near} />
        {mayAppeal(track) && <AppealForm c={c} path={`${pathOf(door)}/appeal`} wrong={wrongAppeal} />}
        <div id="track-judge">
          <JudgeForm c={c} track={track} path={`${pathOf(door)}/helped`} />
        </div>
        <ReplyForm
          c={c}
          track={track}
          path={`${pathOf(door)}/reply`}
          wrong={wrongReply}
          files={view.files}
          place={view.place}
        />
        <Notices c={c} view={view} />
      </Split>
    </Band>,
  )
}

function errorOf(c: WebContext, { wrongEmail, wrongAppeal, wrongReply, files, place }: TrackView) {
  const ofFiles = filesError(c, files)
  if (wrongReply?.problem) return { id: 'reply', message: replyProblem(c, wrongReply.problem) }
  if (ofFiles) return { id: 'file', message: ofFiles }
  const ofPlace = placeError(c, place)
  if (place && ofPlace) return { id: placeErrorId(place), message: ofPlace }
  if (wrongAppeal) return { id: 'words', message: appealProblem(c, wrongAppeal) }
  return wrongEmail === undefined
    ? undefined
    : { id: 'email', message: say(c, trackMessages)('emailInvalid') }
}

function OwnCode({ c, door }: { c: WebContext; door: TrackDoor }) {
  const t = say(c, trackMessages)
  if (door.kind === 'mail')
    return (
      <Aside title={t('codeTitle')}>
        <p class="wk-small">{t('noCode')}</p>
      </Aside>
    )
  const url = pageAddressesOf(c.var.services.config).track(c.var.locale, door.code)
  return (
    <div class="wk-track-code">
      <ClaimCode
        id="code"
        title={t('codeTitle')}
        code={showCode(door.code)}
        qr={{ svg: <QrCode text={url} />, name: t('qr') }}
        copy={{ label: t('copy'), done: t('copied'), failed: t('copyFailed') }}
        actions={<wk-print label={t('print')}></wk-print>}
      >
        {t('code')}
      </ClaimCode>
    </div>
  )
}

function Notices({ c, view: { track, door, wrongEmail } }: { c: WebContext; view: TrackView }) {
  const t = say(c, trackMessages)
  if (track.wantsNotices)
    return (
      <Section id="notices" title={t('noticesOn')} gap="s">
        <p>{t('noticesOnText')}</p>
        <form
          method="post"
          action={pathHere(c, `${pathOf(door)}/${door.kind === 'code' ? 'notices/stop' : 'stop'}`)}
        >
          <Button>{t('stop')}</Button>
        </form>
      </Section>
    )
  if (door.kind === 'mail' || !hasNewsToCome(track)) return null
  return (
    <Feature>
      <h2 id="notices">{t('noticesTitle')}</h2>
      <form
        method="post"
        action={pathHere(c, `${pathOf(door)}/notices`)}
        class="wk-stack"
        aria-labelledby="notices"
        novalidate
      >
        <Field
          id="email"
          name="email"
          type="email"
          width="m"
          label={t('email')}
          description={t('noticesText')}
          autocomplete="email"
          required
          value={wrongEmail ?? ''}
          {...(wrongEmail === undefined ? {} : { error: t('emailInvalid') })}
        />
        <div>
          <Button kind="primary">{t('ask')}</Button>
        </div>
      </form>
    </Feature>
  )
}

function hasNewsToCome(track: InputTrack): boolean {
  if (track.dossier?.state === 'closed') return false
  return track.input.state !== 'refused' || awaitsSecondLook(track)
}
