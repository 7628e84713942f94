import type { Outcome } from '#domains/followup'
import { pathHere, type WebContext } from '#web/http'
import { Details, Echo } from '#web/ui'
import { LanguageNote, langOf, Prose, saidWords, say, tellVoters } from '#web/words'
import { reasonSentence, VerdictTag } from '../verdict.tsx'
import { outcomesMessages } from './outcomes.messages.ts'

const LONG_QUOTE = 200

/** "You said, we did, because" on one thread. */
export function OutcomeEcho({
  c,
  outcome,
  withDossier,
}: {
  c: WebContext
  outcome: Outcome
  /** Says which dossier it is about, where that is not plain from the page. */
  withDossier: boolean
}) {
  const t = say(c, outcomesMessages)
  const { inputs, unit, publishedAt, version } = outcome
  return (
    <Echo
      said={{
        label: outcome.dialogue
          ? t('saidDialogue', { said: saidWords(c, { ...tellVoters(outcome.voters, 'of-then'), inputs }) })
          : t('said', { n: inputs }),
        body: <Said c={c} outcome={outcome} withDossier={withDossier} />,
      }}
      did={{
        label: t('did'),
        body: (
          <>
            <p>
              <VerdictTag c={c} verdict={outcome.verdict} />
            </p>
            <Told c={c} text={outcome.action} language={outcome.language} />
            <p class="wk-small">{t('by', { unit, on: publishedAt })}</p>
          </>
        ),
      }}
      because={{
        label: t('because'),
        body: (
          <>
            <Told c={c} text={outcome.why} language={outcome.language} />
            {outcome.reason && <p class="wk-small">{reasonSentence(c, outcome.reason)}</p>}
            <LanguageNote c={c} of={outcome} path="/outcomes" />
            {version > 1 && <p class="wk-small">{t('changed', { on: publishedAt })}</p>}
          </>
        ),
      }}
    />
  )
}

function Said({ c, outcome, withDossier }: { c: WebContext; outcome: Outcome; withDossier: boolean }) {
  const t = say(c, outcomesMessages)
  const { dialogue, quotes, dossier } = outcome
  return (
    <>
      {dialogue && (
        <p>
          <a href={pathHere(c, `/dialogues/${dialogue.slug}`)} {...langOf(c, dialogue.language)}>
            {dialogue.question}
          </a>
        </p>
      )}
      {quotes.map((quote) => (
        <p {...langOf(c, quote.language)}>
          <q>{shorten(quote.body)}</q>
        </p>
      ))}
      {withDossier && (
        <p class="wk-small">
          {t('about')}{' '}
          <a href={pathHere(c, `/dossiers/${dossier.slug}`)} {...langOf(c, dossier.language)}>
            {dossier.question}
          </a>
        </p>
      )}
    </>
  )
}

/** The first paragraph; the rest folds out. */
function Told({ c, text, language }: { c: WebContext; text: string; language: string }) {
  const [first = '', ...rest] = text.split(/\n{2,}/)
  const { lang } = langOf(c, language)
  return (
    <>
      <Prose text={first} lang={lang} />
      {rest.length > 0 && (
        <Details summary={say(c, outcomesMessages)('readOn')}>
          <Prose text={rest.join('\n\n')} lang={lang} />
        </Details>
      )}
    </>
  )
}

function shorten(text: string): string {
  if (text.length <= LONG_QUOTE) return text
  return `${text.slice(0, text.lastIndexOf(' ', LONG_QUOTE))} …`
}
