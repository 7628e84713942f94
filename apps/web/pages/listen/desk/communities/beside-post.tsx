import { type CommunityManners, isOfAPerson } from '#domains/listen'
import { pathHere, type WebContext } from '#web/http'
import { Box } from '#web/ui'
import { say } from '#web/words'
import { mannersLine } from '../../manners-line.tsx'
import { communitiesDeskMessages } from './communities-desk.messages.ts'

/** Beside a post: how one behaves where it stands, or the way to note it. */
export function PlaceOfPost({
  c,
  url,
  community,
}: {
  c: WebContext
  url: string | null
  community: CommunityManners | undefined
}) {
  const t = say(c, communitiesDeskMessages)
  const here = pathHere(c, '/desk/listen/communities')
  const origin = url === null ? undefined : URL.parse(url)?.origin
  if (community)
    return (
      <Box title={t('besideTitle')}>
        <p dir="auto">
          <a href={`${here}/${community.id}`}>{community.name}</a>
        </p>
        <p dir="auto">{mannersLine(c, community)}</p>
      </Box>
    )
  if (url === null || origin === undefined || isOfAPerson(url)) return null
  return (
    <Box title={t('besideTitle')}>
      <p>{t('unknownPlace')}</p>
      <p>
        <a href={`${here}/new?${new URLSearchParams({ address: origin })}`}>{t('take')}</a>
      </p>
    </Box>
  )
}
