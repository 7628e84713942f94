import { defineMessages } from '#platform/i18n'
import type { ReasonCode, Verdict } from './response.ts'

/** Verdicts in words. */
export const verdictMessages = defineMessages<Verdict>(
  {
    adopted: 'Overgenomen',
    partly: 'Deels overgenomen',
    already_done: 'Deden wij al',
    investigating: 'Wordt onderzocht',
    not_adopted: 'Niet overgenomen',
    out_of_scope: 'Gaat over iets anders',
  },
  {
    adopted: 'Adopted',
    partly: 'Partly adopted',
    already_done: 'We were already doing this',
    investigating: 'Being looked into',
    not_adopted: 'Not adopted',
    out_of_scope: 'Outside this topic',
  },
)

/** Reasons in words. */
export const reasonMessages = defineMessages<ReasonCode>(
  {
    safety: 'Het is niet veilig',
    law: 'De wet laat het niet toe',
    not_ours: 'Wij gaan er niet over',
    cost: 'Het kost te veel',
    space: 'Er is geen ruimte voor, of het kan technisch niet',
    other_interests: 'Andere belangen wegen zwaarder',
    policy: 'Het past niet bij eerdere besluiten',
    exists: 'Het is er al',
    planned: 'Het staat al in de planning',
    research: 'Wij weten nog niet genoeg',
    subject: 'Het hoort bij een ander onderwerp',
  },
  {
    safety: 'It is not safe',
    law: 'The law does not allow it',
    not_ours: 'It is not up to us',
    cost: 'It costs too much',
    space: 'There is no room for it, or it is not technically possible',
    other_interests: 'Other interests outweigh it',
    policy: 'It does not fit with earlier decisions',
    exists: 'It already exists',
    planned: 'It is already planned',
    research: 'We do not know enough yet',
    subject: 'It belongs to another topic',
  },
)
