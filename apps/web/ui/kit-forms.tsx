import { Button, ButtonLink, MoreLink } from './button.tsx'
import { Checkbox, Choice } from './choice.tsx'
import { Field, Select, TextArea } from './field.tsx'
import { Confirm, ErrorSummary, Notice } from './notice.tsx'
import { Halves, Row, Section, Stack } from './page.tsx'

export function KitForms() {
  return (
    <>
      <KitButtons />
      <KitFields />
      <KitNotices />
    </>
  )
}

function KitButtons() {
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

const neighbourhoods = [
  { value: '', label: 'Kies een buurt' },
  { value: 'centrum', label: 'Centrum' },
  { value: 'oosterwijk', label: 'Oosterwijk' },
]

function KitFields() {
  return (
    <Section id="kit-fields" title="Velden" gap="m">
      <ErrorSummary
        title="Er zijn 2 dingen niet goed ingevuld"
        errors={[
          { id: 'kit-mail', message: 'Er mist een @ in uw e-mailadres.' },
          { id: 'kit-topics', message: 'Kies ten minste een onderwerp.' },
        ]}
      />
      <Halves>
        <Stack>
          <Field
            id="kit-postcode"
            name="postcode"
            label="Postcode"
            description="Voorbeeld: 1234 AB. Niet verplicht."
            width="s"
            autocomplete="postal-code"
          />
          <Field
            id="kit-mail"
            name="mail"
            type="email"
            label="E-mailadres"
            value="jan.voorbeeld.nl"
            error="Er mist een @ in uw e-mailadres."
            autocomplete="email"
          />
          <Field
            id="kit-code"
            name="code"
            label="Volgcode"
            description="9 tekens. Voorbeeld: K7M 4PX 29T"
            width="code"
            value="K7M 4PX 29T"
          />
          <Select id="kit-area" name="area" label="Buurt" options={neighbourhoods} value="oosterwijk" />
          <TextArea
            id="kit-text"
            name="text"
            label="Uw verhaal"
            limit={{ max: 20, left: 'Nog {n} tekens', over: '{n} tekens te veel' }}
            value="Dit is net iets te lang."
          />
          <Field id="kit-read" name="read" label="Alleen lezen" value="Staat vast" readonly />
        </Stack>
        <KitChoices />
      </Halves>
    </Section>
  )
}

function KitChoices() {
  return (
    <Stack gap="l">
      <Choice
        id="kit-reply"
        name="reply"
        legend="Hoe wilt u antwoord?"
        value="mail"
        options={[
          { value: 'mail', label: 'Per mail' },
          { value: 'letter', label: 'Per brief', description: 'Duurt 2 dagen langer' },
          { value: 'call', label: 'Bel mij' },
        ]}
      />
      <Choice
        id="kit-topics"
        name="topics"
        legend="Waarover gaat het?"
        multiple
        error="Kies ten minste een onderwerp."
        options={[
          { value: 'traffic', label: 'Verkeer' },
          { value: 'green', label: 'Groen' },
        ]}
      />
      <Checkbox id="kit-public" name="public" label="Mijn verhaal mag op de site, zonder mijn naam" />
    </Stack>
  )
}

function KitNotices() {
  return (
    <Section id="kit-notices" title="Berichten en bevestigen" gap="m">
      <Notice title="De raad vergadert een week later.">U krijgt nu vóór 15 mei antwoord.</Notice>
      <Notice kind="ok" title="Ontvangen.">
        Uw volgcode is K7M 4PX 29T. U hebt vóór 8 mei antwoord.
      </Notice>
      <Notice kind="warning" title="Wij zijn te laat.">
        <p>U had 8 mei antwoord moeten hebben. Het wordt 14 mei. Sorry.</p>
      </Notice>
      <Notice kind="error" title="Uw bestand is te groot.">
        Kies een bestand tot 10 MB. Uw tekst is bewaard.
      </Notice>
      <Confirm
        id="kit-confirm"
        title="Wilt u uw gegevens wissen?"
        level={3}
        action="#"
        confirm="Ja, wis mijn gegevens"
        cancel={{ href: '#', label: 'Nee, ga terug' }}
      >
        <p>Uw naam en adres verdwijnen. Wat u zei blijft meetellen, zonder naam. Dit kan niet terug.</p>
      </Confirm>
    </Section>
  )
}
