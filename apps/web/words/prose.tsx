/** What somebody wrote, as they divided it: paragraphs at empty lines, and lines as lines. */
export function Prose({ text, lang }: { text: string; lang?: string | undefined }) {
  return (
    <>
      {text.split(/\n{2,}/).map((paragraph) => (
        <p lang={lang} dir="auto">
          {paragraph.split('\n').flatMap((line, at) => (at === 0 ? [line] : [<br />, line]))}
        </p>
      ))}
    </>
  )
}
