/** Values that a form sends along; of the form that they stand in, or of the one with that id. */
export function Hidden({
  values = {},
  form,
}: {
  values?: Readonly<Record<string, string>> | undefined
  form?: string
}) {
  return (
    <>
      {Object.entries(values).map(([name, value]) => (
        <input type="hidden" form={form} name={name} value={value} />
      ))}
    </>
  )
}
