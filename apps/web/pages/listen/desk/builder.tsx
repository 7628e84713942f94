import { emptyRow, type QueryRow, rowKinds } from '#domains/listen'
import type { WebContext } from '#web/http'
import { Field, Halves, Section, Select } from '#web/ui'
import { say } from '#web/words'
import { builderMessages } from './builder.messages.ts'
import { keyOfRows, type QueryInStep } from './query-in-step.ts'

type Props = { c: WebContext; inStep: QueryInStep; shown: { query: string; rows: string } | undefined }

/**
 * The rows beside a query, with one that is empty.
 * @param shown  what the form was shown with before, where rows and text do not say the same
 */
export function Builder({ c, inStep, shown }: Props) {
  const t = say(c, builderMessages)
  const { query, rows } = inStep
  const isStarted = rows?.some(({ kind }) => kind === 'any' || kind === 'all')
  const next = inStep.next ?? { ...emptyRow, kind: isStarted ? 'none' : 'any' }
  return (
    <Section id="rows" title={t('title')} gap="m">
      <input type="hidden" name="shownQuery" value={shown?.query ?? query} />
      <input type="hidden" name="shownRows" value={shown?.rows ?? keyOfRows(rows ?? [])} />
      {rows === undefined ? (
        <p>{t('onlyText')}</p>
      ) : (
        <>
          <p>{t('lead')}</p>
          {[...rows, next].map((row, at) => (
            <Row c={c} row={row} n={at + 1} />
          ))}
        </>
      )}
    </Section>
  )
}

function Row({ c, row, n }: { c: WebContext; row: QueryRow; n: number }) {
  const t = say(c, builderMessages)
  const id = (name: string) => `row-${n}-${name}`
  const isOfWords = ['all', 'any', 'none', 'near', 'phrase'].includes(row.kind)
  return (
    <fieldset class="wk-box wk-stack">
      <legend class="wk-hidden">{t('row', { n })}</legend>
      <Halves>
        <Select
          id={id('kind')}
          name="rowKind[]"
          label={t('kind')}
          value={row.kind}
          options={rowKinds.map((kind) => ({ value: kind, label: t(kind) }))}
        />
        <Field
          id={id('words')}
          name="rowWords[]"
          label={t(isOfWords ? 'words' : 'value')}
          {...(n === 1 && isOfWords && row.kind !== 'phrase' ? { description: t('wordsHelp') } : {})}
          value={row.words}
          autocomplete="off"
        />
      </Halves>
      {row.kind === 'near' ? (
        <Halves>
          <Field
            id={id('beside')}
            name="rowBeside[]"
            label={t('beside')}
            value={row.beside}
            autocomplete="off"
          />
          <Field
            id={id('distance')}
            name="rowDistance[]"
            label={t('distance')}
            type="number"
            width="s"
            min={1}
            max={50}
            value={String(row.distance)}
          />
        </Halves>
      ) : (
        <>
          <input type="hidden" name="rowBeside[]" value={row.beside} />
          <input type="hidden" name="rowDistance[]" value={String(row.distance)} />
        </>
      )}
      {isOfWords ? (
        <Halves>
          <Select
            id={id('zone')}
            name="rowZone[]"
            label={t('zone')}
            value={row.zone}
            options={[
              { value: '', label: t('everywhere') },
              { value: 'title', label: t('in-title') },
              { value: 'text', label: t('in-text') },
            ]}
          />
          <Select
            id={id('longer')}
            name="rowLonger[]"
            label={t('longer')}
            value={row.isLonger ? 'part' : 'whole'}
            options={[
              { value: 'whole', label: t('whole') },
              { value: 'part', label: t('part') },
            ]}
          />
        </Halves>
      ) : (
        <>
          <input type="hidden" name="rowZone[]" value="" />
          <input type="hidden" name="rowLonger[]" value="whole" />
        </>
      )}
    </fieldset>
  )
}
