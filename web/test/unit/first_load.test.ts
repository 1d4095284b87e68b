import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'

/** The folder that CMake has built, or the one of `npm run build`. */
const folder = process.env.JUNHENG_WEB_OUT ?? new URL('../../dist', import.meta.url).pathname
const mostBytes = 700 * 1024

/** What the browser loads for a script: itself and all that it imports at its head, not what it imports when wanted. */
function loadedWith(name: string, seen: Set<string>): void {
  if (seen.has(name)) return
  seen.add(name)
  const text = readFileSync(join(folder, 'assets', name), 'utf8')
  for (const hit of text.matchAll(/(?:from|import)\s*"\.\/([\w.-]+\.js)"/g)) loadedWith(hit[1] ?? '', seen)
}

describe.skipIf(!existsSync(join(folder, 'index.html')))('first load', () => {
  const index = existsSync(join(folder, 'index.html')) ? readFileSync(join(folder, 'index.html'), 'utf8') : ''
  const names = (text: RegExp): string[] => [...index.matchAll(text)].map((hit) => hit[1] ?? '')

  it('stays under 700 KiB gzip with the overview page', () => {
    const seen = new Set<string>()
    for (const name of names(/assets\/([\w.-]+\.js)/g)) loadedWith(name, seen)
    const overview = readdirSync(join(folder, 'assets')).find((name) => /^OverviewPage-.*\.js$/.test(name))
    expect(overview).toBeDefined()
    loadedWith(overview ?? '', seen)
    const styles = readdirSync(join(folder, 'assets')).filter((name) => name.endsWith('.css') && !name.startsWith('draw_map'))
    const bytes = [...seen, ...styles].reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, 'assets', name))).length, 0)
    console.log(`first load: ${Math.round(bytes / 1024)} KiB gzip`)
    expect(bytes).toBeLessThan(mostBytes)
  })
  it('loads charts and the map only when they are wanted', () => {
    const seen = new Set<string>()
    for (const name of names(/assets\/([\w.-]+\.js)/g)) loadedWith(name, seen)
    for (const late of ['echarts_parts', 'draw_map', 'write-excel-file']) expect([...seen].some((name) => name.startsWith(late)), late).toBe(false)
  })
  it('names no other host', () => expect(names(/(?:src|href)="(https?:[^"]+)"/g)).toEqual([]))
})
