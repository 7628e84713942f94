import { legalBases, type SourceLine } from '#domains/listen'
import { pathHere, type WebContext } from '#web/http'
import { fieldOf, type ShownForm } from '#web/pages/dossier'
import { deskPage, getStaff } from '#web/shell'
import {
  Band,
  Breadcrumbs,
  ButtonLink,
  Choice,
  Confirm,
  Empty,
  Facts,
  Field,
  type IconName,
  List,
  type ListItem,
  Notice,
  PageHead,
  Section,
  Split,
  Stack,
  Tag,
  type TagTone,
  TextArea,
} from '#web/ui'
import { say } from '#web/words'
import { sourceMessages } from '../source.messages.ts'
import { formPage } from './form-page.tsx'
import { sayProblem } from './source-problem.ts'

const healthLook: Record<SourceLine['health'], { icon: IconName; tone: TagTone }> = {
  ok: { icon: 'check-circle', tone: 'answer' },
  degraded: { icon: 'hourglass', tone: 'next' },
  failing: { icon: 'warning', tone: 'late' },
  asleep: { icon: 'x-circle', tone: 'late' },
}

/** Where staff read along, and how each source is doing. */
export async function sourcesPage(
  c: WebContext,
  { sources, done }: { sources: readonly SourceLine[]; done: 'added' | 'stopped' | undefined },
): Promise<Response> {
  const t = say(c, sourceMessages)
  const add = (
    <ButtonLink kind="primary" icon="plus" href={pathHere(c, '/desk/listen/sources/new')}>
      {t('add')}
    </ButtonLink>
  )
  return deskPage(
    c,
    { title: t('title'), menuItem: 'listen', staff: await getStaff(c) },
    <Band tight>
      {done && <Notice kind="ok" title={t(done)} justHappened />}
      <Stack>
        <Breadcrumbs label={t('trail')} trail={[{ href: pathHere(c, '/desk/listen'), label: t('back') }]} />
        <PageHead
          title={t('title')}
          lead={t('lead')}
          actions={
            <>
              {sources.length > 0 && add}
              <ButtonLink href={pathHere(c, '/desk/listen/sources/lists')}>{t('addList')}</ButtonLink>
              <ButtonLink href={pathHere(c, '/where-we-listen')}>{t('register')}</ButtonLink>
            </>
          }
        />
      </Stack>
      {sources.length === 0 ? (
        <Empty level={2} title={t('emptyTitle')} action={add}>
          {t('emptyText')}
        </Empty>
      ) : (
        <Section id="all" title={t('listTitle')} gap="m">
          <List items={sources.map((source) => sourceItem(c, source))} />
          <p>
            <a href={pathHere(c, '/desk/listen/sources.opml')} download>
              {t('exportList')}
            </a>
          </p>
        </Section>
      )}
    </Band>,
  )
}

function sourceItem(c: WebContext, source: SourceLine): ListItem {
  const t = say(c, sourceMessages)
  const { last_good_at: lastGood, newestPostAt: newest } = source
  return {
    href: pathHere(c, `/desk/listen/sources/${source.id}`),
    title: source.title,
    ...(source.language === null ? {} : { lang: source.language }),
    tag: <HealthTag c={c} health={source.health} />,
    body: source.problem === null ? null : <p>{sayProblem(t, source.problem)}</p>,
    meta: [
      { icon: 'broadcast', text: lastGood ? t('lastGoodAt', { at: lastGood }) : t('lastGoodNever') },
      { icon: 'rss', text: newest ? t('newestPostAt', { at: newest }) : t('newestPostNone') },
    ],
  }
}

function HealthTag({ c, health }: { c: WebContext; health: SourceLine['health'] }) {
  return <Tag {...healthLook[health]}>{say(c, sourceMessages)(health)}</Tag>
}

/** One source: how it is doing, why it is read, and the way to stop. */
export async function sourcePage(c: WebContext, source: SourceLine): Promise<Response> {
  const t = say(c, sourceMessages)
  const sources = pathHere(c, '/desk/listen/sources')
  return deskPage(
    c,
    { title: source.title, menuItem: 'listen', staff: await getStaff(c) },
    <Band tight>
      <Stack>
        <Breadcrumbs
          label={t('trail')}
          trail={[
            { href: pathHere(c, '/desk/listen'), label: t('back') },
            { href: sources, label: t('title') },
          ]}
        />
        <PageHead
          title={source.title}
          {...(source.language === null ? {} : { lang: source.language })}
          above={<HealthTag c={c} health={source.health} />}
          actions={
            <>
              <ButtonLink href={`${pathHere(c, '/desk/listen')}?source=${source.id}`}>
                {t('posts')}
              </ButtonLink>
              {source.home && (
                <ButtonLink kind="subtle" icon="arrow-square-out" href={source.home}>
                  {t('site')}
                </ButtonLink>
              )}
            </>
          }
        />
      </Stack>
      <Split
        asideLabel={t('stopTitle')}
        aside={
          <Confirm
            id="stop"
            title={t('stopTitle')}
            action={`${sources}/${source.id}/stop`}
            confirm={t('stopConfirm')}
            cancel={{ href: sources, label: t('cancel') }}
            kind="answer"
          >
            <p>{t('stopText')}</p>
          </Confirm>
        }
      >
        {source.problem !== null && (
          <Notice kind="warning" title={sayProblem(t, source.problem)}>
            {t('failures', { n: source.failures })}.
          </Notice>
        )}
        <Section id="about" title={t('about')} gap="m">
          <Facts facts={factsOf(c, source)} />
        </Section>
      </Split>
    </Band>,
  )
}

const A_YEAR = 365 * 86_400_000

/** When it is read again; a source that is put off for years, as those of the demo are, is not read. */
function nextFetchOf(c: WebContext, { next_fetch_at: at }: SourceLine): string {
  const t = say(c, sourceMessages)
  return +at - +c.var.services.clock.now() > A_YEAR ? t('nextFetchNone') : t('moment', { at })
}

function factsOf(c: WebContext, source: SourceLine) {
  const t = say(c, sourceMessages)
  return [
    { term: t('purpose'), detail: source.purpose },
    { term: t('legalBasis'), detail: t(source.legal_basis) },
    { term: t('feed'), detail: <a href={source.address}>{source.address}</a> },
    {
      term: t('lastGood'),
      detail: source.last_good_at ? t('moment', { at: source.last_good_at }) : t('never'),
    },
    { term: t('nextFetch'), detail: nextFetchOf(c, source) },
    { term: t('addedOn'), detail: t('day', { at: source.added_at }) },
  ]
}

/** The form for a new source. */
export async function newSourcePage(c: WebContext, form: ShownForm): Promise<Response> {
  const t = say(c, sourceMessages)
  const sources = pathHere(c, '/desk/listen/sources')
  return formPage(c, {
    title: t('add'),
    lead: t('addLead'),
    trail: {
      label: t('trail'),
      steps: [
        { href: pathHere(c, '/desk/listen'), label: t('back') },
        { href: sources, label: t('title') },
      ],
    },
    action: `${sources}/new`,
    save: t('save'),
    form,
    problemsTitle: (n) => t('errors', { n }),
    fields: (
      <>
        <Field
          {...fieldOf(form, 'address')}
          label={t('address')}
          description={t('addressHelp')}
          inputmode="text"
          spellcheck={false}
          autocapitalize="none"
          required
        />
        <GroundFields c={c} form={form} />
      </>
    ),
  })
}

/** Why we read along, and on what ground: asked of every source, and once of a whole list. */
export function GroundFields({ c, form }: { c: WebContext; form: ShownForm }) {
  const t = say(c, sourceMessages)
  return (
    <>
      <TextArea
        {...fieldOf(form, 'purpose')}
        label={t('purpose')}
        description={t('purposeHelp')}
        rows={3}
        required
      />
      <Choice
        {...fieldOf(form, 'legalBasis')}
        legend={t('legalBasis')}
        options={legalBases.map((basis) => ({
          value: basis,
          label: t(basis),
          description: t(`${basis}_help`),
        }))}
        required
      />
    </>
  )
}
