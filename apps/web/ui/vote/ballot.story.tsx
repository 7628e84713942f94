import { Feature, Halves, Section, Stack } from '../frame/page.tsx'
import { Ballot, Poll, Progress } from './ballot.tsx'

const labels = { agree: 'Eens', disagree: 'Oneens', pass: 'Weet ik niet' }

export function BallotStory() {
  return (
    <Section id="kit-voting" title="Stemmen: drie antwoorden, even zwaar">
      <Stack>
        <p class="wk-small">Stelling 7 van ongeveer 20</p>
        <Progress done={0.35} />
        <Ballot
          action="#"
          id="kit-ballot"
          level={3}
          name="vote"
          labels={labels}
          statement="Laat de bus voortaan om het centrum heen rijden."
        >
          <a href="#kit-voting">Meer uitleg bij deze stelling</a>
          <span class="wk-soft">Stoppen mag altijd. Alles telt al mee.</span>
        </Ballot>
      </Stack>
      <Halves>
        <Feature>
          <h3>
            <a href="#kit-voting">Hoe maken we de Dorpsstraat veilig voor fietsers?</a>
          </h3>
          <Poll
            action="#"
            id="kit-poll"
            name="vote"
            labels={labels}
            chosen="agree"
            statement="Fietsers horen in de Dorpsstraat vóór te gaan op auto’s."
          >
            Bewoners schreven deze stelling. U ziet meteen wat anderen vinden.
          </Poll>
        </Feature>
      </Halves>
    </Section>
  )
}
