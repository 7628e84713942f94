import { type Locale, languageName, locales } from '#platform/i18n'
import { pathHere, type WebContext } from '#web/http'
import { deskPage, getStaff } from '#web/shell'
import {
  Band,
  Button,
  Empty,
  ErrorSummary,
  Notice,
  PageHead,
  Pager,
  Select,
  Stack,
  Tabs,
  TextArea,
} from '#web/ui'
import { langOf, languageOptions, Prose, say } from '#web/words'
import type { TextGroup, Translatable, TranslationPart } from './texts-of.ts'
import { translationMessages } from './translation.messages.ts'

export type TranslationView = {
  slug: string
  question: string
  parts: TranslationPart[]
  part: string
  to: Locale
  /** How many groups stand on earlier pages. */
  from: number
  groups: TextGroup[]
  next: number | undefined
  progress: { done: number; all: number }
  saved?: boolean
  /** Which translations are too long. */
  wrong?: string[]
}

/** The texts of a part beside each other: as they were written, and a field for each translation. */
export async function translationPage(c: WebContext, view: TranslationView): Promise<Response> {
  const t = say(c, translationMessages)
  const { slug, question, parts, to, progress, wrong = [] } = view
  const here = (change: Record<string, string>) => addressOf(c, view, change)
  return deskPage(
    c,
    {
      title: t('titleOf', { question }),
      menuItem: 'dossiers',
      staff: await getStaff(c),
      wrong: wrong.length > 0,
    },
    <Band tight>
      {wrong.length > 0 && <Problems c={c} view={view} />}
      {view.saved && <Notice kind="ok" title={t('saved')} justHappened />}
      <p>
        <a href={pathHere(c, `/desk/dossiers/${slug}`)}>{t('back')}</a>
      </p>
      <PageHead title={t('title')} lead={t('lead')} />
      <Tabs
        label={t('parts')}
        tabs={parts.map(({ name, label, language }) => ({
          href: here({ part: name }),
          label: (
            <span {...langOf(c, name === 'dossier' || name === 'responses' ? null : language)}>{label}</span>
          ),
          current: name === view.part,
        }))}
      />
      <Tabs
        label={t('intoLabel')}
        tabs={locales.map((locale) => ({
          href: here({ part: view.part, to: locale }),
          label: t('into', { language: languageName(c.var.locale, locale) ?? locale }),
          current: locale === to,
        }))}
      />
      {progress.all === 0 ? (
        <Empty level={2} icon="note-pencil" title={t('nothing')}>
          {t('nothingText', { language: languageName(c.var.locale, to) ?? to })}
        </Empty>
      ) : (
        <Texts c={c} view={view} />
      )}
    </Band>,
  )
}

function addressOf(c: WebContext, { slug }: TranslationView, query: Record<string, string>): string {
  return `${pathHere(c, `/desk/dossiers/${slug}/translations`)}?${new URLSearchParams(query)}`
}

function Texts({ c, view }: { c: WebContext; view: TranslationView }) {
  const t = say(c, translationMessages)
  const { part, to, from, next } = view
  const address = (at: number) => addressOf(c, view, { part, to, ...(at > 0 ? { from: String(at) } : {}) })
  return (
    <form method="post" action={address(from)} class="wk-stack wk-stack--l" novalidate>
      <p>{t('progress', view.progress)}</p>
      {view.groups.map((group) => (
        <Stack gap="m">
          {group.length > 1 && <p class="wk-small wk-soft">{t('whole')}</p>}
          {group.map((one) => (
            <Pair c={c} one={one} to={to} isWrong={view.wrong?.includes(one.key) ?? false} />
          ))}
        </Stack>
      ))}
      <div>
        <Button kind="primary">{t('save')}</Button>
      </div>
      <Pager
        label={t('paging')}
        {...(next === undefined ? {} : { next: { href: address(next), label: t('more') } })}
      />
    </form>
  )
}

function Pair({ c, one, to, isWrong }: { c: WebContext; one: Translatable; to: Locale; isWrong: boolean }) {
  const t = say(c, translationMessages)
  const language = languageName(c.var.locale, one.language)
  const id = `text-${one.key}`
  return (
    <div class="wk-halves">
      <div class="wk-stack wk-stack--s">
        <h2 class="wk-legend">{one.label}</h2>
        <p class="wk-small wk-soft">{language ? t('original', { language }) : t('originalUnknown')}</p>
        <Prose text={one.original} lang={langOf(c, one.language).lang} />
        {one.statement !== undefined && (
          <Select
            id={`language-${one.key}`}
            name={`language.${one.key}`}
            label={t('languageOf', { label: one.label })}
            value={one.language}
            options={languageOptions(c, one.language)}
          />
        )}
      </div>
      <div class="wk-stack wk-stack--s">
        <TextArea
          id={id}
          name={`text.${one.key}`}
          label={t('translation', { label: one.label })}
          {...(one.madeBy ? { description: t('madeBy', { name: one.madeBy }) } : {})}
          rows={rowsFor(one.original)}
          value={one.text}
          lang={to}
          {...(isWrong ? { error: tooLong(c) } : {})}
        />
        <label class="wk-option">
          <input type="checkbox" name={`machine.${one.key}`} value="yes" checked={one.byMachine} />
          <span>{t('byMachine')}</span>
        </label>
      </div>
    </div>
  )
}

function Problems({ c, view }: { c: WebContext; view: TranslationView }) {
  const errors = (view.wrong ?? []).map((key) => ({ id: `text-${key}`, message: tooLong(c) }))
  return <ErrorSummary title={say(c, translationMessages)('errors')} errors={errors} />
}

function tooLong(c: WebContext): string {
  return say(c, translationMessages)('tooLong', { most: longestTranslation })
}

/** As long as the longest text of ours that can be translated, and half as much again: other languages need more room. */
export const longestTranslation = 7500

/** About as many lines as the original takes. */
function rowsFor(original: string): number {
  return Math.min(14, Math.max(2, Math.ceil(original.length / 45) + original.split('\n').length - 1))
}
