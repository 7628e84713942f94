import { Row, Section } from '../frame/page.tsx'
import { Button, ButtonLink, MoreLink } from './button.tsx'

export function ButtonStory() {
  return (
    <Section id="kit-buttons" title="Knoppen en links" gap="m">
      <Row>
        <Button kind="primary">Bewoner doet iets</Button>
        <Button kind="answer">Gemeente doet iets</Button>
        <Button>Gewone knop</Button>
        <Button kind="subtle">Rustige knop</Button>
        <Button notPossibleBecause="kit-why">Kan nu niet</Button>
      </Row>
      <p class="wk-small" id="kit-why">
        Een knop die niet kan, zegt ernaast waarom. Hij blijft bereikbaar met het toetsenbord.
      </p>
      <Row>
        <ButtonLink kind="primary" href="#" onward>
          Stem op stellingen
        </ButtonLink>
        <Button small icon="printer" type="button">
          Afdrukken
        </Button>
        <ButtonLink small href="#" icon="envelope-simple">
          Mailen
        </ButtonLink>
      </Row>
      <p>
        Een <a href="#kit-buttons">link in de tekst</a> is altijd onderstreept.{' '}
        <MoreLink href="#kit-buttons">Een link die verder gaat</MoreLink>
      </p>
    </Section>
  )
}
