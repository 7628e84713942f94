import { pathHere, type WebContext } from '#web/http'
import { Box, Button, Select } from '#web/ui'
import { langOf, say } from '#web/words'
import { conversationMessages } from './conversation.messages.ts'
import { actionOf, type Desk } from './desk.ts'
import { problemAt } from './problems.ts'

type Props = { c: WebContext; desk: Desk }

export function PlaceBox({ c, desk }: Props) {
  const t = say(c, conversationMessages)
  const { dossier } = desk.page
  const options = [{ value: '', label: t('placeNowhere') }].concat(
    desk.dossiers.map(({ id, question, language }) => ({
      value: id,
      label: question,
      ...langOf(c, language),
    })),
  )
  return (
    <Box title={t('placeTitle')}>
      <p>
        {dossier ? (
          <a href={pathHere(c, `/dossiers/${dossier.slug}`)} {...langOf(c, dossier.language)}>
            {dossier.question}
          </a>
        ) : (
          t('placeNone')
        )}
      </p>
      <div class="wk-stack wk-stack--s">
        <Select
          id="dossier"
          name="dossier"
          label={t('placeLabel')}
          options={options}
          value={dossier?.id ?? ''}
          {...problemAt(c, desk, 'dossier')}
        />
        <p>
          <Button small formaction={actionOf(c, desk, 'place')}>
            {t('place')}
          </Button>
        </p>
      </div>
    </Box>
  )
}
