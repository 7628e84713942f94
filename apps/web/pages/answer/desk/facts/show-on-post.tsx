import { type LinkedFact, listFactsOfPost, listOfferedFacts, type OfferedFact } from '#domains/answer'
import { isAllowed } from '#domains/people'
import { pathHere, type WebContext } from '#web/http'
import type { ShowOnPost } from '#web/pages/listen'
import { getStaff } from '#web/shell'
import { Box, Button, ButtonLink, Hidden, Select } from '#web/ui'
import { langOf, say } from '#web/words'
import { FactTag } from '../../facts/fact-words.tsx'
import { readerHere } from '../conversation/deed.ts'
import { factOption } from './fact-option.ts'
import { factsDeskMessages } from './facts-desk.messages.ts'

/** On the page of a post: the sheets about what it says, and the way to say so of another. */
export const showFactsOnPost: ShowOnPost = async (c, postId) => {
  if (!isAllowed(await getStaff(c), 'answer')) return { shown: null, isTaken: false }
  const { db } = c.var.services
  const reader = await readerHere(c)
  const [linked, offered] = await Promise.all([
    listFactsOfPost(db, postId, reader),
    listOfferedFacts(db, { isPublic: false, subjectId: null }, reader),
  ])
  const others = offered.filter(({ id }) => !linked.some((one) => one.id === id))
  return { shown: <FactsOfPost c={c} postId={postId} linked={linked} others={others} />, isTaken: false }
}

type Props = { c: WebContext; postId: string; linked: LinkedFact[]; others: OfferedFact[] }

function FactsOfPost({ c, postId, linked, others }: Props) {
  const t = say(c, factsDeskMessages)
  const action = pathHere(c, `/desk/listen/posts/${postId}/facts`)
  return (
    <Box title={t('slotTitle')}>
      {linked.length === 0 ? (
        <p>{t('slotHelp')}</p>
      ) : (
        <>
          <p>{t('slotLinked')}</p>
          <ul class="wk-list">
            {linked.map((one) => (
              <li>
                <FactTag c={c} verdict={one.verdict} state={one.state} />
                <p>
                  <a href={pathHere(c, `/desk/facts/${one.id}`)} {...langOf(c, one.language)}>
                    “{one.claim}”
                  </a>
                </p>
                <form method="post" action={action}>
                  <Hidden values={{ unlink: one.id }} />
                  <Button small kind="subtle">
                    <span aria-hidden="true">{t('slotUnlink')}</span>
                    <span class="wk-hidden">{t('slotUnlinkOf', { claim: one.claim })}</span>
                  </Button>
                </form>
              </li>
            ))}
          </ul>
        </>
      )}
      {others.length > 0 && (
        <form method="post" action={action} class="wk-stack wk-stack--s" novalidate>
          <Select
            id="fact"
            name="fact"
            label={t('slotSelect')}
            options={[{ value: '', label: t('slotChoose') }, ...others.map((one) => factOption(c, one))]}
          />
          <Button>{t('slotLink')}</Button>
        </form>
      )}
      <p>
        <ButtonLink href={pathHere(c, `/desk/facts/new?post=${postId}`)}>{t('begin')}</ButtonLink>
      </p>
    </Box>
  )
}
