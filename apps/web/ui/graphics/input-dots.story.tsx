import { Halves, Section } from '../frame/page.tsx'
import { InputDots } from './input-dots.tsx'

export function InputDotsStory() {
  return (
    <Section id="kit-dots" title="Gezegd en beantwoord" gap="m">
      <Halves>
        <InputDots
          said={42}
          answered={30}
          sentence="42 keer inbreng. 30 keer gaven wij antwoord."
          scale={(each) => `1 stip is ${each} keer inbreng.`}
        />
        <InputDots
          said={4212}
          answered={4028}
          sentence="4.212 keer inbreng. 4.028 keer gaven wij antwoord."
          scale={(each) => `1 stip is ${each} keer inbreng.`}
        />
      </Halves>
    </Section>
  )
}
