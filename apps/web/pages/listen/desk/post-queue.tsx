import type { PostLine } from '#domains/listen'
import type { Page } from '#platform/db'
import type { WebContext } from '#web/http'
import { Highlighted, Pager, passageOf, Queue, type QueueItem } from '#web/ui'
import { langOf, say } from '#web/words'
import { deskMessages } from './desk.messages.ts'
import { type DeskList, listAddress, postAddress } from './desk-list.ts'
import { listenMessages } from './listen.messages.ts'
import { bodySpans, titleSpans } from './mark-spans.ts'

type Props = { c: WebContext; list: DeskList; posts: Page<PostLine>; openId: string }

/** The list from which a post was opened, beside it. */
export function PostQueue({ c, list, posts, openId }: Props) {
  const t = say(c, listenMessages)
  const d = say(c, deskMessages)
  const isLast = posts.rows.at(-1)?.id === openId
  const more = {
    href: listAddress(c, { ...list, after: posts.next }),
    label: t(list.show === 'waiting' ? 'newer' : 'older'),
    ...(isLast ? { dataKey: 'j' } : {}),
  }
  return (
    <Queue
      label={d('postsLabel')}
      title={<a href={listAddress(c, list)}>{d(listNames[list.show])}</a>}
      unread={d('unread')}
      items={posts.rows.map((post) => itemOf(c, post, { list, isOpen: post.id === openId }))}
      foot={<Pager label={t('paging')} {...(posts.next === undefined ? {} : { next: more })} />}
    />
  )
}

export const listNames = {
  waiting: 'listWaiting',
  new: 'listNew',
  found: 'listFound',
  all: 'listAll',
} as const satisfies Record<DeskList['show'], string>

const PASSAGE = 90

function itemOf(
  c: WebContext,
  post: PostLine,
  { list, isOpen }: { list: DeskList; isOpen: boolean },
): QueueItem {
  const t = say(c, listenMessages)
  const passage = passageOf(post.body, bodySpans(post.marks), PASSAGE)
  return {
    href: postAddress(c, post.id, list),
    who: post.source,
    when: t('shortDay', { at: post.published_at }),
    subject: post.title ? <Highlighted text={post.title} spans={titleSpans(post.marks)} /> : t('untitled'),
    passage: passage.text && <Highlighted {...passage} />,
    state: stateOf(c, post),
    current: isOpen,
    unread: post.waits,
    ...(post.title === '' ? {} : langOf(c, post.language ?? c.var.locale)),
  }
}

/** What was done with a post, or else why it stands there. */
function stateOf(c: WebContext, { dossiers, marks, isTaken }: PostLine): QueueItem['state'] {
  const t = say(c, listenMessages)
  const [dossier] = dossiers
  if (dossier) return { icon: 'file-text', text: t('inDossier', { question: dossier.question }) }
  if (isTaken) return { icon: 'chats', text: t('madeAConversation') }
  const names = marks.map(({ watch }) => watch).join(', ')
  return names ? { icon: 'binoculars', text: names } : { icon: 'rss', text: t('noSearch') }
}
