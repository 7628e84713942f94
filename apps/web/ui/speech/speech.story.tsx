import { Halves, Section } from '../frame/page.tsx'
import { Answer, Voice } from './speech.tsx'

export function SpeechStory() {
  return (
    <Section id="kit-voices" title="Stem en antwoord">
      <Halves>
        <Voice
          who="Bewoner, op papier ingestuurd"
          quote="Wie iets zegt, krijgt een open ring en een ronde tekstvorm."
        />
        <Answer who="Gemeente, Team Verkeer">
          <p>Wie antwoordt, krijgt een dichte stip. De rechte hoek zit aan de andere kant.</p>
        </Answer>
      </Halves>
    </Section>
  )
}
