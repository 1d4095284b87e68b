import { describe, expect, it } from 'vitest'
import { sourceText } from '@/composables/source_words'

const t = (key: string, values: Record<string, unknown>): string => `${key} ${values.seed}`

describe('sourceText', () => {
  it('names generated data with their seed', () => expect(sourceText('Junheng generator, seed 18446744073709551615', t)).toBe('source.generated 18446744073709551615'))
  it('leaves what a bureau wrote as it is', () => {
    for (const source of ['', '县教育局', 'Junheng generator', 'from Junheng generator, seed 7']) expect(sourceText(source, t)).toBe(source)
  })
})
