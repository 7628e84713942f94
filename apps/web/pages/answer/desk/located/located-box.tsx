import type { WebContext } from '#web/http'
import { PlaceField, PlaceMap, placeWords } from '#web/pages/places'
import { Box, Button, Details } from '#web/ui'
import { say } from '#web/words'
import { actionOf, type Desk } from '../conversation/desk.ts'
import { locatedMessages } from './located.messages.ts'

/** Where it is, in words and drawn, and to say otherwise. Left out where nothing is known of any place. */
export function LocatedBox({ c, desk }: { c: WebContext; desk: Desk }) {
  const { place, asked, areas } = desk.where
  if (!place && !asked) return null
  const t = say(c, locatedMessages)
  return (
    <Box title={t('title')}>
      <p>{place ? placeWords(c, place) : t('nowhere')}</p>
      {place && <PlaceMap c={c} areas={areas} place={place} />}
      {asked && (
        <Details summary={t(place ? 'change' : 'say')} open={asked.problem !== undefined}>
          <div class="wk-stack wk-stack--s">
            <PlaceField c={c} asked={asked} atDesk isUntitled />
            <p>
              <Button small formaction={actionOf(c, desk, 'locate')}>
                {t('save')}
              </Button>
            </p>
          </div>
        </Details>
      )}
    </Box>
  )
}
