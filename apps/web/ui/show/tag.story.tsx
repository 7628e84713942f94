import { Row, Section } from '../frame/page.tsx'
import { Tag } from './tag.tsx'

export function TagStory() {
  return (
    <Section id="kit-tags" title="Labels" gap="m">
      <Row>
        <Tag icon="megaphone" tone="voice">
          Idee van bewoners
        </Tag>
        <Tag icon="check" tone="answer">
          Overgenomen
        </Tag>
        <Tag icon="circle-half" tone="answer">
          Deels overgenomen
        </Tag>
        <Tag icon="x">Niet overgenomen</Tag>
        <Tag icon="hourglass" tone="next">
          Wacht op akkoord
        </Tag>
        <Tag icon="warning" tone="late">
          2 dagen te laat
        </Tag>
      </Row>
    </Section>
  )
}
