import { defineMessages } from '#platform/i18n'
import type { NearState, WithdrawalReason } from './near-report.ts'

/** How it stands with something that was reported. */
export const nearStateMessages = defineMessages<NearState>(
  {
    reported: 'Gemeld',
    working: 'Wij zijn ermee bezig',
    solved: 'Opgelost',
    declined: 'Wij doen hier niets aan',
    withdrawn: 'Weggehaald',
  },
  {
    reported: 'Reported',
    working: 'We are working on it',
    solved: 'Solved',
    declined: 'We will not do anything about it',
    withdrawn: 'Removed',
  },
)

/** Why a report is shown no more. */
export const withdrawalMessages = defineMessages<WithdrawalReason>(
  {
    mistake: 'Wij hebben ons vergist: het klopte niet.',
    personal: 'Er stond iets in over een persoon.',
    double: 'Het stond al op de kaart.',
  },
  {
    mistake: 'We made a mistake: it was not right.',
    personal: 'It said something about a person.',
    double: 'It was already on the map.',
  },
)
