/** Files on their way in: seen again after a reload, discarded, refused in words, marked. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, beforeEach, describe, it } from 'node:test'
import { generatedZip, openPage, sendUpload, stepMs } from './office'
import { fillOnce, world } from './world'

const step = { timeout: stepMs }

describe('import', { concurrency: false }, () => {
  before(fillOnce)
  beforeEach(() => {
    const { admin } = world()
    for (const list of [admin.complaints, admin.refused]) list.length = 0
  })

  it('keeps the preview over a reload, lists it, and discards it', step, async () => {
    const { admin, office } = world()
    const { page } = admin
    await sendUpload(page, office, 'kept.zip', generatedZip(office.folder, { counties: 1, schools: 20, seed: 9, years: 1 }))
    const address = page.url()
    assert.match(address, /#\/import\/[\w-]+$/)
    await page.reload()
    await page.locator('.upload-state.is-ready').waitFor()
    assert.match((await page.locator('main').textContent()) ?? '', /kept\.zip/)
    await openPage(page, office, '/import')
    await page.locator('.open-uploads').getByRole('link', { name: 'kept.zip' }).click()
    await page.locator('.upload-state.is-ready').waitFor()
    assert.equal(page.url(), address)
    // Before it is saved: what the standard needs and the files lack.
    await page.getByRole('heading', { name: /还缺的数据/ }).waitFor()
    assert.match((await page.locator('.data-table', { hasText: '怎么补' }).textContent()) ?? '', /[LGQV]\d/)
    await openPage(page, office, '/import')
    await page.locator('.open-uploads').getByRole('button', { name: '放弃“kept.zip”' }).click()
    await page.locator('.open-uploads').waitFor({ state: 'detached' })
    assert.deepEqual([...admin.complaints, ...admin.refused], [])
  })

  it('names columns by their table and marks faults of CSV files in a workbook', step, async () => {
    const { admin, office } = world()
    const { page } = admin
    const faulty = generatedZip(office.folder, {
      counties: 1, schools: 20, seed: 9, years: 1,
      edit: (name, text) => (name === 'stage_facts.csv' ? text.replace(/^(\d[^\n]*?,)\d+(\r?)$/m, '$1abc$2') : text)
    })
    await sendUpload(page, office, 'faulty.zip', faulty)
    await page.locator('.counts.has-errors').waitFor()
    assert.equal(await page.locator('.upload-state').textContent(), '已检查，有错误，须改正')
    assert.match((await page.locator('.way-on').textContent()) ?? '', /重新上传/)
    const areas = page.locator('.data-table-row', { hasText: '行政区划' }).filter({ hasText: 'parent_code' })
    assert.match((await areas.first().textContent()) ?? '', /上级代码/)
    const marked = page.locator('a[href*="marked.xlsx"]')
    assert.match((await marked.textContent()) ?? '', /XLSX/)
    const [download] = await Promise.all([page.waitForEvent('download'), marked.click()])
    assert.equal(readFileSync(await download.path()).subarray(0, 2).toString(), 'PK')
    assert.equal(await page.locator('button.el-button--primary', { hasText: '保存并评估' }).isDisabled(), true)
    // What to do stands beside the fault also on a smaller screen.
    await page.setViewportSize({ width: 1280, height: 900 })
    const hint = await page.locator('.data-table', { hasText: '怎么改' }).first().evaluate((table) => {
      const box = table.querySelector('.data-table-scroller')
      return box === null ? 1 : box.scrollWidth - box.clientWidth
    })
    assert.equal(hint, 0)
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.getByRole('button', { name: '放弃' }).first().click()
    await page.locator('input[type=file]').waitFor({ state: 'attached' })
    assert.deepEqual([...admin.complaints, ...admin.refused], [])
  })

  it('says that the list of schools does not differ, and counts the rows of one wrong code as one finding', step, async () => {
    const { admin, office } = world()
    const { page } = admin
    let wrong = ''
    const renamed = generatedZip(office.folder, {
      edit: (name, text) => {
        if (name !== 'schools.csv') return text
        wrong = /^(\d{10}),/m.exec(text)?.[1] ?? ''
        return text.replace(`${wrong},`, '9999999999,')
      }
    })
    await sendUpload(page, office, 'same.zip', generatedZip(office.folder))
    assert.match((await page.locator('main').textContent()) ?? '', /学校名单没有不同/)
    await sendUpload(page, office, 'renamed.zip', renamed)
    await page.locator('.upload-state.is-faulty').waitFor()
    const rows = page.locator('.data-table-row', { hasText: `“${wrong}”` })
    await rows.first().waitFor()
    assert.equal(await rows.count(), 1)
    assert.match((await rows.first().textContent()) ?? '', /同一代码另有 \d+ 行，在 \d+ 张表中/)
    assert.deepEqual([...admin.complaints, ...admin.refused], [])
  })

  it('does not offer to save what cannot be read', step, async () => {
    const { admin, office } = world()
    const { page } = admin
    const cut = generatedZip(office.folder, { counties: 1, schools: 20, seed: 9, years: 1 })
    for (const [name, bytes] of [['nonsense.xlsx', Buffer.from('this is no workbook')], ['cut.zip', cut.subarray(0, cut.length / 2)]] as const) {
      await sendUpload(page, office, name, bytes)
      await page.locator('.upload-state.is-rejected').waitFor()
      assert.equal(await page.locator('.upload-state').textContent(), '不能读入')
      assert.equal(await page.locator('input[name=snapshot]').count(), 0)
      assert.ok(((await page.locator('.rejected [role=alert]').textContent()) ?? '').length > 10)
      await page.locator('.rejected').getByRole('button', { name: '放弃' }).click()
      await page.locator('input[type=file]').waitFor({ state: 'attached' })
    }
    assert.deepEqual(admin.complaints, [])
  })
})
