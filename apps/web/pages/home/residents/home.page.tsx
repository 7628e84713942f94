import type { DossierLine } from '#domains/dossier'
import type { Outcome } from '#domains/followup'
import { pathHere, type WebContext } from '#web/http'
import { AskForm } from '#web/pages/answer'
import type { FirstAsked } from '#web/pages/deliberate'
import { dossierItem, dossierMeta, LevelTag } from '#web/pages/dossier'
import { OutcomeEcho } from '#web/pages/followup'
import { publicPage } from '#web/shell'
import { Band, Button, Feature, Field, Heading, Hero, List, Meta, MoreLink, Poll, Section } from '#web/ui'
import { answerLabels, langOf, languageSentence, say } from '#web/words'
import { homeMessages } from './home.messages.ts'

/** A statement of the first dossier to vote on at once. */
export type HomePoll = { slug: string; statement: FirstAsked } | undefined

export type HomeView = { open: DossierLine[]; poll: HomePoll; outcomes: Outcome[] }

/** The front page: first say something, then what can be talked about, then what came of it. */
export async function homePage(c: WebContext, { open, poll, outcomes }: HomeView): Promise<Response> {
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
      </Hero>
      <Band>
        <Section
          id="now"
          title={t('now')}
          more={<MoreLink href={pathHere(c, '/dossiers')}>{t('all')}</MoreLink>}
        >
          {open.length === 0 ? <p>{t('none')}</p> : <OpenDossiers c={c} open={open} poll={poll} />}
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
        <CodeForm c={c} />
      </Band>
    </>,
  )
}

function OpenDossiers({ c, open, poll }: { c: WebContext; open: DossierLine[]; poll: HomePoll }) {
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
      <List items={rest.map((line) => dossierItem(c, line))} />
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

function CodeForm({ c }: { c: WebContext }) {
  const t = say(c, homeMessages)
  return (
    <Feature>
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
    </Feature>
  )
}
