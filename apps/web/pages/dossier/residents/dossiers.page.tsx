import type { DossierLine, DossierPage } from '#domains/dossier'
import type { PublicInput } from '#domains/register'
import type { Page } from '#platform/db'
import { pathHere, type WebContext } from '#web/http'
import { publicPage } from '#web/shell'
import { Band, Breadcrumbs, ButtonLink, Empty, List, PageHead, Pager, Section, Wrap } from '#web/ui'
import { langOf, say } from '#web/words'
import { dossierMessages } from '../dossier.messages.ts'
import { dossierItem } from '../dossier-line.tsx'
import { Voices } from './dossier.page.tsx'

/** Everything that one can talk about, and what was finished. */
export async function dossiersPage(
  c: WebContext,
  { open, closed }: { open: DossierLine[]; closed: Page<DossierLine> },
): Promise<Response> {
  const t = say(c, dossierMessages)
  const tellUs = <ButtonLink href={pathHere(c, '/tell-us')}>{t('tellUs')}</ButtonLink>
  return publicPage(
    c,
    { title: t('listTitle'), menuItem: 'take-part', description: t('listLead') },
    <Band tight>
      <PageHead title={t('listTitle')} lead={t('listLead')} />
      <Section id="now" title={t('listNow')}>
        {open.length === 0 ? (
          <Empty title={t('listEmpty')} action={tellUs}>
            {t('listEmptyText')}
          </Empty>
        ) : (
          <List items={open.map((line) => dossierItem(c, line))} />
        )}
      </Section>
      {closed.rows.length > 0 && (
        <Section id="done" title={t('listDone')}>
          <List items={closed.rows.map((line) => dossierItem(c, line))} />
          <Pager label={t('paging')} {...olderLink(c, '/dossiers', closed.next, t('older'))} />
        </Section>
      )}
    </Band>,
  )
}

/** Everything that was said in a dossier and that everybody may read. */
export async function saidPage(
  c: WebContext,
  {
    dossier: { slug, question, language },
    said,
  }: { dossier: Pick<DossierPage['dossier'], 'slug' | 'question' | 'language'>; said: Page<PublicInput> },
): Promise<Response> {
  const t = say(c, dossierMessages)
  return publicPage(
    c,
    { title: `${t('saidTitle')}: ${question}`, menuItem: 'take-part', ask: { dossier: slug } },
    <>
      <Wrap>
        <Breadcrumbs
          label={t('crumbs')}
          trail={[
            { href: pathHere(c, '/dossiers'), label: t('allSubjects') },
            {
              href: pathHere(c, `/dossiers/${slug}`),
              label: <span {...langOf(c, language)}>{question}</span>,
            },
          ]}
        />
      </Wrap>
      <Band tight>
        <PageHead title={t('saidTitle')} lead={<span {...langOf(c, language)}>{question}</span>} />
        <Voices c={c} said={said.rows} />
        <Pager label={t('paging')} {...olderLink(c, `/dossiers/${slug}/said`, said.next, t('saidOlder'))} />
      </Band>
    </>,
  )
}

function olderLink(c: WebContext, path: string, next: string | undefined, label: string) {
  return next === undefined ? {} : { next: { href: `${pathHere(c, path)}?after=${next}`, label } }
}
