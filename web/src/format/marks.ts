import { language } from '@/composables/preferences'

const isWide = (): boolean => language.value === 'zh'

/** What a text is about, a colon as the language has it, and the text. */
export const labelled = (label: string, text: string): string => `${label}${isWide() ? '：' : ': '}${text}`
/** To stand behind a word: in brackets as the language has them. */
export const bracketed = (text: string): string => (isWide() ? `（${text}）` : ` (${text})`)
/** Between the parts of a list that have commas themselves. */
export const partsJoined = (parts: string[]): string => parts.join(isWide() ? '；' : '; ')
