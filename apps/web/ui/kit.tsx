import { KitDesk } from './kit-desk.tsx'
import { KitForms } from './kit-forms.tsx'
import { KitSpeech } from './kit-speech.tsx'
import { KitViews } from './kit-views.tsx'
import { PageHead, Wrap } from './page.tsx'

/** Every component in every state, with sample text: to look at, and for the checks in a browser. */
export function Kit() {
  return (
    <Wrap>
      <PageHead title="Bouwdoos" lead="Elk onderdeel met al zijn standen." />
      <div class="wk-stack wk-stack--xl">
        <KitForms />
        <KitViews />
        <KitSpeech />
        <KitDesk />
      </div>
    </Wrap>
  )
}
