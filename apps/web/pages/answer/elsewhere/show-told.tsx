import { z } from 'zod'
import { listToldReplies, type ToldReply } from '#domains/answer'
import { pathHere, sharedRead, todayHere, type WebContext } from '#web/http'
import type { ShowOnDossier } from '#web/pages/dossier'
import { List, type ListItem, Pager, Section } from '#web/ui'
import { langOf, say } from '#web/words'
import { toldElsewhereMessages } from './told-elsewhere.messages.ts'

const PAGE_SIZE = 5
const readTold = sharedRead(listToldReplies)
const cursorSchema = z.string().max(200).optional().catch(undefined)

/** On the page of a dossier: where we replied to what was said about it, with our own first words. */
export const showToldElsewhere: ShowOnDossier = async (c, { id, slug }) => {
  const after = cursorSchema.parse(c.req.query('replies'))
  const told = await readTold(c, { dossierId: id, today: todayHere(c) }, { after, size: PAGE_SIZE })
  if (told.rows.length === 0 && after === undefined) return {}
  const t = say(c, toldElsewhereMessages)
  const here = pathHere(c, `/dossiers/${slug}`)
  return {
    section: (
      <Section id="elsewhere" title={t('title')} gap="m">
        <p>{t('lead')}</p>
        <List items={told.rows.map((reply) => itemOf(c, reply))} />
        <Pager
          label={t('paging')}
          {...(after === undefined ? {} : { previous: { href: `${here}#elsewhere`, label: t('first') } })}
          {...(told.next === undefined
            ? {}
            : { next: { href: `${here}?replies=${told.next}#elsewhere`, label: t('older') } })}
        />
      </Section>
    ),
  }
}

function itemOf(c: WebContext, { host, address, sentAt, words, language }: ToldReply): ListItem {
  const t = say(c, toldElsewhereMessages)
  return {
    ...(address === null ? {} : { href: address }),
    title: host,
    body: (
      <>
        {words === '' && address !== null && <p>{t('alone')}</p>}
        {words !== '' && <p {...langOf(c, language)}>{words}</p>}
        {address === null && <p class="wk-small">{t('person')}</p>}
      </>
    ),
    meta: [{ icon: 'calendar-blank', text: t('on', { at: sentAt }) }],
  }
}
