import type { ChartOption } from './echarts_parts'
import type { Palette } from './palette'

/** Words and colours that every chart takes from outside, so that an option depends on nothing else. */
export interface ChartStyle {
  palette: Palette
  /** At most so many decimals. */
  number: (value: number | null, decimals: number) => string
  /** Just so many decimals. */
  fixed: (value: number | null, decimals: number) => string
  /** Pixels that the chart may take across; wide where it is not told. */
  width?: number
}

/** Grid, text and tooltip shared by all charts. Tooltips are drawn, not HTML: the page's rules forbid inline styles. */
export function baseOption(style: ChartStyle): ChartOption {
  return {
    animation: false,
    textStyle: { color: style.palette.text, fontFamily: 'system-ui, Noto Sans CJK SC, Microsoft YaHei, sans-serif', fontSize: 12 },
    grid: { left: 12, right: 28, top: 36, bottom: 12, containLabel: true },
    tooltip: { trigger: 'item', renderMode: 'richText', confine: true },
    legend: { top: 0, left: 0, textStyle: { color: style.palette.text }, type: 'plain', itemGap: 14 }
  }
}

const letterPx = 6.8
const characterPx = 12
/** Sign of an entry of a legend, and the space after the entry. */
const entryPx = 30 + 14
const linePx = 22

/** Pixels that a legend of these names takes from the top, so that the unit of an axis stands below it; of one line where the width is not told. */
export function legendHeight(names: readonly string[], width: number | undefined): number {
  if (width === undefined) return linePx
  let lines = 1
  let used = 0
  for (const name of names) {
    const entry = entryPx + Array.from(name).reduce((sum, letter) => sum + (letter > '\u2e7f' ? characterPx : letterPx), 0)
    if (used > 0 && used + entry > width) {
      ++lines
      used = 0
    }
    used += entry
  }
  return lines * linePx
}

export const axisLook = (style: ChartStyle) => ({
  axisLine: { lineStyle: { color: style.palette.line } },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: style.palette.line, opacity: 0.5 } },
  axisLabel: { color: style.palette.text, hideOverlap: true },
  nameTextStyle: { color: style.palette.text }
})
