import type { Child } from 'hono/jsx'
import { countDialogue, type DialoguePage, type DialogueState, stateForAnswers } from '#domains/deliberate'
import { countRemovalsToSettle } from '#domains/moderation'
import { pathHere, type WebContext } from '#web/http'
import { timeOf } from '#web/pages/dialogue'
import { deskPage, getStaff } from '#web/shell'
import { Band, ButtonLink, ErrorSummary, type IconName, Notice, PageHead, Tabs, Tag } from '#web/ui'
import { langOf, say } from '#web/words'
import { deskDialogueMessages } from './desk-dialogue.messages.ts'

const stateIcons: Record<DialogueState, IconName> = {
  draft: 'note-pencil',
  importing: 'hourglass',
  open: 'chats',
  closed: 'check-circle',
}

/** The views of a dialogue at the desk, each at an address of its own. */
const views = { queue: '', statements: '/statements', together: '/together', log: '/log' } as const
export type DeskView = keyof typeof views

export type DeskFrame = {
  page: DialoguePage
  view: DeskView
  /** What just happened, in words. */
  told?: { isGood: boolean; words: string } | undefined
  /** What is wrong with a form, by the id of its field. */
  errors?: { id: string; message: string }[]
}

/** The address of a dialogue at the desk. */
export function deskPathOf(c: WebContext, slug: string): string {
  return pathHere(c, `/desk/dialogues/${slug}`)
}

/** A view of a dialogue at the desk: what it is, how far it is, and the ways to the other views. */
export async function deskDialogue(
  c: WebContext,
  { page, view, told, errors = [] }: DeskFrame,
  content: Child,
): Promise<Response> {
  const t = say(c, deskDialogueMessages)
  const { dialogue, dossier } = page
  const { db } = c.var.services
  const staff = await getStaff(c)
  const [figures, removals] = await Promise.all([
    countDialogue(db, dialogue.id),
    countRemovalsToSettle(db, { spaceId: dialogue.id, reader: staff.accountId }),
  ])
  const base = deskPathOf(c, dialogue.slug)
  const words = {
    queue: t('viewQueue', { n: figures.held + removals }),
    statements: t('viewStatements'),
    together: t('viewTogether'),
    log: t('viewLog'),
  }
  const state = stateForAnswers({ dialogue, dossier }, timeOf(c).today)
  return deskPage(
    c,
    {
      title: view === 'queue' ? dialogue.question : `${words[view]}: ${dialogue.question}`,
      menuItem: 'dossiers',
      staff,
      wrong: errors.length > 0,
    },
    <Band tight>
      <ErrorSummary title={t('errors', { n: errors.length })} errors={errors} />
      {told && <Notice kind={told.isGood ? 'ok' : 'warning'} title={told.words} justHappened />}
      <p>
        <a href={pathHere(c, `/desk/dossiers/${dossier.slug}`)} {...langOf(c, dossier.language)}>
          {dossier.question}
        </a>
      </p>
      <PageHead
        title={dialogue.question}
        {...langOf(c, dialogue.language)}
        above={<Tag icon={stateIcons[state]}>{t(state)}</Tag>}
        meta={[
          { icon: 'users', text: t('people', { n: figures.participants }) },
          { icon: 'list-checks', text: t('statements', { n: figures.published }) },
        ]}
        actions={
          <>
            <ButtonLink href={pathHere(c, `/dialogues/${dialogue.slug}`)}>{t('publicPage')}</ButtonLink>
            {dialogue.state !== 'draft' && (
              <a href={pathHere(c, `/dialogues/${dialogue.slug}/report`)}>{t('report')}</a>
            )}
          </>
        }
      />
      <Tabs
        label={t('views')}
        tabs={(Object.keys(views) as DeskView[]).map((name) => ({
          href: base + views[name],
          label: words[name],
          current: name === view,
        }))}
      />
      {content}
    </Band>,
  )
}
