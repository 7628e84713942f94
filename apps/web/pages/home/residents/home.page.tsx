import type { DossierLine } from '#domains/dossier'
import type { KeptPromise, Outcome } from '#domains/followup'
import { pathHere, type WebContext } from '#web/http'
import { AskForm, nearMessages } from '#web/pages/answer'
import type { FirstAsked } from '#web/pages/deliberate'
import { dossierItem, dossierMeta, LevelTag } from '#web/pages/dossier'
import { OutcomeEcho } from '#web/pages/followup'
import { publicPage } from '#web/shell'
import {
  Band,
  Button,
  Feature,
  Field,
  Figures,
  Halves,
  Heading,
  Hero,
  KeptBar,
  List,
  Meta,
  MoreLink,
  Poll,
  Section,
  wholePercentage,
} from '#web/ui'
import { answerLabels, langOf, languageSentence, say } from '#web/words'
import { homeMessages } from './home.messages.ts'

/** A statement of the first dossier to vote on at once. */
export type HomePoll = { slug: string; statement: FirstAsked } | undefined

export type HomeView = { open: DossierLine[]; poll: HomePoll; outcomes: Outcome[]; kept: KeptPromise }

/** The front page: first say something, then what can be talked about, then what came of it. */
export async function homePage(c: WebContext, { open, poll, outcomes, kept }: HomeView): Promise<Response> {
  const t = say(c, homeMessages)
  const title = (
    <>
      {t('promise1')}
      <br />
      {t('promise2')}
    </>
  )
  return publicPage(
    c,
    { title: t('title'), menuItem: 'take-part', description: t('lead'), ask: false },
    <>
      <Hero id="say" title={title} lead={t('lead')}>
        <AskForm c={c} />
        <p>
          <a href={pathHere(c, '/near')}>{say(c, nearMessages)('linkHere')}</a>
        </p>
      </Hero>
      <Band>
        <Section
          id="now"
          title={t('now')}
          more={<MoreLink href={pathHere(c, '/dossiers')}>{t('all')}</MoreLink>}
        >
          {open.length === 0 ? <p>{t('none')}</p> : <OpenDossiers c={c} view={{ open, poll, kept }} />}
        </Section>
      </Band>
      {outcomes.length > 0 && (
        <Band tone="sunk">
          <Section
            id="done"
            title={t('outcomes')}
            more={<MoreLink href={pathHere(c, '/outcomes')}>{t('allOutcomes')}</MoreLink>}
          >
            <div>
              {outcomes.map((outcome) => (
                <OutcomeEcho c={c} outcome={outcome} withDossier />
              ))}
            </div>
          </Section>
        </Band>
      )}
      <Band>
        {open.length === 0 && <Kept c={c} kept={kept} />}
        <CodeForm c={c} />
      </Band>
    </>,
  )
}

function OpenDossiers({
  c,
  view: { open, poll, kept },
}: {
  c: WebContext
  view: Omit<HomeView, 'outcomes'>
}) {
  const [first, ...rest] = open
  if (!first) return null
  return (
    <div class="wk-halves">
      <Feature>
        <p>
          <LevelTag c={c} level={first.level} />
        </p>
        <Heading level={3} {...langOf(c, first.language)}>
          <a href={pathHere(c, `/dossiers/${first.slug}`)}>{first.question}</a>
        </Heading>
        <Meta items={dossierMeta(c, first)} />
        {poll && <VoteAtOnce c={c} poll={poll} />}
      </Feature>
      <div class="wk-stack wk-stack--l">
        {rest.length > 0 && <List items={rest.map((line) => dossierItem(c, line))} />}
        <Kept c={c} kept={kept} />
      </div>
    </div>
  )
}

function VoteAtOnce({ c, poll: { slug, statement } }: { c: WebContext; poll: NonNullable<HomePoll> }) {
  const t = say(c, homeMessages)
  return (
    <Poll
      id="poll"
      action={pathHere(c, `/dialogues/${slug}/vote`)}
      statement={statement.text}
      {...langOf(c, statement.language)}
      hidden={{ statement: String(statement.number), first: 'yes' }}
      name="choice"
      labels={answerLabels(c)}
    >
      {[languageSentence(c, statement), t('pollNote')].filter(Boolean).join('. ')}
    </Poll>
  )
}

/** Whether we answered by the day that we promised; nothing as long as nothing was due. */
function Kept({ c, kept }: { c: WebContext; kept: KeptPromise }) {
  const t = say(c, homeMessages)
  const all = kept.onTime + kept.late + kept.waiting
  if (all === 0) return null
  return (
    <Section id="kept" title={t('keptTitle')} gap="m">
      <KeptBar {...kept} name={t('keptBar', { ...kept, all })} />
      <Figures
        figures={[
          {
            figure: t('keptShare', { share: wholePercentage(kept.onTime / all) }),
            counts: t('keptOnTime', { onTime: kept.onTime, all }),
          },
          { figure: kept.waiting, counts: t('keptLate'), late: kept.waiting > 0 },
        ]}
      />
      <p class="wk-small wk-soft">{t('keptHow')}</p>
    </Section>
  )
}

function CodeForm({ c }: { c: WebContext }) {
  const t = say(c, homeMessages)
  return (
    <Feature>
      <Halves>
        <h2>{t('codeTitle')}</h2>
        <form method="post" action={pathHere(c, '/my-input')} class="wk-stack" novalidate>
          <Field
            id="code"
            name="code"
            width="code"
            label={t('codeLabel')}
            description={t('codeHelp')}
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            required
          />
          <Button>{t('codeAction')}</Button>
        </form>
      </Halves>
    </Feature>
  )
}
