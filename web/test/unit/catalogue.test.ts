import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { joined, type Entry } from '@/i18n/join'

function flat(entry: Entry, prefix = ''): Map<string, string> {
  if (typeof entry === 'string') return new Map([[prefix, entry]])
  return new Map(Object.entries(entry).flatMap(([key, value]) => [...flat(value, prefix === '' ? key : `${prefix}.${key}`)]))
}

const sourceFolder = new URL('../../src', import.meta.url).pathname
const source = readdirSync(sourceFolder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(vue|ts)$/.test(name) && !name.endsWith('.d.ts'))
  .map((name) => readFileSync(join(sourceFolder, name), 'utf8'))
  .join('\n')
const zhFiles = import.meta.glob<Entry>('../../src/i18n/zh/*.json', { eager: true, import: 'default' })
const enFiles = import.meta.glob<Entry>('../../src/i18n/en/*.json', { eager: true, import: 'default' })
const chinese = flat(joined(zhFiles))
const english = flat(joined(enFiles))
const placeholders = (text: string): string[] => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((hit) => hit[1] ?? ''))].sort()
/** Keys that stand in the source whole, and the beginnings of those that are put together. */
const literals = new Set([...source.matchAll(/['"`]([a-z_A-Z]+(?:\.[a-zA-Z_0-9]+)+|brand)['"`]/g)].map((hit) => hit[1] ?? ''))
const beginnings = [...source.matchAll(/`([a-z_A-Z]+\.[a-zA-Z_]*)\$\{/g)].map((hit) => hit[1] ?? '')

describe('catalogue', () => {
  it('has the same keys in the same files of both languages', () => {
    expect(Object.keys(enFiles).map((name) => name.replace('/en/', '/zh/'))).toEqual(Object.keys(zhFiles))
    for (const [name, file] of Object.entries(zhFiles)) expect([...flat(enFiles[name.replace('/zh/', '/en/')] ?? {}).keys()], name).toEqual([...flat(file).keys()])
  })
  it('has each top-level key in one file', () => {
    const keys = Object.values(zhFiles).flatMap((file) => Object.keys(file))
    expect(keys).toEqual([...new Set(keys)])
  })
  it('has the same placeholders in both languages', () => {
    for (const [key, text] of chinese) expect(placeholders(english.get(key) ?? ''), key).toEqual(placeholders(text))
  })
  it('has no empty text', () => {
    for (const [key, text] of [...chinese, ...english]) expect(text.trim(), key).not.toBe('')
  })
  it('has every key that the pages use', () => {
    const used = [...source.matchAll(/\bte?\(\s*'([a-z_A-Z.0-9]+)'/g)].map((hit) => hit[1] ?? '')
    expect(used.length).toBeGreaterThan(200)
    for (const key of used) expect(chinese.has(key), key).toBe(true)
    for (const beginning of beginnings.filter((one) => chinese.has(one) || [...chinese.keys()].some((key) => key.startsWith(one.split('.')[0] ?? '')))) {
      expect([...chinese.keys()].some((key) => key.startsWith(beginning)), beginning).toBe(true)
    }
  })
  it('has no key that no page uses', () => {
    for (const key of chinese.keys()) expect(literals.has(key) || beginnings.some((beginning) => key.startsWith(beginning)), key).toBe(true)
  })
})
