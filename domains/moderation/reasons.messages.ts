import { type Catalog, defineMessages } from '#platform/i18n'
import type { RefusalReason } from './reasons.ts'

/** Why a text is not published, as its author and everybody else reads it. */
export const refusalMessages: Catalog<RefusalReason> = defineMessages(
  {
    off_topic: 'Het gaat over een ander onderwerp.',
    duplicate: 'Iemand anders zei al hetzelfde.',
    several_ideas: 'Er staan meerdere ideeën in één stelling. Daar kan niemand met één antwoord op stemmen.',
    unclear: 'Het is niet duidelijk wat ermee wordt bedoeld.',
    personal_data: 'Er staan gegevens van een persoon in.',
    insulting: 'Het is kwetsend voor anderen.',
    advertising: 'Het is reclame.',
    unlawful: 'Het mag niet van de wet.',
  },
  {
    off_topic: 'It is about something else.',
    duplicate: 'Someone else has already said the same.',
    several_ideas: 'It contains more than one idea, so nobody can vote on it with a single answer.',
    unclear: 'It is not clear what it means.',
    personal_data: 'It contains personal details about someone.',
    insulting: 'It is hurtful to others.',
    advertising: 'It is advertising.',
    unlawful: 'The law does not allow it.',
  },
)
