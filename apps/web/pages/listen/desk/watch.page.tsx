import type { WatchLine } from '#domains/listen'
import { pathHere, textOf, type WebContext } from '#web/http'
import { fieldOf, type ShownForm } from '#web/pages/dossier'
import { deskPage, getStaff } from '#web/shell'
import {
  Band,
  Breadcrumbs,
  ButtonLink,
  Checkbox,
  Confirm,
  Empty,
  Facts,
  Field,
  List,
  Notice,
  PageHead,
  Section,
  Split,
  Stack,
  TextArea,
} from '#web/ui'
import { say } from '#web/words'
import { formPage } from './form-page.tsx'
import { watchMessages } from './watch.messages.ts'

/** The watches that are on. */
export async function watchesPage(
  c: WebContext,
  { watches, done }: { watches: readonly WatchLine[]; done: 'added' | 'ended' | undefined },
): Promise<Response> {
  const t = say(c, watchMessages)
  const add = (
    <ButtonLink kind="primary" icon="plus" href={pathHere(c, '/desk/listen/watches/new')}>
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
        <PageHead title={t('title')} lead={t('lead')} {...(watches.length > 0 ? { actions: add } : {})} />
      </Stack>
      {watches.length === 0 ? (
        <Empty level={2} icon="magnifying-glass" title={t('emptyTitle')} action={add}>
          {t('emptyText')}
        </Empty>
      ) : (
        <Section id="all" title={t('listTitle')} gap="m">
          <List
            items={watches.map(({ id, name, query, recent }) => ({
              href: pathHere(c, `/desk/listen/watches/${id}`),
              title: name,
              body: <p>{query}</p>,
              meta: [{ icon: 'chat-text', text: t('found', { n: recent }) }],
            }))}
          />
        </Section>
      )}
    </Band>,
  )
}

/** One watch: its words, its purpose, and the way to end it. */
export async function watchPage(c: WebContext, watch: WatchLine): Promise<Response> {
  const t = say(c, watchMessages)
  const watches = pathHere(c, '/desk/listen/watches')
  return deskPage(
    c,
    { title: watch.name, menuItem: 'listen', staff: await getStaff(c) },
    <Band tight>
      <Stack>
        <Breadcrumbs
          label={t('trail')}
          trail={[
            { href: pathHere(c, '/desk/listen'), label: t('back') },
            { href: watches, label: t('title') },
          ]}
        />
        <PageHead
          title={watch.name}
          actions={
            <ButtonLink href={`${pathHere(c, '/desk/listen')}?watch=${watch.id}`}>{t('posts')}</ButtonLink>
          }
        />
      </Stack>
      <Split
        asideLabel={t('endTitle')}
        aside={
          <Confirm
            id="end"
            title={t('endTitle')}
            action={`${watches}/${watch.id}/end`}
            confirm={t('endConfirm')}
            cancel={{ href: watches, label: t('cancel') }}
            kind="answer"
          >
            <p>{t('endText')}</p>
          </Confirm>
        }
      >
        <Section id="about" title={t('about')} gap="m">
          <Facts
            facts={[
              { term: t('query'), detail: watch.query },
              { term: t('purpose'), detail: watch.purpose },
              { term: t('since'), detail: t('day', { at: watch.added_at }) },
              { term: t('recent'), detail: String(watch.recent) },
            ]}
          />
        </Section>
      </Split>
    </Band>,
  )
}

/** The form for a new watch. */
export async function newWatchPage(c: WebContext, form: ShownForm): Promise<Response> {
  const t = say(c, watchMessages)
  const watches = pathHere(c, '/desk/listen/watches')
  const { error } = fieldOf(form, 'followsSubject')
  return formPage(c, {
    title: t('add'),
    lead: t('lead'),
    trail: {
      label: t('trail'),
      steps: [
        { href: pathHere(c, '/desk/listen'), label: t('back') },
        { href: watches, label: t('title') },
      ],
    },
    action: `${watches}/new`,
    save: t('save'),
    form,
    problemsTitle: (n) => t('errors', { n }),
    fields: (
      <>
        <Field {...fieldOf(form, 'name')} label={t('name')} description={t('nameHelp')} width="m" required />
        <TextArea
          {...fieldOf(form, 'query')}
          label={t('query')}
          description={t('queryHelp')}
          rows={3}
          required
        />
        <TextArea
          {...fieldOf(form, 'purpose')}
          label={t('purpose')}
          description={t('purposeHelp')}
          rows={2}
          required
        />
        <Checkbox
          id="followsSubject"
          name="followsSubject"
          label={t('followsSubject')}
          description={t('followsSubjectHelp')}
          checked={textOf(form.text, 'followsSubject') === 'yes'}
          {...(error === undefined ? {} : { error })}
        />
      </>
    ),
  })
}
