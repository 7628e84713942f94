import { raw } from 'hono/html'
import type { Dialogue } from '#domains/deliberate'
import type { DossierPromise } from '#domains/dossier'
import type { Written } from '#domains/translation'
import { noonOf } from '#platform/clock'
import type { WebContext } from '#web/http'
import { PromiseAside } from '#web/pages/dialogue'
import { publicPage } from '#web/shell'
import { Aside, Band, Notice, Split } from '#web/ui'
import { keepHtml, langOf, say } from '#web/words'
import { ballotMessages } from './ballot.messages.ts'
import { ballotParts } from './ballot-parts.tsx'
import type { BallotView } from './view-ballot.ts'

/** The ballot: one statement at a time, with the result of the one before. */
export async function ballotPage(c: WebContext, view: BallotView): Promise<Response> {
  const t = say(c, ballotMessages)
  const { dialogue, promise } = view
  const { asked, previous, yours } = ballotParts(c, view)
  c.header('Cache-Control', 'no-store')
  return publicPage(
    c,
    {
      title: dialogue.question,
      menuItem: 'take-part',
      description: dialogue.introduction || t('start'),
      ask: { dossier: view.dossier.slug },
    },
    <Band tight>
      <wk-ballot>
        <Split
          asideLabel={t('aside')}
          aside={
            <>
              {explanation(c, {
                question: dialogue.question,
                introduction: dialogue.introduction,
                language: dialogue.language,
                translated: dialogue.translated,
                closes_on: dialogue.closes_on,
                promise: {
                  level: promise.level,
                  statement: promise.statement,
                  decided_by: promise.decided_by,
                  answer_on: promise.answer_on,
                  language: promise.language,
                  translated: promise.translated,
                },
              })}
              <div class="wk-stack wk-stack--l" data-part="yours">
                {raw(yours.join(''))}
              </div>
            </>
          }
        >
          <div class="wk-stack" data-part="asked">
            {raw(asked.join(''))}
          </div>
          <div data-part="previous">{raw(previous.join(''))}</div>
        </Split>
        {forScript(c, {})}
      </wk-ballot>
    </Band>,
  )
}

/** What the page's script says: that a vote has come, and that one has not come yet. */
const forScript = keepHtml((c) => {
  const t = say(c, ballotMessages)
  return (
    <>
      <p class="wk-hidden" role="status" />
      <template>
        <Notice kind="warning" title={t('notYetThere')}>
          {t('notYetThereText')}
        </Notice>
      </template>
    </>
  )
})

type Explained = Pick<Dialogue, 'question' | 'introduction' | 'closes_on'> &
  Written & {
    promise: Pick<DossierPromise, 'level' | 'statement' | 'decided_by' | 'answer_on'> & Written
  }

/** Beside the statements: what it is about, and what comes of it. The same for everybody. */
const explanation = keepHtml((c, { promise, ...dialogue }: Explained) => {
  const t = say(c, ballotMessages)
  const { question, introduction, language, closes_on } = dialogue
  return (
    <>
      <div class="wk-stack wk-stack--s">
        <h2 class="wk-who" {...langOf(c, language)}>
          {question}
        </h2>
        {introduction && (
          <p class="wk-small" {...langOf(c, language)}>
            {introduction}
          </p>
        )}
        {closes_on && <p class="wk-small">{t('closesOn', { date: noonOf(closes_on) })}</p>}
      </div>
      <PromiseAside c={c} promise={promise} around={dialogue} />
      <Aside by="org" title={t('yoursTitle')}>
        <p class="wk-small">{t('yours')}</p>
      </Aside>
    </>
  )
})
