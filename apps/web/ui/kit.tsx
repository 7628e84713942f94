import { ButtonStory } from './action/button.story.tsx'
import { ConfirmStory } from './action/confirm.story.tsx'
import { ChoiceStory } from './form/choice.story.tsx'
import { FieldStory } from './form/field.story.tsx'
import { SearchFormStory } from './form/search-form.story.tsx'
import { HeroStory } from './frame/hero.story.tsx'
import { NavigationStory } from './frame/navigation.story.tsx'
import { PageStory } from './frame/page.story.tsx'
import { Stack, Wrap } from './frame/page.tsx'
import { AgreementBarStory } from './graphics/agreement-bar.story.tsx'
import { AreaMapStory } from './graphics/area-map.story.tsx'
import { ComparedBarsStory } from './graphics/compared-bars.story.tsx'
import { GroundPlotStory } from './graphics/ground-plot.story.tsx'
import { KeptBarStory } from './graphics/kept-bar.story.tsx'
import { OpinionMapStory } from './graphics/opinion-map.story.tsx'
import { TimeColumnsStory } from './graphics/time-columns.story.tsx'
import { TrendLineStory } from './graphics/trend-line.story.tsx'
import { IconStory } from './icon/icon.story.tsx'
import { InboxStory } from './inbox/inbox.story.tsx'
import { ClaimCodeStory } from './promise/claim-code.story.tsx'
import { PromisePanelStory } from './promise/promise-panel.story.tsx'
import { DataTableStory } from './show/data-table.story.tsx'
import { DetailsStory } from './show/details.story.tsx'
import { EmptyStory } from './show/empty.story.tsx'
import { HighlightStory } from './show/highlight.story.tsx'
import { ListStory } from './show/list.story.tsx'
import { NoticeStory } from './show/notice.story.tsx'
import { TagStory } from './show/tag.story.tsx'
import { TreeStory } from './show/tree.story.tsx'
import { SpeechStory } from './speech/speech.story.tsx'
import { ThreadStory } from './speech/thread.story.tsx'
import { BallotStory } from './vote/ballot.story.tsx'

/** Every story there is. */
const families = [
  { name: 'Raam', id: 'frame', stories: [PageStory, NavigationStory] },
  { name: 'Tekens', id: 'icon', stories: [IconStory] },
  { name: 'Doen', id: 'action', stories: [ButtonStory, ConfirmStory] },
  { name: 'Invullen', id: 'form', stories: [FieldStory, ChoiceStory, SearchFormStory] },
  {
    name: 'Tonen',
    id: 'show',
    stories: [
      TagStory,
      NoticeStory,
      EmptyStory,
      ListStory,
      DataTableStory,
      TreeStory,
      DetailsStory,
      HighlightStory,
    ],
  },
  { name: 'Stem en antwoord', id: 'speech', stories: [SpeechStory, ThreadStory] },
  { name: 'Belofte', id: 'promise', stories: [PromisePanelStory, ClaimCodeStory] },
  { name: 'Stemmen', id: 'vote', stories: [BallotStory] },
  {
    name: 'Beeld',
    id: 'graphics',
    stories: [
      AgreementBarStory,
      GroundPlotStory,
      OpinionMapStory,
      TimeColumnsStory,
      TrendLineStory,
      ComparedBarsStory,
      KeptBarStory,
      AreaMapStory,
    ],
  },
  { name: 'Postvak', id: 'inbox', stories: [InboxStory] },
]

/** Every component in every state, with sample text: to look at, and for the checks in a browser. */
export function Kit() {
  return (
    <>
      <HeroStory>
        <ul>
          {families.map(({ name, id }) => (
            <li>
              <a href={`#kit-${id}-family`}>{name}</a>
            </li>
          ))}
        </ul>
      </HeroStory>
      <Wrap>
        <Stack gap="xl">
          {families.map(({ id, stories }) => (
            <div class="wk-stack wk-stack--xl" id={`kit-${id}-family`}>
              {stories.map((Story) => (
                <Story />
              ))}
            </div>
          ))}
        </Stack>
      </Wrap>
    </>
  )
}
