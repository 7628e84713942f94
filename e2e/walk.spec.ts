import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from '@playwright/test'
import { lookAtTwin, newPage } from './walk.ts'

test('a page is looked at when all of it has come, not while it is on its way', async ({ browser }) => {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    if (request.url !== '/slow') return void response.end('<a href="/slow">On</a>')
    response.flushHeaders()
    setTimeout(() => response.end('<h1>All of it</h1>'), 500)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const page = await newPage(browser, { javaScriptEnabled: false, width: 360 })
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)

  await page.getByRole('link', { name: 'On' }).click()

  await lookAtTwin(browser, page, async (twin) => {
    expect(await twin.locator('h1').allTextContents()).toEqual(['All of it'])
  })
  await page.context().close()
  server.close()
})
