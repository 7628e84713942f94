import { defineMessages } from '#platform/i18n'

/** What the head of each page calls the pages of this part. */
export const menuMessages = defineMessages({ search: 'Zoeken' }, { search: 'Search' })
