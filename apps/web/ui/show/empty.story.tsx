import { ButtonLink } from '../action/button.tsx'
import { Section } from '../frame/page.tsx'
import { Empty } from './empty.tsx'

export function EmptyStory() {
  return (
    <Section id="kit-empty" title="Nog leeg" gap="m">
      <Empty
        title="Nog niemand heeft iets gezegd"
        action={
          <ButtonLink kind="primary" href="#">
            Vertel uw verhaal
          </ButtonLink>
        }
      >
        Wees de eerste. Het duurt 3 minuten.
      </Empty>
    </Section>
  )
}
