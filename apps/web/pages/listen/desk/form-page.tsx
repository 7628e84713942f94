import type { Child } from 'hono/jsx'
import type { WebContext } from '#web/http'
import type { ShownForm } from '#web/pages/dossier'
import { deskPage, getStaff } from '#web/shell'
import { Band, Breadcrumbs, Button, ErrorSummary, PageHead, Stack } from '#web/ui'

/** A page of the desk that is one form: where it belongs, what is wrong with it, its fields and its button. */
export async function formPage(
  c: WebContext,
  page: {
    title: string
    lead: string
    trail: { label: string; steps: ReadonlyArray<{ href: string; label: string }> }
    action: string
    save: string
    form: ShownForm
    problemsTitle: (n: number) => string
    /** Its fields bring a file. */
    bringsFile?: boolean
    fields: Child
    /** It was sent for something else than to be saved. */
    isStep?: boolean
  },
): Promise<Response> {
  const problems = Object.entries(page.form.errors).map(([id, message]) => ({ id, message }))
  return deskPage(
    c,
    {
      title: page.title,
      menuItem: 'listen',
      staff: await getStaff(c),
      wrong: problems.length > 0,
      ...(page.isStep ? { status: 422 as const } : {}),
    },
    <Band tight>
      <ErrorSummary title={page.problemsTitle(problems.length)} errors={problems} />
      <Stack>
        <Breadcrumbs label={page.trail.label} trail={page.trail.steps} />
        <PageHead title={page.title} lead={page.lead} />
      </Stack>
      <form
        method="post"
        action={page.action}
        class="wk-stack wk-stack--l"
        enctype={page.bringsFile ? 'multipart/form-data' : undefined}
        novalidate
      >
        {page.fields}
        <div>
          <Button kind="primary">{page.save}</Button>
        </div>
      </form>
    </Band>,
  )
}
