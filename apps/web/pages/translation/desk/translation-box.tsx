import { pathHere } from '#web/http'
import type { DossierBox } from '#web/pages/dossier'
import { May } from '#web/shell'
import { Box, ButtonLink } from '#web/ui'
import { say } from '#web/words'
import { translationMessages } from './translation.messages.ts'

/** The way to the translations of a dossier, on its page at the desk. */
export const translationBox: DossierBox = async (c, { slug }) => {
  const t = say(c, translationMessages)
  return (
    <May c={c} permission="make-dossiers">
      <Box title={t('title')}>
        <p>{t('boxText')}</p>
        <ButtonLink small href={pathHere(c, `/desk/dossiers/${slug}/translations`)}>
          {t('translate')}
        </ButtonLink>
      </Box>
    </May>
  )
}
