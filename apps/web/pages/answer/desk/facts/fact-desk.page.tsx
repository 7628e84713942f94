import { type FactDeskVersion, hasOwnSourcesAlone, type Obstacle, type ObstacleKind } from '#domains/answer'
import { noonOf } from '#platform/clock'
import { pathHere, textOf, type WebContext } from '#web/http'
import {
  Answer,
  Button,
  ButtonLink,
  Details,
  Hidden,
  Notice,
  Row,
  Section,
  Stack,
  TextArea,
  Track,
  Voice,
} from '#web/ui'
import { langOf, Prose, say } from '#web/words'
import { FactTag, factPath } from '../../facts/fact-words.tsx'
import { answeringMessages } from '../answering.messages.ts'
import { answeringPage, fieldOf } from '../answering-page.tsx'
import { TranslateForm } from '../translate/translate-own.tsx'
import { CitedSection, PostsSection } from './fact-uses.tsx'
import type { FactDeskView } from './fact-view.ts'
import { factsDeskMessages } from './facts-desk.messages.ts'
import { FactStateTag } from './facts-list.page.tsx'

type Props = { c: WebContext; view: FactDeskView }

/** One sheet at the desk: its text, who decides, where it is said, and whom we wrote it to. */
export function factDeskPage(c: WebContext, view: FactDeskView): Promise<Response> {
  const t = say(c, factsDeskMessages)
  const { fact, form, done, translation } = view
  const [newest] = fact.versions
  const here = pathHere(c, `/desk/facts/${fact.id}`)
  return answeringPage(
    c,
    {
      ...{ tab: 'facts', title: `“${newest.claim}”`, form },
      above: (
        <>
          <a href={pathHere(c, '/desk/facts')}>{say(c, answeringMessages)('facts')}</a>
          <FactStateTag c={c} fact={{ ...fact, withdraws: newest.withdraws }} />
        </>
      ),
      ...(done
        ? {
            notice: (
              <Notice kind={done === 'unchanged' ? 'info' : 'ok'} title={t(`done${done}`)} justHappened />
            ),
          }
        : {}),
    },
    <>
      {hasOwnSourcesAlone(newest.sources, c.var.services.config.url) && fact.state !== 'withdrawn' && (
        <Notice kind="warning" title={t('ownSources')}>
          {t('ownSourcesText')}
        </Notice>
      )}
      <Newest c={c} view={view} />
      {fact.waits && <Decision c={c} view={view} />}
      <Row>
        {fact.state !== 'withdrawn' && <ButtonLink href={`${here}/edit`}>{t('edit')}</ButtonLink>}
        {fact.number !== null && <a href={factPath(c, fact.number)}>{t('readPublic')}</a>}
      </Row>
      <PostsSection c={c} view={view} />
      <CitedSection c={c} view={view} />
      <History c={c} view={view} />
      {translation && <TranslateForm c={c} action={`${here}/translate`} translation={translation} />}
      {fact.state === 'public' && !newest.withdraws && <WithdrawForm c={c} view={view} />}
      {fact.state === 'draft' && (
        <Details summary={t('dropTitle')}>
          <form method="post" action={`${here}/drop`} class="wk-stack" novalidate>
            <p>{t('dropHelp')}</p>
            <div>
              <Button>{t('drop')}</Button>
            </div>
          </form>
        </Details>
      )}
    </>,
  )
}

function Text({ c, version, language }: { c: WebContext; version: FactDeskVersion; language: string }) {
  const { lang } = langOf(c, language)
  return (
    <Stack>
      <Voice
        who={say(c, factsDeskMessages)('claim')}
        quote={version.claim}
        {...(lang === undefined ? {} : { lang })}
      />
      <Answer who={version.unit}>
        <p class="wk-row">
          <FactTag c={c} verdict={version.verdict} />
        </p>
        <p lang={lang} dir="auto">
          <strong>{version.answer}</strong>
        </p>
        <Prose text={version.explanation} lang={lang} />
        <ol class="wk-bullets">
          {version.sources.map(({ url, title, on }) => (
            <li>
              <a href={url} rel="noreferrer" dir="auto">
                {title}
              </a>
              {`, ${say(c, answeringMessages)('at', { at: noonOf(on) })}`}
            </li>
          ))}
        </ol>
      </Answer>
    </Stack>
  )
}

function Newest({ c, view: { fact } }: Props) {
  const t = say(c, factsDeskMessages)
  const [newest] = fact.versions
  return (
    <Section id="newest" title={t('newest')} gap="m">
      <p class="wk-small">
        {newest.withdraws
          ? t('withdrawBy', { by: newest.writtenBy })
          : t('putBy', { by: newest.writtenBy, at: newest.writtenAt })}
      </p>
      {newest.change !== '' && <p>{t('changeIs', { change: newest.change })}</p>}
      <Text c={c} version={newest} language={fact.language} />
      {newest.decision && <p>{decisionWords(c, newest.decision)}</p>}
    </Section>
  )
}

function decisionWords(c: WebContext, { kind, ...told }: NonNullable<FactDeskVersion['decision']>): string {
  const t = say(c, factsDeskMessages)
  if (kind === 'approved') return t('approvedBy', told)
  return told.reason === '' ? t('returnedBy', told) : t('returnedReason', told)
}

const obstacles = {
  'no-mandate': 'noMandate',
  forbidden: 'forbidden',
  conditions: 'conditions',
  'needs-colleague': 'ownDraft',
  'needs-approver': 'needsApprover',
  'own-draft': 'ownDraft',
  returned: 'draftReplaced',
  'draft-replaced': 'draftReplaced',
  'open-field': 'draftReplaced',
  elsewhere: 'draftReplaced',
  undisclosed: 'draftReplaced',
} as const satisfies Record<ObstacleKind, string>

export function factObstacleWords(c: WebContext, { kind, missing }: Obstacle): string {
  return say(c, factsDeskMessages)(obstacles[kind], { missing: missing.join(', ') })
}

/** Approving, or returning with what should be otherwise; whoever wrote it takes it back. */
function Decision({ c, view: { fact, by, obstacle, form } }: Props) {
  const t = say(c, factsDeskMessages)
  const [newest] = fact.versions
  const here = pathHere(c, `/desk/facts/${fact.id}`)
  const version = <Hidden values={{ version: `${newest.version}` }} />
  const approve = newest.withdraws ? 'approveWithdraw' : fact.state === 'public' ? 'approveChange' : 'approve'
  return (
    <Section id="decide" title={t('decide')} gap="m">
      {obstacle ? (
        <p>{factObstacleWords(c, obstacle)}</p>
      ) : (
        <>
          <form method="post" action={`${here}/approve`}>
            {version}
            <Button kind="answer">{t(approve)}</Button>
          </form>
          <form method="post" action={`${here}/return`} class="wk-stack" novalidate>
            {version}
            <TextArea {...fieldOf(form, 'reason')} label={t('returnLabel')} rows={2} />
            <div>
              <Button>{t('return')}</Button>
            </div>
          </form>
        </>
      )}
      {newest.writtenById === by && (
        <form method="post" action={`${here}/return`}>
          {version}
          <Button>{t('takeBack')}</Button>
        </form>
      )}
    </Section>
  )
}

function History({ c, view: { fact } }: Props) {
  const t = say(c, factsDeskMessages)
  if (fact.versions.length === 1) return null
  return (
    <Section id="history" title={t('history')} gap="m">
      <Track
        steps={fact.versions.map((version) => ({
          icon: version.withdraws
            ? 'trash'
            : version.decision?.kind === 'approved'
              ? 'check'
              : 'pencil-simple',
          title: t('version', { version: version.version }),
          when: { words: t('putBy', { by: version.writtenBy, at: version.writtenAt }) },
          by: 'org' as const,
          body: (
            <>
              {version.change !== '' && <p>{version.change}</p>}
              {version.decision && <p>{decisionWords(c, version.decision)}</p>}
              <Details summary={t('newest')}>
                <Text c={c} version={version} language={fact.language} />
              </Details>
            </>
          ),
        }))}
      />
    </Section>
  )
}

function WithdrawForm({ c, view: { fact, form } }: Props) {
  const t = say(c, factsDeskMessages)
  const error = form.errors.why
  return (
    <Details summary={t('withdrawTitle')} open={error !== undefined}>
      <form method="post" action={pathHere(c, `/desk/facts/${fact.id}/withdraw`)} class="wk-stack" novalidate>
        <p>{t('withdrawHelp')}</p>
        <Hidden values={{ seen: `${fact.versions[0].version}` }} />
        <TextArea
          id="why"
          name="why"
          label={t('withdrawReason')}
          rows={3}
          value={textOf(form.text, 'why')}
          {...(error === undefined ? {} : { error })}
        />
        <div>
          <Button>{t('withdraw')}</Button>
        </div>
      </form>
    </Details>
  )
}
