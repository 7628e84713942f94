import type { Child } from 'hono/jsx'
import type { DossierPage, DossierWords } from '#domains/dossier'
import { noonOf } from '#platform/clock'
import type { WebContext } from '#web/http'
import { Details } from '#web/ui'
import { langOf, say } from '#web/words'
import { dossierMessages } from '../dossier.messages.ts'

/** What a dossier said before each change: what it was, what it became, when, and why; as it was written, in any language. */
export function EarlierTexts({ c, view: { earlierTexts } }: { c: WebContext; view: DossierPage }) {
  const t = say(c, dossierMessages)
  if (earlierTexts.length === 0) return null
  const lang = langOf(c, earlierTexts[0]?.language)
  return (
    <div id="earlier-texts">
      <Details summary={t('textsTitle', { n: earlierTexts.length })}>
        {earlierTexts.map((then) => (
          <div class="wk-stack wk-stack--s">
            <h3 class="wk-h4">{t('textChangedOn', { on: then.changed_at })}</h3>
            <p>
              {t('textReason')} <span {...lang}>{then.reason_for_change}</span>
            </p>
            <dl class="wk-stack wk-stack--s">
              {differencesOf(c, then, then.became).map(({ name, was, is }) => (
                <div>
                  <dt>
                    <strong>{name}</strong>
                  </dt>
                  <dd>
                    {t('textWas')} <del {...lang}>{was}</del>
                  </dd>
                  <dd>
                    {t('textIs')} <ins {...lang}>{is}</ins>
                  </dd>
                </div>
              ))}
            </dl>
          </div>
        ))}
      </Details>
    </div>
  )
}

type Difference = { name: string; was: Child; is: Child }

function differencesOf(c: WebContext, then: DossierWords, next: DossierWords): Difference[] {
  const t = say(c, dossierMessages)
  const names = { question: t('textQuestion'), summary: t('textSummary'), area: t('textArea') }
  const texts = (['question', 'summary', 'area'] as const)
    .filter((part) => then[part] !== next[part])
    .map((part) => ({ name: names[part], was: then[part] || t('textNone'), is: next[part] || t('textNone') }))
  const [was, is] = [phaseLines(c, then), phaseLines(c, next)]
  if (was.join() === is.join()) return texts
  return [...texts, { name: t('whereNow'), was: linesOf(was), is: linesOf(is) }]
}

function phaseLines(c: WebContext, { phases }: DossierWords): string[] {
  const t = say(c, dossierMessages)
  return phases.map(({ title, description, startsOn, endsOn }) => {
    const from = noonOf(startsOn)
    const when = endsOn ? t('fromUntil', { from, until: noonOf(endsOn) }) : t('from', { on: from })
    return `${title}, ${when}${description ? `: ${description}` : ''}`
  })
}

function linesOf(lines: string[]): Child[] {
  return lines.flatMap((line, at) => (at === 0 ? [line] : [<br />, line]))
}
