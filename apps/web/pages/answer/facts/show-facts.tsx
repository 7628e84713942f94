import { factLineIn, listFacts } from '#domains/answer'
import { pathHere, sharedRead } from '#web/http'
import type { ShowOnDossier } from '#web/pages/dossier'
import { List, MoreLink, Section } from '#web/ui'
import { say } from '#web/words'
import { factItem } from './fact-words.tsx'
import { factsMessages } from './facts.messages.ts'

const SHOWN = 3
const readFacts = sharedRead(listFacts)

/** On the page of a dossier: what is claimed about it, and what is so. */
export const showFacts: ShowOnDossier = async (c, { id }) => {
  const { rows } = await readFacts(c, { dossierId: id }, { size: SHOWN })
  if (rows.length === 0) return {}
  const t = say(c, factsMessages)
  return {
    section: (
      <Section
        id="facts"
        title={t('onDossier')}
        more={<MoreLink href={pathHere(c, '/facts')}>{t('more')}</MoreLink>}
      >
        <List items={rows.map((line) => factItem(c, factLineIn(c.var.locale, line)))} />
      </Section>
    ),
  }
}
