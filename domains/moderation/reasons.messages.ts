import { type Catalog, defineMessages } from '#platform/i18n'
import type { RefusalReason } from './reasons.ts'

/** Why a text is not published, as its author and everybody else reads it. */
export const refusalMessages: Catalog<RefusalReason> = defineMessages(
  {
    off_topic: 'Het gaat over een ander onderwerp.',
    duplicate: 'Iemand anders zei al hetzelfde.',
    several_ideas: 'Er staan meer ideeën in één stelling. Daar kan niemand met één antwoord op stemmen.',
    unclear: 'Het is niet duidelijk wat ermee bedoeld is.',
    personal_data: 'Er staan gegevens van een persoon in.',
    insulting: 'Het is kwetsend voor anderen.',
    advertising: 'Het is reclame.',
    unlawful: 'Het mag niet van de wet.',
  },
  {
    off_topic: 'It is about another subject.',
    duplicate: 'Somebody else said the same already.',
    several_ideas: 'There is more than one idea in it. Nobody can vote on that with one answer.',
    unclear: 'It is not clear what is meant.',
    personal_data: 'It has details of a person in it.',
    insulting: 'It hurts others.',
    advertising: 'It is advertising.',
    unlawful: 'The law does not allow it.',
  },
)
