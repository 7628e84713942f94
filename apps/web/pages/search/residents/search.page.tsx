import type { Page } from '#platform/db'
import { LONGEST_SEARCH, MOST_TERMS } from '#platform/search'
import { pathHere, type WebContext } from '#web/http'
import { FactTag, NearTag } from '#web/pages/answer'
import { VerdictTag } from '#web/pages/followup'
import { publicPage } from '#web/shell'
import {
  Band,
  ButtonLink,
  Empty,
  Highlighted,
  List,
  type ListItem,
  type MetaItem,
  MoreLink,
  Notice,
  PageHead,
  Pager,
  passageOf,
  Row,
  SearchForm,
  Section,
  Tag,
} from '#web/ui'
import { inPlace, langOf, languageSentence, PLACE, say } from '#web/words'
import type { Hit, HitKind } from './hits.ts'
import type { Answer, Question } from './look-for.ts'
import { searchMessages } from './search.messages.ts'

type Looked = { question?: Question; answer?: Answer }

/** The field, and under it what was found: each kind by itself, without how many there are. */
export async function searchPage(c: WebContext, { question, answer }: Looked): Promise<Response> {
  const t = say(c, searchMessages)
  const sought = question?.typed
  return publicPage(
    c,
    {
      title: sought ? t('titleFor', { sought }) : t('title'),
      description: t('lead'),
      isSearch: true,
      ...(sought ? { noIndex: true } : {}),
    },
    <Band tight>
      <PageHead title={t('title')} {...(sought ? {} : { lead: t('lead') })} />
      <SearchForm
        id="sought"
        action={pathHere(c, '/search')}
        label={t('label')}
        button={t('button')}
        max={LONGEST_SEARCH}
        isPrimary
        {...(sought ? { value: sought } : {})}
      />
      {question && answer && <Found c={c} question={question} answer={answer} />}
    </Band>,
  )
}

function Found({ c, question, answer }: { c: WebContext } & Required<Looked>) {
  const t = say(c, searchMessages)
  const { isCut, found } = answer
  return (
    <>
      {isCut && (
        <Notice title={t('cutTitle')}>{t('cut', { letters: LONGEST_SEARCH, words: MOST_TERMS })}</Notice>
      )}
      {found.length === 0 && <Nothing c={c} question={question} answer={answer} />}
      {found.map(({ kind, hits }) => (
        <Section id={kind} title={t(kind)}>
          <List items={hits.rows.map((hit) => itemOf(c, hit))} />
          <Onward c={c} question={question} kind={kind} hits={hits} />
        </Section>
      ))}
      {question.only && (
        <p>
          <a href={searchPath(c, { typed: question.typed })}>{t('all')}</a>
        </p>
      )}
    </>
  )
}

function Nothing({ c, question, answer }: { c: WebContext } & Required<Looked>) {
  const t = say(c, searchMessages)
  if (!answer.isAsked)
    return (
      <Empty icon="magnifying-glass" title={t('notAsked')} level={2}>
        {t('notAskedText')}
      </Empty>
    )
  const { near } = answer
  const shown = near && <a href={searchPath(c, { ...question, typed: near })}>{near}</a>
  return (
    <Empty
      icon="magnifying-glass"
      title={t('nothing')}
      level={2}
      action={
        <Row>
          <ButtonLink href={pathHere(c, '/tell-us')}>{t('askUs')}</ButtonLink>
          <ButtonLink href={pathHere(c, '/dossiers')}>{t('allSubjects')}</ButtonLink>
        </Row>
      }
    >
      {shown && <strong>{inPlace(t('near', { near: PLACE }), shown)}</strong>} {t('nothingText')}
    </Empty>
  )
}

const PASSAGE = 200

function itemOf(
  c: WebContext,
  { path, text, more, written, about, verdict, state, fact, isClosed }: Hit,
): ListItem {
  const t = say(c, searchMessages)
  const { lang, dir } = langOf(c, written.language)
  const language = languageSentence(c, written)
  const belongs: MetaItem[] = about
    ? [
        {
          icon: 'chats',
          text: inPlace(
            t('about', { about: PLACE }),
            <span {...langOf(c, about.written.language)}>{about.said}</span>,
          ),
        },
      ]
    : []
  const told: MetaItem[] = language ? [{ icon: 'translate', text: language }] : []
  return {
    href: pathHere(c, path),
    title: <Highlighted {...passageOf(text.said, text.spans, PASSAGE)} />,
    ...(lang === undefined ? {} : { lang }),
    ...(verdict ? { tag: <VerdictTag c={c} verdict={verdict} /> } : {}),
    ...(state ? { tag: <NearTag c={c} state={state} /> } : {}),
    ...(fact ? { tag: <FactTag c={c} verdict={fact} /> } : {}),
    ...(isClosed ? { tag: <Tag icon="check-circle">{t('closed')}</Tag> } : {}),
    ...(more
      ? {
          body: (
            <p lang={lang} dir={dir}>
              <Highlighted {...passageOf(more.said, more.spans, PASSAGE)} />
            </p>
          ),
        }
      : {}),
    meta: [...belongs, ...told],
  }
}

/** To all of one kind, or, where only that is shown, further on in it. */
function Onward({
  c,
  question,
  kind,
  hits: { next },
}: {
  c: WebContext
  question: Question
  kind: HitKind
  hits: Page<Hit>
}) {
  const t = say(c, searchMessages)
  const { typed, only, after } = question
  if (!only)
    return next ? <MoreLink href={searchPath(c, { typed, only: kind })}>{t(`more${kind}`)}</MoreLink> : null
  return (
    <Pager
      label={t('pages')}
      {...(after ? { previous: { href: searchPath(c, { typed, only }), label: t('first') } } : {})}
      {...(next ? { next: { href: searchPath(c, { typed, only, after: next }), label: t('older') } } : {})}
    />
  )
}

function searchPath(
  c: WebContext,
  { typed, only, after }: Pick<Question, 'typed' | 'only' | 'after'>,
): string {
  const query = new URLSearchParams({
    q: typed,
    ...(only ? { in: only } : {}),
    ...(after ? { after } : {}),
  })
  return `${pathHere(c, '/search')}?${query}`
}
