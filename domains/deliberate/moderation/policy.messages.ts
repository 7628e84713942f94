import { defineMessages } from '#platform/i18n'
import type { RefusalReason } from '../statement.ts'

/** Why a statement is not published, as its author and everybody else reads it. */
export const refusalMessages = defineMessages<RefusalReason>(
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

/** The rules that a new dialogue begins with; staff can change them for each dialogue. */
export const defaultPolicies = {
  nl: `Iedereen mag een stelling schrijven. Wij plaatsen wat over de vraag gaat en wat anderen kunnen begrijpen. Of wij het met u eens zijn, maakt niet uit.

Een medewerker beslist, geen computer. Weigeren wij uw stelling, dan leest u de reden op uw eigen pagina. Wij houden bij wie wat besloot, en waarom.

Wij veranderen uw woorden niet. Is een stelling niet duidelijk, of zegt zij hetzelfde als een andere, dan kunnen wij een nieuwe in haar plaats zetten. De oude blijft te lezen, met haar antwoorden en met de reden.

Staat een stelling al op de site, dan halen wij haar alleen weg als twee medewerkers dat vinden.

Bent u het niet met ons eens? Vraag dan om een tweede blik. Iemand anders kijkt opnieuw, binnen 10 werkdagen.`,
  en: `Everybody can write a statement. We publish what is about the question and what others can understand. Whether we agree with you makes no difference.

A member of staff decides, not a computer. If we refuse your statement, you read the reason on your own page. We keep who decided what, and why.

We do not change your words. If a statement is not clear, or says the same as another, we can put a new one in its place. The old one can still be read, with its answers and the reason.

Once a statement is on the site, we remove it only when two members of staff agree on that.

Do you disagree with us? Ask for a second look. Somebody else looks again, within 10 working days.`,
} as const
