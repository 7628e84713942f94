import { Button, ButtonLink } from '../action/button.tsx'
import { Tag } from '../show/tag.tsx'
import { Heading } from './heading.tsx'
import { Aside, Band, Box, Feature, Halves, PageHead, Row, Section, Split, Stack } from './page.tsx'

export function PageStory() {
  return (
    <Section id="kit-page" title="Een pagina">
      <PageHead
        level={3}
        title="Hoe maken we de Dorpsstraat veilig voor fietsers?"
        lead="Waar de pagina over gaat, en het eerste wat u kunt doen."
        above={
          <Tag icon="megaphone" tone="voice">
            Meepraten
          </Tag>
        }
        meta={[{ icon: 'clock', text: 'Tot en met 30 april' }]}
        actions={<ButtonLink href="#kit-page">Praat mee</ButtonLink>}
        beside={<Feature>Wat bij de titel hoort.</Feature>}
      />
      <Split
        head={<p>Op een telefoon eerst dit, dan wat ernaast staat, dan de rest.</p>}
        asideLabel="Naast de tekst"
        aside={
          <>
            <Aside title="Een stem">Wat iemand zei.</Aside>
            <Aside title="Een antwoord" by="org">
              Wat wij deden.
            </Aside>
          </>
        }
      >
        <p>De rest van de tekst.</p>
      </Split>
      <Halves>
        <Stack gap="s">
          <Heading level={3}>Onder elkaar</Heading>
          <p>Met weinig ruimte ertussen.</p>
        </Stack>
        <Box title="Een vak">
          <Row apart>
            <span>Links</span>
            <Button small>Rechts</Button>
          </Row>
        </Box>
      </Halves>
      <Band tone="sunk" tight labelledBy="kit-band">
        <Heading level={2} id="kit-band">
          Een baan van rand tot rand
        </Heading>
      </Band>
    </Section>
  )
}
