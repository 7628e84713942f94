import type { Estimate, Relatives, ShownPost, TryTypedOutcome, WatchTrial } from '#domains/listen'
import { noonOf } from '#platform/clock'
import type { WebContext } from '#web/http'
import { Button, DataTable, Highlighted, passageOf, Section, Stack, Tag, TimeColumns } from '#web/ui'
import { say } from '#web/words'
import { builderMessages } from './builder.messages.ts'

type Tried = Extract<TryTypedOutcome, { kind: 'tried' }>

/** What a query would have found, before it is saved. */
export function Trial({ c, tried, mayTake }: { c: WebContext; tried: Tried; mayTake: boolean }) {
  const t = say(c, builderMessages)
  const { trial, newest } = tried
  const { all, looked, found, change } = trial
  return (
    <Section id="trial" title={t('trialTitle')} gap="m">
      <p role="status">
        <strong>
          {found.error === 0
            ? t('found', { n: found.count })
            : t('foundAbout', { n: found.count, off: found.error })}
        </strong>
      </p>
      <p>{looked < all ? t('lookedPart', { looked, all }) : t('looked', { all })}</p>
      {change && (
        <p>
          {t('change')}: {t('gained', { n: sayEstimate(c, change.gained) })},{' '}
          {t('lost', { n: sayEstimate(c, change.lost) })}
        </p>
      )}
      {found.count > 0 && <Weeks c={c} weeks={trial.weeks} />}
      {trial.terms.length > 1 && found.count > 0 && <Terms c={c} terms={trial.terms} />}
      {trial.relatives.length > 0 && <Akin c={c} relatives={trial.relatives} mayTake={mayTake} />}
      {newest.length > 0 && (
        <Stack>
          <h3>{t('newest')}</h3>
          {newest.map((post) => (
            <Found c={c} post={post} />
          ))}
        </Stack>
      )}
    </Section>
  )
}

function sayEstimate(c: WebContext, { count, error }: Estimate): string {
  const t = say(c, builderMessages)
  return error === 0 ? t('exactly', { n: count }) : t('about', { n: count, off: error })
}

function Weeks({ c, weeks }: { c: WebContext; weeks: WatchTrial['weeks'] }) {
  const t = say(c, builderMessages)
  const [first] = weeks
  const highest = weeks.reduce((most, week) => (week.count > most.count ? week : most), {
    from: '',
    count: 0,
  })
  if (!first || highest.count === 0) return null
  const n = weeks.reduce((sum, { count }) => sum + count, 0)
  return (
    <TimeColumns
      values={weeks.map(({ count }) => count)}
      name={t('drawn', { from: noonOf(first.from), n, at: noonOf(highest.from) })}
      most={t('most', { n: highest.count })}
      from={t('weekOf', { at: noonOf(first.from) })}
      to={t('now')}
    />
  )
}

function Terms({ c, terms }: { c: WebContext; terms: WatchTrial['terms'] }) {
  const t = say(c, builderMessages)
  return (
    <DataTable
      id="terms"
      caption={t('terms')}
      columns={[
        { label: t('term') },
        { label: t('withTerm'), numeric: true },
        { label: t('alone'), numeric: true },
      ]}
      rows={terms.map(({ term, posts, alone }) => [term, sayEstimate(c, posts), sayEstimate(c, alone)])}
    />
  )
}

/** Words that were seen and are not found now; that longer words are wanted too is one button. */
function Akin({
  c,
  relatives,
  mayTake,
}: {
  c: WebContext
  relatives: readonly Relatives[]
  mayTake: boolean
}) {
  const t = say(c, builderMessages)
  const listed = (words: Relatives['longer']) =>
    words.map(({ word, posts }) => t('seen', { word, n: posts })).join(', ')
  return (
    <Stack gap="s">
      <h3>{t('relatives')}</h3>
      {relatives.map(({ word, longer, alike }) => (
        <>
          {longer.length > 0 && (
            <p>
              {t('longerSeen', { word, words: listed(longer) })}{' '}
              {mayTake && (
                <Button small name="step" value={`longer:${word}`}>
                  {t('takeLonger', { word })}
                </Button>
              )}
            </p>
          )}
          {alike.length > 0 && <p>{t('alikeSeen', { word, words: listed(alike) })}</p>}
        </>
      ))}
    </Stack>
  )
}

const PASSAGE = 240

function Found({ c, post }: { c: WebContext; post: ShownPost }) {
  const t = say(c, builderMessages)
  const lang = post.language === null ? {} : { lang: post.language }
  return (
    <Stack gap="s">
      <h4 {...(post.title === '' ? {} : lang)} dir="auto">
        {post.title === '' ? t('untitled') : <Highlighted text={post.title} spans={post.titleSpans} />}
      </h4>
      <p class="wk-small">
        {post.change && (
          <Tag icon={post.change === 'gained' ? 'plus' : 'x'}>
            {t(post.change === 'gained' ? 'isGained' : 'isLost')}
          </Tag>
        )}{' '}
        {post.source}, {t('published', { at: post.publishedAt })}
      </p>
      <p {...lang} dir="auto">
        <Highlighted {...passageOf(post.body, post.bodySpans, PASSAGE)} />
      </p>
    </Stack>
  )
}
