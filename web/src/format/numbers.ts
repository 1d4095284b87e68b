import { language } from '@/composables/preferences'

/** Shown where there is no number: missing is not zero. */
export const absent = '—'
/** Decimals of a coefficient of variation. */
export const cvDecimals = 3

const formats = new Map<string, Intl.NumberFormat>()

function format(decimals: number, least: number): Intl.NumberFormat {
  const key = `${language.value} ${decimals} ${least}`
  let made = formats.get(key)
  if (made === undefined) {
    made = new Intl.NumberFormat(language.value === 'zh' ? 'zh-CN' : 'en-GB', { maximumFractionDigits: decimals, minimumFractionDigits: least })
    formats.set(key, made)
  }
  return made
}

/** `value` with thousands set apart and at most `decimals` decimals; a dash where there is none. */
export function formatNumber(value: number | null | undefined, decimals = 2): string {
  return value === null || value === undefined ? absent : format(decimals, 0).format(value)
}

/** `value` with exactly `decimals` decimals; a dash where there is none. */
export function formatFixed(value: number | null | undefined, decimals: number): string {
  return value === null || value === undefined ? absent : format(decimals, decimals).format(value)
}

/**
 * As `formatFixed`, with more decimals (at most 6) where rounding would put a value on the wrong side of its limit or onto it:
 * 0.5004 against 0.50 is shown as 0.5004, never as 0.500.
 */
export function formatAgainst(value: number | null | undefined, limit: number | null | undefined, decimals: number): string {
  if (value === null || value === undefined) return absent
  if (limit === null || limit === undefined || value === limit) return formatFixed(value, decimals)
  for (let digits = decimals; digits < 6; ++digits) {
    const rounded = Number(value.toFixed(digits))
    if (Math.sign(rounded - limit) === Math.sign(value - limit)) return formatFixed(value, digits)
  }
  return formatFixed(value, 6)
}

export function formatPercent(share: number | null | undefined, decimals = 1): string {
  return share === null || share === undefined ? absent : `${formatFixed(share * 100, decimals)}%`
}

/** A percentage that is a change: "+1.5%". */
export function formatSignedPercent(percent: number | null | undefined, decimals: number): string {
  if (percent === null || percent === undefined) return absent
  return `${percent > 0 ? '+' : ''}${formatFixed(percent, decimals)}%`
}

/** By how many percent `value` is more than `before`; null where either is missing or nothing was there before. */
export function percentChange(value: number | null | undefined, before: number | null | undefined): number | null {
  return value == null || before == null || before === 0 ? null : (value / before - 1) * 100
}

export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 * 1024) return `${formatFixed(bytes / 1024, 1)} KB`
  return `${formatFixed(bytes / (1024 * 1024), 1)} MB`
}

/** 2024 -> "2024/25", a school year from September to August. */
export function formatSchoolYear(year: number): string {
  return `${year}/${String((year + 1) % 100).padStart(2, '0')}`
}

export function formatTime(moment: string | null | undefined): string {
  if (moment === null || moment === undefined || moment === '') return absent
  return new Intl.DateTimeFormat(language.value === 'zh' ? 'zh-CN' : 'en-GB', { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(moment))
}
