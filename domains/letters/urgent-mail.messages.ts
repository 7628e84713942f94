import { defineMessages } from '#platform/i18n'

export const urgentMailMessages = defineMessages(
  {
    subjectMany: 'Dringend: {n, plural, one {# nieuw bericht} other {# nieuwe berichten}} bij {watch}',
    subjectIdle: 'Nog niet bekeken: {n, plural, one {# bericht} other {# berichten}} bij {watch}',
    many: 'De zoekvraag "{watch}" vond in korte tijd {n, plural, one {# bericht} other {# berichten}}, in {sources, plural, one {# bron} other {# bronnen}}. Niemand heeft ze nog bekeken.',
    idle: 'De zoekvraag "{watch}" vond {n, plural, one {# bericht dat niemand op tijd bekeek} other {# berichten die niemand op tijd bekeek}}.',
    untitled: 'Bericht zonder titel',
    line: '{title}\n{url}',
    all: 'Bekijk alles wat deze zoekvraag vond: {url}',
    why: 'U krijgt deze mail omdat bij de zoekvraag staat dat u het dan hoort. Zodra iemand de berichten bekijkt, houdt het op: {url}',
  },
  {
    subjectMany: 'Urgent: {n, plural, one {# new post} other {# new posts}} for {watch}',
    subjectIdle: 'Not looked at yet: {n, plural, one {# post} other {# posts}} for {watch}',
    many: 'The saved search "{watch}" found {n, plural, one {# post} other {# posts}} in a short time, in {sources, plural, one {# source} other {# sources}}. Nobody has looked at them yet.',
    idle: 'The saved search "{watch}" found {n, plural, one {# post that nobody looked at in time} other {# posts that nobody looked at in time}}.',
    untitled: 'Post without a title',
    line: '{title}\n{url}',
    all: 'See all that this search found: {url}',
    why: 'You get this mail because the saved search says that you are told then. It ends as soon as someone looks at the posts: {url}',
  },
)
