import { defineMessages } from '#platform/i18n'

export const watchMailMessages = defineMessages(
  {
    subject: '{n, plural, one {# nieuw bericht} other {# nieuwe berichten}}: {watch}',
    subjectSeveral: '{n} nieuwe berichten bij {watches} zoekvragen',
    section: 'Zoekvraag "{watch}": {n, plural, one {# nieuw bericht} other {# nieuwe berichten}}',
    untitled: 'Bericht zonder titel',
    source: 'Bron: {source}',
    desk: 'Bekijk dit bericht op uw bureau: {url}',
    place: 'Hier staat het: {url}',
    notRelevant: 'Niet relevant? Zeg het met één klik: {url}',
    more: 'En nog {n, plural, one {# ander bericht} other {# andere berichten}}: {url}',
    stop: 'Wilt u geen mail meer over "{watch}"? Dat regelt u met één klik: {url}',
    marks: 'Tussen *sterretjes* staat waar de zoekvraag op let.',
    settings: 'Wanneer u mail krijgt, kiest u hier: {url}',
  },
  {
    subject: '{n, plural, one {# new post} other {# new posts}}: {watch}',
    subjectSeveral: '{n} new posts for {watches} saved searches',
    section: 'Saved search "{watch}": {n, plural, one {# new post} other {# new posts}}',
    untitled: 'Post without a title',
    source: 'Source: {source}',
    desk: 'See this post at your desk: {url}',
    place: 'Where it was posted: {url}',
    notRelevant: 'Not relevant? Say so with one click: {url}',
    more: 'And {n, plural, one {# other post} other {# other posts}}: {url}',
    stop: 'No more mail about "{watch}"? One click is enough: {url}',
    marks: 'What the search looks for stands between *asterisks*.',
    settings: 'Choose when you get mail: {url}',
  },
)
